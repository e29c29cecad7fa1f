// Proves that the pages say what the tables say. Mend a stale page by `npx tsc -b && node connectors/tools/generate-docs.cjs`.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JsonObject, JsonValue } from '@lianshu/schemas';
import { errorsSection, kindsPage } from './docs-pages';
import { CONNECTORS_ERRORS } from './errors';
import { sinkKinds } from './sinks/kinds';
import { sourceKinds } from './sources/kinds';

const root = resolve(__dirname, '../..');

describe('the pages of connectors', () => {
  it('README.md lists every kind and option as the schemas have them', () => {
    expect(readFileSync(resolve(root, 'connectors/README.md'), 'utf8')).toBe(kindsPage());
  });

  it('docs/errors.md lists every code and reason as the tables have them', () => {
    const page = readFileSync(resolve(root, 'docs/errors.md'), 'utf8');
    const section = page.split(/^## /m).find((part) => part.startsWith('connectors\n')) ?? '';
    expect(section.slice('connectors\n'.length).trim()).toBe(errorsSection());
  });

  it('every message has the same placeholders in both languages', () => {
    const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const { message } of Object.values(CONNECTORS_ERRORS)) expect(holes(message.zh)).toEqual(holes(message.en));
  });

  it('every option says what it means, and whatever is secret is marked', () => {
    const walk = (schema: JsonValue, path: string): void => {
      const { properties = {}, items } = schema as { properties?: JsonObject; items?: JsonObject };
      for (const [name, option] of Object.entries(properties)) {
        const { description, sensitive } = option as JsonObject;
        expect([path, name, typeof description]).toEqual([path, name, 'string']);
        if (/password|token|secret/i.test(name)) expect([path, name, sensitive]).toEqual([path, name, true]);
        walk(option, `${path}.${name}`);
      }
      if (items) walk(items, `${path}[]`);
    };
    for (const kind of [...sourceKinds, ...sinkKinds]) walk(kind.optionsSchema, kind.kind);
  });
});
