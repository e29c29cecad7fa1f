// Every pattern is one that RE2 can run; a shipped one is valid on RegExp too.
import { HubError } from '../../errors';
import { compileForeignPattern, compileShippedPattern } from '../../validator/patterns';
import { finding, type Finding } from '../definition';
import { isNode, walkSchema } from '../walk';
import type { Check } from './check';

export const checkPatterns: Check = (entry) => {
  const found: Finding[] = [];
  const judge = (pattern: string, pointer: string) => {
    const error = refusalOf(pattern, entry.file !== undefined);
    if (error) found.push(finding(pointer, error.message, error.zh));
  };
  walkSchema(entry.schema, (node, { pointer }) => {
    if (typeof node['pattern'] === 'string') judge(node['pattern'], `${pointer}/pattern`);
    const keyed = node['patternProperties'];
    if (isNode(keyed)) Object.keys(keyed).forEach((pattern) => judge(pattern, `${pointer}/patternProperties`));
  });
  return found;
};

function refusalOf(pattern: string, shipped: boolean): HubError | undefined {
  try {
    if (shipped) compileShippedPattern(pattern);
    else compileForeignPattern(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
}
