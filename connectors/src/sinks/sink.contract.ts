// The duties of every sink, held against a real local system by each kind's spec.
import type { HubEvent, JsonObject } from '@lianshu/schemas';
import type { Delivery, Sink } from './sink';

export interface SinkWorld {
  open(): Sink;
  /** What the far system holds, by certificate number. */
  held(): Promise<ReadonlyMap<string, JsonObject>>;
  /** Makes the far system fail for a while, or work again. */
  breakDown(broken: boolean): Promise<void>;
  close(): Promise<void>;
}

/** `refusable`: whether the system can refuse a single document (one whose `volume` is `"refuse"`). */
export function describeSinkContract(name: string, setup: () => Promise<SinkWorld>, refusable: boolean): void {
  describe(`${name} keeps the contract of a sink`, () => {
    let world: SinkWorld;
    let sink: Sink;
    beforeEach(async () => {
      world = await setup();
      sink = world.open();
    });
    afterEach(async () => {
      await sink.close();
      await world.close();
    });

    it('answers one outcome per delivery, in order, and the far system has them all', async () => {
      const outcomes = await sink.deliver([delivery('A', 1), delivery('B', 2), delivery('C', 3)]);
      expect(outcomes.map((outcome) => outcome.status)).toEqual(['receipted', 'receipted', 'receipted']);
      expect([...(await world.held()).keys()].sort()).toEqual(['A', 'B', 'C']);
    });

    it('does no harm when the same events come again after a crash', async () => {
      await sink.deliver([delivery('A', 1), delivery('B', 2)]);
      const again = world.open();
      const outcomes = await again.deliver([delivery('A', 1), delivery('B', 2), delivery('C', 3)]);
      expect(outcomes.map((outcome) => outcome.status)).toEqual(['receipted', 'receipted', 'receipted']);
      expect((await world.held()).size).toBe(3);
      await again.close();
    });

    it('keeps the later of two versions', async () => {
      await sink.deliver([delivery('A', 1), delivery('A', 2, { volume: 7 })]);
      expect((await world.held()).get('A')).toMatchObject({ volume: 7 });
    });

    it('throws a retriable fault while the far system fails, and delivers afterwards', async () => {
      await world.breakDown(true);
      await expect(sink.deliver([delivery('A', 1)])).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE', retriable: true });
      await world.breakDown(false);
      expect(await sink.deliver([delivery('A', 1)])).toMatchObject([{ status: 'receipted' }]);
    });

    (refusable ? it : it.skip)('refuses one document with its reason and delivers its neighbours', async () => {
      const outcomes = await sink.deliver([delivery('A', 1), delivery('B', 2, { volume: 'refuse' }), delivery('C', 3)]);
      expect(outcomes).toMatchObject([{ status: 'receipted' }, { status: 'refused', reasons: [{ stage: 'deliver', code: expect.stringMatching(/^DELIVER_/) as string }] }, { status: 'receipted' }]);
      expect([...(await world.held()).keys()].sort()).toEqual(['A', 'C']);
    });

    it('takes an empty batch', async () => {
      expect(await sink.deliver([])).toEqual([]);
    });
  });
}

export function delivery(certNo: string, sequence: number, more: JsonObject = {}, op: 'upsert' | 'void' = 'upsert'): Delivery {
  const data: JsonObject = { certNo, volume: 10, plant: { uscc: '91330212MA2G00021Q' }, ...more };
  const event: HubEvent = {
    specversion: '1.0', id: `e-${certNo}-${sequence}`, source: '/construction/materials-platform', type: `lianshu.concreteCert.${op}`, subject: certNo,
    time: '2022-02-28T08:55:00+08:00', datacontenttype: 'application/json', dataschema: 'urn:lianshu:canonical:concreteCert:1', sourceversion: '0.1',
    sourcerecord: 'construction.certificate', sourcekey: certNo, mapping: 'construction/certificate-to-concreteCert@1', sequence: String(sequence), data,
  };
  return { event, body: data, idempotencyKey: event.id };
}
