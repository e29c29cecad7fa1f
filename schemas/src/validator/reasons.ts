// Turns ajv's errors into reasons: pointer, rule, expected, the kind of what came, what to do. The value itself never leaves.
import type { ErrorObject } from 'ajv';
import { kindOf } from '../json/kind';
import { atPointer, escapeSegment } from '../json/pointer';
import type { Reason, ReasonStage } from '../reason';
import { HUB_FORMATS } from './formats';
import { codeOfFormat, codeOfKeyword, RULE_REASONS } from './reason-codes';

/** At most this many reasons a record. */
export const MAX_REASONS = 50;

export function reasonsOf(errors: readonly ErrorObject[], value: unknown, stage: ReasonStage): readonly Reason[] {
  const told = new Set<string>();
  const reasons: Reason[] = [];
  for (const error of errors) {
    const reason = reasonOf(error, value, stage);
    const mark = `${reason.code} ${reason.path} ${reason.expected}`;
    if (told.has(mark)) continue;
    told.add(mark);
    reasons.push(reason);
    if (reasons.length === MAX_REASONS) break;
  }
  return reasons;
}

function reasonOf(error: ErrorObject, value: unknown, stage: ReasonStage): Reason {
  const path = pathOf(error);
  const got = atPointer(value, path);
  if (error.keyword === 'format') return formatReason(String(error.params['format']), path, got, stage);
  const code = codeOfKeyword(error.keyword);
  return { stage, code, path, expected: expectedOf(error), got: kindOf(got), hint: RULE_REASONS[code] };
}

function formatReason(format: string, path: string, got: unknown, stage: ReasonStage): Reason {
  const code = codeOfFormat(format);
  const said = typeof got === 'string' ? HUB_FORMATS[format]?.explain(got) : undefined;
  if (said?.reason) return { stage, path, ...said.reason };
  const normal = said ? `${format} in its normal form` : format;
  return { stage, code, path, expected: normal, got: kindOf(got), hint: RULE_REASONS[code] };
}

/** Where the fault is: the missing or superfluous member itself, not the object around it. */
function pathOf(error: ErrorObject): string {
  const member: unknown = MEMBER.map((name) => error.params[name]).find((name) => typeof name === 'string');
  return typeof member === 'string' ? `${error.instancePath}/${escapeSegment(member)}` : error.instancePath;
}

const MEMBER = ['missingProperty', 'additionalProperty', 'unevaluatedProperty'];

function expectedOf(error: ErrorObject): string {
  const say = EXPECTED[error.keyword];
  return say ? say(error.params) : error.keyword;
}

type Params = Readonly<Record<string, unknown>>;

/** What each keyword expects, said with the schema's own values. Keywords that are not here are named. */
const EXPECTED: Readonly<Record<string, (params: Params) => string>> = {
  required: () => 'present',
  dependentRequired: ({ property }) => `present, because ${String(property)} is`,
  additionalProperties: () => 'absent',
  unevaluatedProperties: () => 'absent',
  type: ({ type }) => (Array.isArray(type) ? type.join(' or ') : String(type)),
  enum: ({ allowedValues }) => oneOf(allowedValues),
  const: ({ allowedValue }) => JSON.stringify(allowedValue),
  minimum: limit, maximum: limit, exclusiveMinimum: limit, exclusiveMaximum: limit,
  minLength: ({ limit }) => `at least ${String(limit)} characters`,
  maxLength: ({ limit }) => `at most ${String(limit)} characters`,
  pattern: ({ pattern }) => `text like ${String(pattern)}`,
  minItems: ({ limit }) => `at least ${String(limit)} elements`,
  maxItems: ({ limit }) => `at most ${String(limit)} elements`,
  uniqueItems: () => 'no element twice',
  anyOf: () => 'one of the alternatives or more',
  oneOf: () => 'exactly one of the alternatives',
};

function limit({ comparison, limit: value }: Params): string {
  return `${String(comparison)} ${String(value)}`;
}

function oneOf(values: unknown): string {
  const list = Array.isArray(values) ? values.map(String) : [];
  return list.length <= 20 ? `one of ${list.join(', ')}` : `one of ${list.slice(0, 20).join(', ')} and ${list.length - 20} more`;
}
