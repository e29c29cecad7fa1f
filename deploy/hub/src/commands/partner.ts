// lianshu partner add|grant|key|list: who may read what. Writes to the store itself, so that the first key can be made.
import { type Command, Option } from 'commander';
import type { Role, Store } from '@lianshu/gateway';
import type { Level } from '@lianshu/schemas';
import { positiveInteger } from './numbers';
import type { Output } from './output';

interface AddOptions {
  readonly name: string;
  readonly uscc?: string;
}

interface KeyOptions {
  readonly role: Role;
  readonly person?: string;
  readonly days?: number;
}

export type WithStore = (command: Command, use: (store: Store) => Promise<void>) => Promise<void>;

const DAY_MS = 86_400_000;

export function addPartner(program: Command, withStore: WithStore, out: Output, now: () => number): void {
  const partner = program.command('partner').description('partner organisations, their keys and grants');
  partner
    .command('add <id>')
    .description('register an organisation')
    .requiredOption('--name <name>', 'name of the organisation')
    .option('--uscc <uscc>', 'unified social credit code')
    .action((id: string, { name, uscc }: AddOptions, command: Command) =>
      withStore(command, async (store) => {
        await store.partners.add({ id, name, ...(uscc ? { uscc } : {}) });
        out.line(`${id} added. Next: lianshu partner grant ${id} <dataset>, then lianshu partner key ${id}`);
      }),
    );
  partner
    .command('grant <id> <datasets...>')
    .description('let an organisation read datasets up to a level')
    .addOption(new Option('--level <level>', 'highest level of a field that is shown').choices(['L1', 'L2', 'L3', 'L4']).default('L2'))
    .action((id: string, datasets: string[], { level }: { level: Level }, command: Command) =>
      withStore(command, async (store) => {
        for (const dataset of datasets) await store.partners.grant({ partnerId: id, dataset, maxLevel: level });
        out.line(`${id} may read ${datasets.join(', ')} up to ${level}`);
      }),
    );
  partner
    .command('key <id>')
    .description('issue a key; it is shown once')
    .addOption(new Option('--role <role>', 'whose key it is').choices(['partner', 'staff', 'operator']).default('partner'))
    .option('--person <person>', 'the person that a staff key names')
    .option('--days <days>', 'valid for this many days; without it, until revoked', positiveInteger)
    .action((id: string, options: KeyOptions, command: Command) => withStore(command, (store) => issueKey(store, id, options, out, now)));
  partner.command('list').description('organisations, keys and when they end').action((_options: object, command: Command) => withStore(command, (store) => list(store, out)));
}

async function issueKey(store: Store, partnerId: string, { role, person, days }: KeyOptions, out: Output, now: () => number): Promise<void> {
  const expiresAt = days ? now() + days * DAY_MS : undefined;
  const { key, secret } = await store.partners.issueKey({ partnerId, role, ...(person ? { person } : {}), ...(expiresAt ? { expiresAt } : {}) });
  out.line(secret);
  out.line(`Key ${key.id} (${key.role}) for ${partnerId}: shown this once; the hub keeps only its hash.`);
}

async function list(store: Store, out: Output): Promise<void> {
  const partners = await store.partners.list();
  if (partners.length === 0) out.table([]);
  for (const partner of partners) {
    out.line(`${partner.id}  ${partner.name}  ${partner.uscc ?? ''}`);
    const keys = await store.partners.keys(partner.id);
    out.table(keys.map(({ id, role, person, prefix, expiresAt, revokedAt }) => ({ key: id, role, person, prefix, expires: dayOf(expiresAt), revoked: dayOf(revokedAt) })));
  }
}

function dayOf(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 10);
}
