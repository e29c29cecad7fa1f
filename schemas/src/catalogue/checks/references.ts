// Every `$ref` leads to a schema inside the catalogue: nothing is ever fetched.
import { atPointer } from '../../json/pointer';
import { finding, type Finding } from '../definition';
import { isNode, walkSchema } from '../walk';
import type { Check, CheckContext } from './check';
import type { CatalogueEntry } from '../../catalogue-types';

export const checkReferences: Check = (entry, context) => {
  const found: Finding[] = [];
  walkSchema(entry.schema, (node, { pointer }) => {
    if (node.$ref !== undefined && !leadsSomewhere(node.$ref, entry, context)) {
      found.push(finding(`${pointer}/$ref`, 'the reference leads to no schema of the catalogue; nothing is fetched from elsewhere.', '引用未指向目录中的模式；枢纽不会从外部获取。'));
    }
  });
  return found;
};

function leadsSomewhere(ref: string, entry: CatalogueEntry, context: CheckContext): boolean {
  const [id = '', fragment = ''] = ref.split('#', 2);
  const target = id === '' ? entry : context.byId.get(id);
  if (!target) return false;
  return isNode(atPointer(target.schema, decodeURIComponent(fragment)));
}
