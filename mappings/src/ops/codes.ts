// codes: a native spelling becomes a code of a catalogue code set, or of a small map in the row.
import type { CodeSet } from '@lianshu/schemas';
import { Fault } from '../fault';
import { textStep, type Op, type PrepareEnv } from './op';

interface Args {
  set?: string;
  map?: Record<string, string>;
  unmatched?: 'reason' | 'absent' | 'keep';
}

export const codesOp: Op<Args> = {
  name: 'codes',
  title: { zh: '代码集', en: 'Code set' },
  docs: {
    zh: '按代码、别名、中文名、英文名查代码集，停用代码换成后继；map 给出本来源特有的写法（优先）。查不到：reason（默认）、absent 或 keep。',
    en: 'Finds a code by code, alias, Chinese or English title, a retired code gives its successor; map holds spellings of this source alone (first). Unmatched: reason (default), absent or keep.',
  },
  example: 'ops: [text, { codes: { set: material, map: { "瓜子片": stone } } }]',
  args: {
    type: 'object',
    additionalProperties: false,
    anyOf: [{ required: ['set'] }, { required: ['map'] }],
    properties: {
      set: { type: 'string', minLength: 1, maxLength: 60 },
      map: { type: 'object', minProperties: 1, maxProperties: 500, additionalProperties: { type: 'string', minLength: 1 } },
      unmatched: { enum: ['reason', 'absent', 'keep'] },
    },
  },
  takes: ['text', 'number', 'integer', 'boolean', 'any'],
  gives: () => 'text',
  check: checkCodes,
  outputs: (args, env) => (args.unmatched === 'keep' ? undefined : [...new Set(codeIndex(args, env).values())]),
  prepare: (args, env) => {
    const index = codeIndex(args, env);
    const name = args.set ?? 'the row’s map';
    return textStep((text) => index.get(text) ?? index.get(foldCode(text)) ?? unmatched(args, name, text));
  },
};

function checkCodes(args: Args, env: PrepareEnv) {
  const set = args.set === undefined ? undefined : findSet(args.set, env);
  if (args.set !== undefined && !set) return [{ zh: `目录中没有代码集 ${args.set}`, en: `the catalogue has no code set ${args.set}` }];
  if (!set) return [];
  const known = new Set(set.codes.map((code) => code.code));
  return Object.values(args.map ?? {})
    .filter((code) => !known.has(code))
    .map((code) => ({ zh: `代码集 ${set.id} 没有代码 ${code}`, en: `code set ${set.id} has no code ${code}` }));
}

function findSet(id: string, env: PrepareEnv): CodeSet | undefined {
  return env.catalogue.codeSets().find((set) => set.id === id);
}

function unmatched(args: Args, name: string, text: string): unknown {
  if (args.unmatched === 'absent') return undefined;
  return args.unmatched === 'keep' ? text : new Fault('CODE_UNKNOWN', `a code of ${name}`);
}

/** Spelling → code. The row's map wins, then codes, aliases, Chinese and English titles. */
function codeIndex(args: Args, env: PrepareEnv): Map<string, string> {
  const codes = args.set === undefined ? [] : (findSet(args.set, env)?.codes ?? []);
  const pairs = (spellings: (code: CodeSet['codes'][number]) => readonly string[]) =>
    codes.flatMap((code) => spellings(code).map((spelling) => [spelling, code.successor ?? code.code] as const));
  const all = [
    ...Object.entries(args.map ?? {}),
    ...pairs((code) => [code.code]),
    ...pairs((code) => code.aliases ?? []),
    ...pairs((code) => [code.zh, code.en]),
  ];
  const index = new Map<string, string>();
  for (const [spelling, code] of all) {
    for (const key of [spelling, foldCode(spelling)]) if (!index.has(key)) index.set(key, code);
  }
  return index;
}

function foldCode(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
