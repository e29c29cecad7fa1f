// lianshu status: connections and their lag, deliveries, what waits in quarantine.
import type { Command } from 'commander';
import type { HubClient } from './hub-client';
import type { Output } from './output';

interface Status {
  readonly sources: readonly { id: string; kind: string; fetched: number; unreadable: number; lagSeconds: number | null; lastError: { code: string } | null }[];
  readonly deliveries: readonly { sink: string; feed: string; sent: number; receipted: number; refused: number }[];
  readonly quarantineSummary: readonly { source: string; record: string; code: string; count: number }[];
}

const QUERY = `{
  sources { id kind fetched unreadable lagSeconds lastError { code } }
  deliveries { sink feed sent receipted refused }
  quarantineSummary { source record code count }
}`;

export function addStatus(program: Command, client: (command: Command) => HubClient, out: Output): void {
  program
    .command('status')
    .description('connections and their lag, deliveries, quarantine')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const status = await client(command).ask<Status>(QUERY);
      if (json) return out.json(status);
      out.table(status.sources.map(({ id, kind, fetched, unreadable, lagSeconds, lastError }) => ({ connection: id, kind, fetched, unreadable, 'lag s': lagSeconds, error: lastError?.code ?? '' })));
      out.line('');
      out.table(status.deliveries.map(({ sink, feed, sent, receipted, refused }) => ({ sink, feed, sent, receipted, refused })));
      out.line('');
      out.table(status.quarantineSummary.map(({ source, record, code, count }) => ({ source, record, code, open: count })));
    });
}
