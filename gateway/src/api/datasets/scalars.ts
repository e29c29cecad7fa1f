// Scalars that answer what the document says: instants keep their offset, days stay days.
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { gatewayError } from '../../errors';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** RFC 3339 date-time with offset, as text. */
export const DateTimeScalar = textScalar('DateTime', '时间 · RFC 3339 date-time with offset, e.g. 2022-02-28T08:55:00+08:00', (text) => INSTANT.test(text) && !Number.isNaN(Date.parse(text)), 'an RFC 3339 date-time with offset');

/** RFC 3339 full-date. */
export const DateScalar = textScalar('Date', '日期 · YYYY-MM-DD', isDay, 'a day as YYYY-MM-DD');

/** Any JSON value, as it stands in the document. Never an input. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'JSON 值 · any JSON value',
  parseValue: () => { throw gatewayError('API_INPUT', { field: 'JSON', expected: 'no input', got: 'a value' }); },
});

function isDay(text: string): boolean {
  return DAY.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

function textScalar(name: string, description: string, valid: (text: string) => boolean, expected: string): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && safely(valid, value)) return value;
    throw gatewayError('API_INPUT', { field: name, expected, got: typeof value });
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** 2022-13-45 makes a Date that toISOString refuses: that is an invalid day, not a fault. */
function safely(valid: (text: string) => boolean, text: string): boolean {
  return !Number.isNaN(Date.parse(text)) && valid(text);
}
