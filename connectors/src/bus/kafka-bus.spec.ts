// The bus on Kafka: the contract against a real broker, and the parts of it that need none.
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { describeBusContract, until } from './bus.contract';
import { createKafkaBus } from './kafka-bus';

const broker = process.env['LIANSHU_TEST_KAFKA'];
const run = randomUUID().slice(0, 8);
const lines: string[] = [];
const note = (level: string) => (details: object, message: string) => { lines.push(`${level} ${message} ${JSON.stringify(details)}`); };
const log = { error: note('error'), warn: note('warn'), info: note('info'), debug: () => undefined };
const open = () => createKafkaBus({ brokers: [broker ?? ''], clientId: `spec-${run}`, log });

async function withAdmin<T>(work: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
  const admin = new Kafka({ brokers: [broker ?? ''], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

if (broker === undefined) {
  describe('The bus on Kafka', () => {
    it.skip('is not tried: LIANSHU_TEST_KAFKA (host:port) is not set', () => undefined);
  });
} else {
  let before: string[] = [];
  let groupsBefore: string[] = [];
  beforeAll(async () => {
    await withAdmin(async (admin) => {
      before = await admin.listTopics();
      groupsBefore = (await admin.listGroups()).groups.map(({ groupId }) => groupId);
    });
  });
  afterAll(async () => {
    await withAdmin(async (admin) => {
      const made = (await admin.listTopics()).filter((topic) => topic.startsWith('t-') && !before.includes(topic));
      if (made.length > 0) await admin.deleteTopics({ topics: made });
      const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith('g-') && !groupsBefore.includes(groupId));
      if (groups.length > 0) await admin.deleteGroups(groups);
    });
  });

  describeBusContract('Kafka', async () => ({ open: async () => open(), cleanUp: async () => undefined, poisonRounds: 30 }));

  describe('The bus on Kafka', () => {
    it('leaves no group behind when a follower is closed', async () => {
      const bus = open();
      const topic = `t-${randomUUID()}`;
      await bus.ensureTopics([{ topic, partitions: 1, cleanup: 'compact', retentionMs: -1 }]);
      const following = await bus.follow(topic, () => undefined);
      const ours = () => withAdmin(async (admin) => (await admin.listGroups()).groups.filter(({ groupId }) => groupId.startsWith(`spec-${run}.follow.`)));
      await following.caughtUp();
      expect(await ours()).toHaveLength(1);
      await following.close();
      await until(async () => (await ours()).length === 0, 'the end of the group');
      await bus.close();
    });

    it('rejects with BUS_UNAVAILABLE where no broker is', async () => {
      const bus = createKafkaBus({ brokers: ['127.0.0.1:1'], clientId: 'nobody', log });
      await expect(bus.clusterId()).rejects.toMatchObject({ code: 'BUS_UNAVAILABLE', retriable: true });
      await bus.close();
    }, 120_000);

    it('says nothing above a warning in all of this', () => {
      expect(lines.filter((line) => line.startsWith('error'))).toEqual([]);
      expect(lines.filter((line) => line.startsWith('warn') && !line.includes('127.0.0.1:1'))).toEqual([]);
    });
  });
}
