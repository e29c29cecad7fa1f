// lookup: the value that a lookup table holds for a key, at an instant.
import type { JsonObject } from '@lianshu/schemas';
import { Fault } from '../fault';
import { foldText } from '../fold-text';
import { lookupKey } from '../lookup-key';
import { parseKeyPart, readablePath, readSource, type SourceRef } from '../source-path';
import { DEFAULT_FORMATS, epochOf, readInstant } from './instant';
import { memo } from './memo';
import type { Op, OpScope } from './op';
import { CHINA } from './zone';

interface Args {
  table: string;
  key: string[];
  at?: string;
  field?: string;
  missing?: 'reason' | 'absent';
}

type KeyPart = string | SourceRef | undefined;

export const lookupOp: Op<Args> = {
  name: 'lookup',
  title: { zh: '对照表', en: 'Lookup' },
  docs: {
    zh: '在对照表中取键的值：键的各段是文字、$value（当前值）、$const.名、$root.路径、$element.路径；at 给出来源时间字段（取当时有效的值）；field 取值的一个字段；missing: absent 则查不到视为缺失，否则 LOOKUP_MISSING（键到达后自动重放）。键的任何一段缺失则结果缺失。',
    en: 'The value of a key in a lookup table: its parts are literals, $value (the value so far), $const.name, $root.path, $element.path; at names a source field with the instant (the value in force then); field takes one field of the value; with missing: absent a miss is absent, else LOOKUP_MISSING (which replays by itself when the key arrives). If a part of the key is absent the result is absent.',
  },
  example: 'ops: [text, { lookup: { table: fleet, key: [$const.plantUscc, $value] } }]',
  args: {
    type: 'object',
    required: ['table', 'key'],
    additionalProperties: false,
    properties: {
      table: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]{0,39}$' },
      key: { type: 'array', minItems: 1, maxItems: 6, items: { type: 'string', minLength: 1, maxLength: 200 } },
      at: { type: 'string', minLength: 1, maxLength: 200 },
      field: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]{0,39}$' },
      missing: { enum: ['reason', 'absent'] },
    },
  },
  gives: () => 'any',
  check: (args, env) => {
    const known = env.lookups === undefined || env.lookups.has(args.table);
    return known ? [] : [{ zh: `没有对照表 ${args.table}`, en: `there is no lookup table ${args.table}` }];
  },
  prepare: (args) => {
    const parts: KeyPart[] = args.key.map((part) => (part === '$value' ? undefined : parseKeyPart(part)));
    const at = args.at === undefined ? undefined : readablePath(args.at);
    const epoch = memo(epochIn);
    return (value, scope) => {
      const key = keyOf(parts, value, scope);
      return key === undefined || key instanceof Fault ? key : find(args, key, at === undefined ? undefined : instantOf(readSource(at, scope), epoch), scope);
    };
  },
};

function keyOf(parts: readonly KeyPart[], value: unknown, scope: OpScope): string | undefined | Fault {
  const texts: string[] = [];
  for (const part of parts) {
    const text = typeof part === 'string' ? part : foldText(part === undefined ? value : readSource(part, scope));
    if (text === undefined) return undefined;
    if (text === null) return new Fault('MAP_SHAPE', 'a single value as part of the key');
    texts.push(text);
  }
  return lookupKey(texts);
}

function find(args: Args, key: string, instant: number | undefined | Fault, scope: OpScope): unknown {
  if (instant instanceof Fault) return instant;
  const found = scope.context.lookups.get(args.table, key, instant);
  if (found === undefined) return args.missing === 'absent' ? undefined : new Fault('LOOKUP_MISSING', `a key of lookup ${args.table}`, { table: args.table, key });
  return args.field === undefined || typeof found === 'string' ? found : fieldOf(found, args.field);
}

function fieldOf(found: JsonObject, field: string): unknown {
  return Object.hasOwn(found, field) ? (found[field] ?? undefined) : undefined;
}

function instantOf(value: unknown, read: (text: string) => number | undefined): number | undefined | Fault {
  const text = foldText(value);
  if (text === undefined) return undefined;
  return (text === null ? undefined : read(text)) ?? new Fault('DATETIME_FORMAT', 'an instant in the field that `at` names');
}

function epochIn(text: string): number | undefined {
  const time = readInstant(text, DEFAULT_FORMATS);
  return time && epochOf(time, CHINA);
}
