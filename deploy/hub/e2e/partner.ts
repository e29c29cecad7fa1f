// Partner organisations for scenarios: an organisation with its grants, and its key.
import { randomBytes } from 'node:crypto';
import type { Store } from '@lianshu/gateway';
import type { Level } from '@lianshu/schemas';

/** Gives the key's secret. */
export async function addPartner(store: Store, grants: Readonly<Record<string, Level>>): Promise<string> {
  const id = `partner-${randomBytes(4).toString('hex')}`;
  await store.partners.add({ id, name: id });
  for (const [dataset, maxLevel] of Object.entries(grants)) await store.partners.grant({ partnerId: id, dataset, maxLevel });
  return (await store.partners.issueKey({ partnerId: id, role: 'partner' })).secret;
}
