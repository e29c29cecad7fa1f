// What was handed over a moment ago: lets a source that re-reads (overlap windows, whole lists) pass on only what is new.
// It lives in memory and holds only acknowledged pages, so forgetting it costs a harmless repeat and never a record.
import type { JsonValue } from '@lianshu/schemas';
import { contentHash } from './record';
import type { ReadItem } from './record';
import type { Page, SourceRecord, UnreadablePart } from './source';

export interface Recent {
  /** Call at each fetch. Another checkpoint than the last acknowledged one (a reset, a lost page) forgets everything. */
  begin(checkpoint: JsonValue | null): void;
  /** What of these was not handed over just now. An unreadable part is known by its bytes: its place may shift. */
  fresh(items: readonly ReadItem[]): Pick<Page, 'records' | 'unreadable'>;
  /** `after` runs once the page is acknowledged. */
  attach(page: Page, after?: () => void): Page;
  acknowledge(page: Page): void;
}

/** `limit`: keys remembered, oldest forgotten first. */
export function createRecent(limit: number, forget: () => void = () => undefined): Recent {
  const hashes = new Map<string, string>();
  const attached = new WeakMap<Page, () => void>();
  let acknowledged: string | undefined;
  const remember = (key: string, mark: string): void => {
    hashes.delete(key);
    hashes.set(key, mark);
    if (hashes.size > limit) hashes.delete(hashes.keys().next().value ?? '');
  };
  return {
    begin(checkpoint) {
      if (JSON.stringify(checkpoint) === acknowledged) return;
      hashes.clear();
      forget();
    },
    fresh: (items) => ({
      records: items.flatMap((item) => ('record' in item && hashes.get(keyOf(item.record)) !== markOf(item.record) ? [item.record] : [])),
      unreadable: items.flatMap((item) => ('unreadable' in item && !hashes.has(partKeyOf(item.unreadable)) ? [item.unreadable] : [])),
    }),
    attach(page, after = () => undefined) {
      attached.set(page, after);
      return page;
    },
    acknowledge(page) {
      for (const record of page.records) remember(keyOf(record), markOf(record));
      for (const part of page.unreadable) remember(partKeyOf(part), '');
      acknowledged = JSON.stringify(page.checkpoint);
      attached.get(page)?.();
    },
  };
}

const keyOf = ({ key }: SourceRecord): string => `record ${key}`;

const partKeyOf = ({ value }: UnreadablePart): string => `part ${contentHash(value)}`;

function markOf(record: SourceRecord): string {
  return `${record.version}:${contentHash(record.value)}`;
}
