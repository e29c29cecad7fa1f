// What was handed over a moment ago: lets a source that re-reads (overlap windows, whole lists) pass on only what is new.
// It lives in memory and holds only acknowledged pages, so forgetting it costs a harmless repeat and never a record.
import type { JsonValue } from '@lianshu/schemas';
import { contentHash } from './record';
import type { Page, SourceRecord } from './source';

export interface Recent {
  /** Call at each fetch. Another checkpoint than the last acknowledged one (a reset, a lost page) forgets everything. */
  begin(checkpoint: JsonValue | null): void;
  isNew(record: SourceRecord): boolean;
  /** `after` runs once the page is acknowledged. */
  attach(page: Page, after?: () => void): Page;
  acknowledge(page: Page): void;
}

/** `limit`: keys remembered, oldest forgotten first. */
export function createRecent(limit: number, forget: () => void = () => undefined): Recent {
  const hashes = new Map<string, string>();
  const attached = new WeakMap<Page, () => void>();
  let acknowledged: string | undefined;
  const remember = (record: SourceRecord): void => {
    hashes.delete(record.key);
    hashes.set(record.key, markOf(record));
    if (hashes.size > limit) hashes.delete(hashes.keys().next().value ?? '');
  };
  return {
    begin(checkpoint) {
      if (JSON.stringify(checkpoint) === acknowledged) return;
      hashes.clear();
      forget();
    },
    isNew: (record) => hashes.get(record.key) !== markOf(record),
    attach(page, after = () => undefined) {
      attached.set(page, after);
      return page;
    },
    acknowledge(page) {
      page.records.forEach(remember);
      acknowledged = JSON.stringify(page.checkpoint);
      attached.get(page)?.();
    },
  };
}

function markOf(record: SourceRecord): string {
  return `${record.version}:${contentHash(record.value)}`;
}
