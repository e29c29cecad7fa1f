// What must hold after any crash: nothing is in the change log twice, feeds are gap-free in store and topic, receivers have each event once.
import type { FeedEntry, Store } from '@lianshu/gateway';
import type { Sandbox } from '@lianshu/sandbox';
import { createTopics, type HubEvent } from '@lianshu/schemas';
import type { Config } from '../src/config-schema';
import type { Hub } from '../src/hub';

export interface Audit {
  readonly changes: number;
  /** Per feed: entries in the store, and how many messages its topic has more than that. */
  readonly feeds: Readonly<Record<string, { readonly entries: number; readonly repeated: number }>>;
  /** Per sink: how many events the department holds. */
  readonly received: Readonly<Record<string, number>>;
  /** One sentence per breach. */
  readonly differences: readonly string[];
}

const PAGE = 1000;

export async function audit(hub: Hub, config: Config, sandbox: Sandbox): Promise<Audit> {
  const { store } = hub;
  if (!store) throw new Error('this hub has no gateway');
  const differences: string[] = [];
  const changes = await auditChanges(store, differences);
  const feeds: Record<string, { entries: number; repeated: number }> = {};
  const events = new Map<string, readonly HubEvent[]>();
  for (const feed of store.feeds.names()) {
    const stored = await storedFeed(store, feed, differences);
    const topic = await messagesOf(hub, createTopics(config.prefix).feed(feed));
    compareTopic(feed, stored, topic, differences);
    feeds[feed] = { entries: stored.length, repeated: topic.length - stored.length };
    events.set(feed, stored);
  }
  const received: Record<string, number> = {};
  for (const sink of hub.definitions.connections.sinks) {
    received[sink.id] = auditReceiver(sandbox, sink.id, String(sink.options.path), events.get(sink.feed) ?? [], differences);
  }
  return { changes, feeds, received, differences };
}

/** An event that was accepted is accepted once, and a document's history never says the same thing twice in a row. */
async function auditChanges(store: Store, differences: string[]): Promise<number> {
  const seen = new Set<string>();
  const rows = new Set<number>();
  for (let after = 0; ; ) {
    const { changes, position } = await store.changes.read(after, PAGE);
    for (const { id, event } of changes) {
      if (rows.has(id)) differences.push(`change ${id} stands in two commits`);
      if (seen.has(event.id)) differences.push(`change ${id}: the event ${event.id} (${event.subject}) was accepted before`);
      rows.add(id);
      seen.add(event.id);
    }
    if (position === after) return rows.size;
    after = position;
  }
}

async function storedFeed(store: Store, feed: string, differences: string[]): Promise<HubEvent[]> {
  const events: HubEvent[] = [];
  const ids = new Set<string>();
  for (;;) {
    const page: readonly FeedEntry[] = await store.feeds.read(feed, events.length, PAGE);
    for (const { sequence, event } of page) {
      events.push(event);
      if (sequence !== events.length) differences.push(`feed ${feed}: sequence ${sequence} stands at place ${events.length}`);
      if (ids.has(event.id)) differences.push(`feed ${feed}: the event ${event.id} has two sequences`);
      ids.add(event.id);
    }
    if (page.length === 0) break;
  }
  const latest = await store.feeds.latest(feed);
  if (latest !== events.length) differences.push(`feed ${feed}: the counter says ${latest}, there are ${events.length} entries`);
  return events;
}

async function messagesOf({ bus }: Hub, topic: string): Promise<HubEvent[]> {
  const messages: HubEvent[] = [];
  const following = await bus.follow(topic, (page) => {
    for (const { value } of page) if (value) messages.push(JSON.parse(value.toString('utf8')) as HubEvent);
  });
  await following.caughtUp();
  await following.close();
  return messages;
}

/** As a reader does: sequences already seen are dropped, the rest must be 1, 2, 3 … and the store's events. */
function compareTopic(feed: string, stored: readonly HubEvent[], topic: readonly HubEvent[], differences: string[]): void {
  let seen = 0;
  for (const event of topic) {
    const sequence = Number(event.sequence);
    if (stored[sequence - 1]?.id !== event.id) differences.push(`topic of ${feed}: sequence ${sequence} is ${event.id}, in the store ${stored[sequence - 1]?.id}`);
    if (sequence <= seen) continue;
    if (sequence !== seen + 1) differences.push(`topic of ${feed}: after ${seen} comes ${sequence}`);
    seen = sequence;
  }
  if (seen !== stored.length) differences.push(`topic of ${feed}: ends at ${seen}, the store at ${stored.length}`);
}

/** The department holds each event of its feed under the event's own key, and nothing twice under two keys. */
function auditReceiver(sandbox: Sandbox, sink: string, path: string, events: readonly HubEvent[], differences: string[]): number {
  const department = sink.slice(0, sink.lastIndexOf('.'));
  const receiver = Object.entries(sandbox.receivers).find(([name]) => name === department)?.[1];
  if (!receiver) throw new Error(`the city has no department ${department}`);
  const list = receiver.list(path.replace('/receive/', ''));
  const wanted = new Set(events.map(({ id }) => id));
  const bodies = new Map<string, string>();
  for (const { idempotencyKey, body } of list) {
    const text = JSON.stringify(body);
    const other = bodies.get(text);
    if (!wanted.delete(idempotencyKey)) differences.push(`${sink}: received ${idempotencyKey}, which its feed has not, or twice`);
    if (other !== undefined) differences.push(`${sink}: ${text.slice(0, 120)} was received under ${other} and ${idempotencyKey}`);
    bodies.set(text, idempotencyKey);
  }
  if (wanted.size > 0) differences.push(`${sink}: ${wanted.size} events were never received, first ${[...wanted][0]}`);
  return list.length;
}
