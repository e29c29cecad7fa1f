// kafka-refine: raw → canonical through real Kafka, with one worker process and with two, over the same preloaded topic.
import { type Bus, createKafkaBus } from '@lianshu/connectors';
import { createTopics, type Topics } from '@lianshu/schemas';
import { deleteTopics } from './kafka-topics';
import type { Bench, Figure } from './bench';
import { median } from './cost';
import { certificateMessage, CERTIFICATES } from './exchange-path';
import { startWorkers, type Worker } from './refine-workers';
import { quietLog } from './quiet-log';

const RECORDS = 200_000;
const PARTITIONS = 8;
const ROUNDS = 3;
/** The first part of each run is not measured: the workers join, share the partitions and compile. */
const WARM_UP = 0.2;
const POLL_MS = 20;

export const kafkaRefine: Bench = {
  name: 'kafka-refine',
  title: 'raw → canonical through Kafka, certificates of about 830 bytes, acks=all, offsets committed',
  needs: ['kafka'],
  async run({ kafka }, note) {
    const topics = createTopics(`bench-${process.pid}-${Date.now()}`);
    const broker = kafka ?? '';
    const bus = createKafkaBus({ brokers: [broker], clientId: 'bench', log: quietLog });
    const used = [topics.raw(CERTIFICATES.department, CERTIFICATES.record), topics.canonical('concreteCert'), topics.quarantine];
    try {
      await bus.ensureTopics(used.map((topic) => ({ topic, partitions: PARTITIONS, cleanup: 'delete', retentionMs: -1 })));
      note(`${RECORDS.toLocaleString('en-US')} certificates on ${PARTITIONS} partitions, loaded in ${await preload(bus, topics)} s; the first ${WARM_UP * 100} % of each run is warm-up`);
      const runs: Run[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const workers of [1, 2]) runs.push(await measure(bus, broker, topics, workers, round));
      }
      return figuresOf(runs);
    } finally {
      await bus.close();
      await deleteTopics(broker, topics.prefix);
    }
  },
};

interface Run {
  readonly workers: number;
  readonly records: number;
  readonly perSecond: number;
  /** Of all workers together, µs a record. */
  readonly cpuUs: number;
}

async function preload(bus: Bus, topics: Topics): Promise<string> {
  const started = Date.now();
  const topic = topics.raw(CERTIFICATES.department, CERTIFICATES.record);
  for (let from = 0; from < RECORDS; from += 5000) {
    await bus.publish(topic, Array.from({ length: Math.min(5000, RECORDS - from) }, (_, index) => certificateMessage(from + index)));
  }
  return ((Date.now() - started) / 1000).toFixed(1);
}

/** From the moment that the warm-up is through and every worker has part in it, to the last canonical offset. */
async function measure(bus: Bus, broker: string, topics: Topics, count: number, round: number): Promise<Run> {
  const before = await written(bus, topics);
  const workers = await startWorkers(count, { broker, prefix: topics.prefix, group: `${topics.prefix}-${count}-${round}` });
  try {
    const from = await until(bus, topics, (total) => total - before >= RECORDS * WARM_UP && workers.every((worker) => worker.records() > 0), workers);
    const cpuBefore = await cpuOf(workers);
    const to = await until(bus, topics, (total) => total - before >= RECORDS, workers);
    const cpuUs = (await cpuOf(workers)) - cpuBefore;
    const records = to.total - from.total;
    if (to.total - before !== RECORDS) throw new Error(`${to.total - before} canonical events of ${RECORDS} certificates`);
    return { workers: count, records, perSecond: records / ((to.at - from.at) / 1000), cpuUs: cpuUs / records };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

async function cpuOf(workers: readonly Worker[]): Promise<number> {
  const all = await Promise.all(workers.map((worker) => worker.cpuUs()));
  return all.reduce((sum, one) => sum + one, 0);
}

async function written(bus: Bus, topics: Topics): Promise<number> {
  const [canonical, quarantine] = await Promise.all([bus.endOffsets(topics.canonical('concreteCert')), bus.endOffsets(topics.quarantine)]);
  if (quarantine.some((end) => end > 0n)) throw new Error('certificates of the bench went to quarantine');
  return Number(canonical.reduce((sum, end) => sum + end, 0n));
}

async function until(bus: Bus, topics: Topics, reached: (total: number) => boolean, workers: readonly Worker[]): Promise<{ total: number; at: number }> {
  for (;;) {
    const total = await written(bus, topics);
    const at = performance.now();
    if (reached(total)) return { total, at };
    const gone = workers.find((worker) => worker.failed());
    if (gone) throw new Error('a worker ended before its records were done');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function figuresOf(runs: readonly Run[]): Figure[] {
  const [one, two] = [1, 2].map((workers) => runs.filter((run) => run.workers === workers));
  const ratios = (two ?? []).map((run, round) => run.perSecond / (one?.[round]?.perSecond ?? Number.NaN));
  const rate = (what: string, of: readonly Run[], least?: number): Figure => {
    const value = median(of.map((run) => run.perSecond));
    const n = Math.round(median(of.map((run) => run.records)));
    return { what, value, unit: 'records/s', n, rounds: of.length, cpuUs: median(of.map((run) => run.cpuUs)), wallUs: 1e6 / value, ...(least ? { budget: { at: 'least', value: least } } : {}) };
  };
  return [
    rate('one worker', one ?? [], 16_000),
    rate('two workers', two ?? []),
    { what: 'two workers / one', value: median(ratios), unit: '×', n: ratios.length, rounds: ratios.length, budget: { at: 'least', value: 1.4 } },
  ];
}
