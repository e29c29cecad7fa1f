import { createTopics } from '@lianshu/schemas';
import type { Batch, Bus, ConsumeOptions, OutMessage } from '../bus/bus';
import type { Sink } from '../sinks/sink';
import { startDeliver } from './deliver';
import type { DeliveryReceipt } from './quarantine';

const definition = { id: 'd.sink', feed: 'f', kind: 'rest', options: {} };
const batchOf = (...sequences: number[]): Batch => ({
  topic: 't.feed.f', partition: 0, endOffset: 0n,
  messages: sequences.map((sequence, at) => ({ offset: BigInt(at), key: null, headers: {}, timestamp: 1, value: Buffer.from(JSON.stringify({ id: `e${sequence}`, subject: `s${sequence}`, sequence: String(sequence), data: {} })) })),
});

/** A deliver stage whose batches the spec hands over; `sink` sees event ids. */
async function started(deliver: (ids: readonly string[]) => Awaited<ReturnType<Sink['deliver']>>) {
  let consumed: ConsumeOptions | undefined;
  const receipts: DeliveryReceipt[] = [];
  const bus: Pick<Bus, 'consume' | 'publish'> = {
    consume: async (options) => {
      consumed = options;
      return { pause: () => undefined, resume: () => undefined, close: async () => undefined };
    },
    publish: async (_topic, messages: readonly OutMessage[]) => { receipts.push(...messages.map(({ value }) => JSON.parse(String(value)) as DeliveryReceipt)); },
  };
  const sink: Sink = { deliver: async (deliveries) => deliver(deliveries.map(({ idempotencyKey }) => idempotencyKey)), close: async () => undefined };
  const silent = () => undefined;
  await startDeliver(definition, sink, {
    bus: bus as Bus, topics: createTopics('t'), clock: { now: () => 7, sleep: async () => undefined }, log: { error: silent, warn: silent, info: silent, debug: silent },
  });
  return { hand: async (batch: Batch) => consumed?.handler(batch), receipts, options: () => consumed };
}

const takeAll = (ids: readonly string[]) => ids.map(() => ({ status: 'receipted' as const }));

describe('deliver', () => {
  it('consumes the feed in a group of the sink\'s own and publishes a receipt for each event', async () => {
    const { hand, receipts, options } = await started((ids) => ids.map((id) => (id === 'e2' ? { status: 'refused', reasons: [] } : { status: 'receipted', reference: `R-${id}` })));
    await hand(batchOf(1, 2));
    expect(options()).toMatchObject({ group: 't-deliver-d.sink', topics: ['t.feed.f'] });
    expect(receipts.map(({ sink, sequence, status, reference, at }) => [sink, sequence, status, reference, at])).toEqual([['d.sink', 1, 'receipted', 'R-e1', 7], ['d.sink', 2, 'refused', null, 7]]);
  });

  it('never brings an older event after a newer one when the relay repeats itself', async () => {
    const seen: string[] = [];
    const { hand } = await started((ids) => { seen.push(...ids); return takeAll(ids); });
    await hand(batchOf(1, 2, 3, 2, 3));
    await hand(batchOf(1, 2, 3, 4));
    expect(seen).toEqual(['e1', 'e2', 'e3', 'e4']);
  });

  it('rejects when the far system does not answer, and then delivers the same events again', async () => {
    let up = false;
    const seen: string[] = [];
    const { hand, receipts } = await started((ids) => {
      if (!up) throw new Error('down');
      seen.push(...ids);
      return takeAll(ids);
    });
    await expect(hand(batchOf(1, 2))).rejects.toThrow('down');
    expect(receipts).toEqual([]);
    up = true;
    await hand(batchOf(1, 2));
    expect(seen).toEqual(['e1', 'e2']);
  });

  it('rejects when a sink says less than what became of each event', async () => {
    const { hand, receipts } = await started(() => [{ status: 'receipted' }]);
    await expect(hand(batchOf(1, 2))).rejects.toThrow('too few');
    expect(receipts).toEqual([]);
  });
});
