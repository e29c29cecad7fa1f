import type { JsonObject } from './catalogue-types';
import { HubError } from './errors';
import { compileOptions } from './options';

const schema: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['url'],
  properties: {
    url: { type: 'string' },
    size: { type: 'integer', minimum: 1, default: 100 },
    auth: { type: 'object', additionalProperties: false, properties: { token: { type: 'string', sensitive: true }, user: { type: 'string' } } },
    headers: { type: 'object', additionalProperties: { type: 'string', sensitive: true } },
  },
};

function problemOf(options: unknown, locate?: (pointer: string) => string): HubError {
  try {
    compileOptions(schema).parse(options, 'rest source', locate);
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
  throw new Error('expected a refusal');
}

describe('options of a component', () => {
  it('fills defaults in a copy and leaves the given object alone', () => {
    const given = { url: 'x' };
    expect(compileOptions(schema).parse(given, 'rest')).toEqual({ url: 'x', size: 100 });
    expect(given).toEqual({ url: 'x' });
  });

  it('names an unknown key, a missing key and a key of the wrong type, all at once', () => {
    const error = problemOf({ sise: 3, size: 'many' });
    expect(error.code).toBe('OPTIONS_INVALID');
    expect(error.details.keys).toEqual(expect.arrayContaining(['url', 'sise', 'size']));
    expect(error.message).toContain('sise is not a known key');
  });

  it('never repeats the value of a refused key', () => {
    expect(problemOf({ url: 'x', auth: { token: 4711 } }).message).not.toContain('4711');
  });

  it('adds file and line where the caller knows them', () => {
    expect(problemOf({ url: 1 }, () => 'construction.yaml:12').message).toContain('construction.yaml:12');
  });

  it('hides sensitive values at every depth', () => {
    const shown = compileOptions(schema).redact({ url: 'x', auth: { token: 's', user: 'u' }, headers: { 'x-key': 's' } });
    expect(shown).toEqual({ url: 'x', auth: { token: '***', user: 'u' }, headers: { 'x-key': '***' } });
  });
});
