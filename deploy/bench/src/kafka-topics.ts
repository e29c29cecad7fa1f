// Takes the topics of a bench away again: the bus itself never deletes any.
import { Kafka, logLevel } from 'kafkajs';

export async function deleteTopics(broker: string, topics: readonly string[]): Promise<void> {
  const admin = new Kafka({ brokers: [broker], clientId: 'bench-end', logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    await admin.deleteTopics({ topics: topics.filter((topic) => existing.has(topic)) });
  } finally {
    await admin.disconnect();
  }
}

/** Every topic of a prefix. */
export async function deleteTopicsOf(broker: string, prefix: string): Promise<void> {
  const admin = new Kafka({ brokers: [broker], clientId: 'bench-end', logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await admin.deleteTopics({ topics: (await admin.listTopics()).filter((topic) => topic.startsWith(`${prefix}.`)) });
  } finally {
    await admin.disconnect();
  }
}
