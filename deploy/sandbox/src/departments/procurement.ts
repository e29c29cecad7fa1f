// The procurement venue: bars the bids of listed subjects, lifts the bar on removal, and returns receipts (D31).
import type { Clock } from '../clock';
import { stamp } from '../city/calendar';
import { keyText, type JsonRecord, type TruthRow } from '../city/emission';
import { receiptKind } from '../city/kinds/others';
import { known, nativeOf, truthOf } from '../city/record-kind';
import type { FeedStore } from './feed-store';

const BARRING = ['M01', 'M02'];

export interface Bid {
  readonly bidNo: string;
  readonly tenderNo: string;
  readonly bidder: string;
}

type BidAnswer = { readonly accepted: true } | { readonly accepted: false; readonly entryNo: string; readonly reason: string };

export interface Procurement {
  readonly uscc: string;
  /** A list entry: the document itself, or an event that carries it under `data`. */
  take(body: unknown): void;
  bid(bid: Bid): BidAnswer;
}

export interface ProcurementOptions {
  readonly uscc: string;
  readonly store: FeedStore;
  readonly clock: Clock;
  readonly onReceipt: (truth: Omit<TruthRow, 'n'>) => void;
}

interface Bar {
  readonly entryNo: string;
  readonly measure: string;
  readonly subject: string;
  readonly receipt: JsonRecord;
}

export function createProcurement({ uscc, store, clock, onReceipt }: ProcurementOptions): Procurement {
  const bars = new Map<string, Bar>();

  function publish(bar: Bar): void {
    bars.set(`${bar.entryNo}|${bar.measure}`, bar);
    const version = store.last('procurement/receipts') + 1;
    const content = { doc: bar.receipt, version };
    const native = nativeOf(receiptKind, content);
    store.append('procurement/receipts', JSON.stringify({ ...native, seq: version }));
    onReceipt({ at: clock.now(), instance: '', channel: 'main', ...truthOf(receiptKind, content, native, 'stored') });
  }

  function apply(entryNo: string, measure: string, subject: string, lifted: boolean): void {
    const before = bars.get(`${entryNo}|${measure}`);
    const action = lifted ? 'lifted' : 'applied';
    if (before?.receipt.action === action) return;
    const now = stamp(clock.now());
    const receipt = known({ ...before?.receipt, entryNo, measure, executorUscc: uscc, receivedAt: before?.receipt.receivedAt ?? now, action, actedAt: now, matchedBy: 'uscc' });
    publish({ entryNo, measure, subject, receipt });
  }

  function take(body: unknown): void {
    const entry = entryOf(body);
    if (!entry) return;
    const lifted = ['removed', 'expired', 'revoked'].includes(String(entry.status));
    const measures = Array.isArray(entry.measures) ? entry.measures.map(String) : [];
    for (const measure of measures.filter((code) => BARRING.includes(code))) apply(String(entry.entryNo), measure, String(entry.subjectUscc), lifted);
  }

  for (const received of store.received('procurement', 'list-entries')) restore(received.body);

  function restore(text: string): void {
    const entry = entryOf(JSON.parse(text));
    const written = store.changes('procurement/receipts', 0, 1_000_000).map((change) => JSON.parse(change.body) as JsonRecord);
    for (const native of written.filter((row) => row.entryNo === entry?.entryNo)) {
      const receipt = receiptDoc(native);
      bars.set(keyText(['entryNo', 'measure'], receipt), { entryNo: String(native.entryNo), measure: String(native.measure), subject: String(entry?.subjectUscc), receipt });
    }
  }

  return {
    uscc,
    take,
    bid(bid) {
      const bar = [...bars.values()].find((candidate) => candidate.subject === bid.bidder && candidate.receipt.action === 'applied');
      if (!bar) return { accepted: true };
      const reason = '投标人在严重失信主体名单内';
      if (bar.receipt.caseRef === undefined) publish({ ...bar, receipt: { ...bar.receipt, caseRef: bid.bidNo, reason } });
      return { accepted: false, entryNo: bar.entryNo, reason };
    },
  };
}

function entryOf(body: unknown): JsonRecord | undefined {
  const outer = body as JsonRecord | null;
  const entry = outer && typeof outer.data === 'object' && outer.data !== null ? (outer.data as JsonRecord) : outer;
  return entry && typeof entry.entryNo === 'string' && typeof entry.subjectUscc === 'string' ? entry : undefined;
}

const ACTIONS: Readonly<Record<string, string>> = { 收到: 'received', 执行: 'applied', 不适用: 'notApplicable', 退回: 'rejected', 解除: 'lifted' };

/** The document behind a receipt that was written before a restart. */
function receiptDoc(native: JsonRecord): JsonRecord {
  const iso = (value: unknown) => (value ? `${String(value).replace(' ', 'T')}+08:00` : undefined);
  return known({
    entryNo: native.entryNo, measure: native.measure, executorUscc: native.executor, receivedAt: iso(native.receivedAt), action: ACTIONS[String(native.action)], actedAt: iso(native.actedAt),
    matchedBy: 'uscc', caseRef: native.caseRef === '' ? undefined : native.caseRef, reason: native.reason === '' ? undefined : native.reason,
  });
}
