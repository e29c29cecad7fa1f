// Takes the topics of a bench away again: the bus itself never deletes any.
import { Kafka, logLevel } from 'kafkajs';

/** Deletes every topic of a prefix. */
export async function deleteTopics(broker: string, prefix: string): Promise<void> {
  const admin = new Kafka({ brokers: [broker], clientId: 'bench-end', logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await admin.deleteTopics({ topics: (await admin.listTopics()).filter((topic) => topic.startsWith(`${prefix}.`)) });
  } finally {
    await admin.disconnect();
  }
}
