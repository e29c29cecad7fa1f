// lianshu quarantine list|show|replay: what failed, why, and again.
import { type Command, Option } from 'commander';
import type { HubClient } from './hub-client';
import { positiveInteger } from './numbers';
import type { Output } from './output';

interface Reason {
  readonly stage: string;
  readonly code: string;
  readonly path: string;
  readonly target: string | null;
  readonly expected: string;
  readonly got: string;
  readonly hintZh: string;
  readonly hintEn: string;
}

interface Entry {
  readonly id: string;
  readonly state: string;
  readonly source: string;
  readonly record: string;
  readonly key: string;
  readonly mapping: string | null;
  readonly attempts: number;
  readonly reasons: readonly Reason[];
}

interface Filter {
  readonly state?: string;
  readonly source?: string;
  readonly record?: string;
  readonly code?: string;
}

interface Options extends Filter {
  readonly first: number;
  readonly after?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

const REASONS = 'reasons { stage code path target expected got hintZh hintEn }';
const LIST = `query($where: QuarantineWhere, $first: Int!, $after: String) {
  quarantineSummary { source record code count }
  quarantine(where: $where, first: $first, after: $after) { endCursor hasNextPage items { id state source record key mapping attempts ${REASONS} } }
}`;
const SHOW = `query($id: String!) { quarantineItem(id: $id) { text bytes item { id state source record key mapping schema attempts correlationId ${REASONS} } } }`;
const PREVIEW = 'query($where: QuarantineWhere!) { quarantineReplayPreview(where: $where) { matching replayable samples { id verdict reasons } } }';
const REPLAY = 'mutation($where: QuarantineWhere!) { replayQuarantine(where: $where) { replayed skipped { id reason } } }';

export function addQuarantine(program: Command, client: (command: Command) => HubClient, out: Output): void {
  const quarantine = program.command('quarantine').description('what failed, why, and again');
  withFilter(quarantine.command('list'))
    .description('open items: a summary, then the newest')
    .option('--first <n>', 'items', positiveInteger, 20)
    .option('--after <id>', 'go on after this item')
    .option('--json', 'as JSON')
    .action(async (options: Options, command: Command) => list(client(command), options, out));
  quarantine
    .command('show <id>')
    .description('one item with every reason and its original text')
    .action(async (id: string, _options: object, command: Command) => show(client(command), id, out));
  withFilter(quarantine.command('replay [ids...]'))
    .description('publish the original bytes of items, or of all that match, again')
    .option('--dry-run', 'say what would come of it; change nothing')
    .action(async (ids: string[], options: Options, command: Command) => {
      if (ids.length === 0 && Object.keys(whereOf(options)).length === 0) command.error('error: name items by id, or choose them with --state, --source, --record or --code; --dry-run tells what would come of it');
      await replay(client(command), ids, options, out);
    });
}

function withFilter(command: Command): Command {
  return command
    .addOption(new Option('--state <state>', 'where it stands').choices(['new', 'assigned', 'repaired', 'superseded', 'discarded']))
    .option('--source <source>', 'CloudEvents source, e.g. /plant/control/007')
    .option('--record <record>', '<department>.<record>')
    .option('--code <code>', 'reason code');
}

interface Where extends Omit<Filter, 'state'> {
  readonly ids?: readonly string[];
  readonly states?: readonly string[];
}

function whereOf({ state, source, record, code }: Filter, ids: readonly string[] = []): Where {
  return {
    ...(ids.length > 0 ? { ids } : {}),
    ...(state ? { states: [state] } : {}),
    ...(source ? { source } : {}),
    ...(record ? { record } : {}),
    ...(code ? { code } : {}),
  };
}

function chosen(row: Filter, { source, record, code }: Filter): boolean {
  return [[source, row.source], [record, row.record], [code, row.code]].every(([asked, has]) => !asked || asked === has);
}

async function list(client: HubClient, options: Options, out: Output): Promise<void> {
  const where = whereOf({ state: 'new', ...options });
  const answer = await client.ask<{
    quarantineSummary: readonly { source: string; record: string; code: string; count: number }[];
    quarantine: { items: readonly Entry[]; hasNextPage: boolean; endCursor: string | null };
  }>(LIST, { where, first: options.first, after: options.after });
  if (options.json) return out.json(answer);
  if (where.states?.includes('new')) {
    out.table(answer.quarantineSummary.filter((row) => chosen(row, options)).map(({ source, record, code, count }) => ({ source, record, code, count })));
    out.line('');
  }
  out.table(answer.quarantine.items.map(({ id, record, key, attempts, reasons }) => ({ id, record, key, tries: attempts, reasons: reasons.map(codeAt).join(', ') })));
  if (answer.quarantine.hasNextPage) out.line(`more: --after ${answer.quarantine.endCursor}`);
}

async function show(client: HubClient, id: string, out: Output): Promise<void> {
  const { quarantineItem } = await client.ask<{ quarantineItem: { text: string | null; bytes: string; item: Entry } | null }>(SHOW, { id });
  if (!quarantineItem) return out.line(`There is no item ${id}.`);
  const { item, text, bytes } = quarantineItem;
  out.table([{ id: item.id, state: item.state, source: item.source, record: item.record, key: item.key, mapping: item.mapping, tries: item.attempts }]);
  for (const reason of item.reasons) {
    out.line(`\n${codeAt(reason)}: expected ${reason.expected}, got ${reason.got}`);
    out.line(`  ${reason.hintEn}\n  ${reason.hintZh}`);
  }
  out.line(`\n${text ?? `(not UTF-8, base64) ${bytes}`}`);
}

async function replay(client: HubClient, ids: readonly string[], options: Options, out: Output): Promise<void> {
  const where = whereOf(options, ids);
  if (options.dryRun) {
    const { quarantineReplayPreview } = await client.ask<{ quarantineReplayPreview: unknown }>(PREVIEW, { where });
    return out.json(quarantineReplayPreview);
  }
  const { replayQuarantine } = await client.ask<{ replayQuarantine: { replayed: number; skipped: readonly { id: string; reason: string }[] } }>(REPLAY, { where });
  out.line(`${replayQuarantine.replayed} replayed, ${replayQuarantine.skipped.length} skipped`);
  if (replayQuarantine.skipped.length > 0) out.table(replayQuarantine.skipped.map(({ id, reason }) => ({ id, reason })));
}

function codeAt({ code, target, path }: Reason): string {
  return `${code} ${target ?? path}`;
}
