// Reads a feed as a subscriber does: pull, snapshot and server-sent events, with one key.
import type { JsonObject } from '@lianshu/schemas';

export interface FeedEvent {
  readonly sequence: string;
  readonly id: string;
  readonly subject: string;
  readonly data: JsonObject;
}

export function feedReader(url: string, key: string) {
  const headers = { authorization: `Bearer ${key}` };
  const get = async (path: string): Promise<Response> => fetch(`${url}/feeds/${path}`, { headers });
  const read = async <T>(path: string): Promise<T> => {
    const response = await get(path);
    if (!response.ok) throw new Error(`GET /feeds/${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    get,
    pull: (feed: string, after = '0') => read<{ readonly events: readonly FeedEvent[]; readonly next: string; readonly latest: string }>(`${feed}?after=${after}&limit=100`),
    snapshot: (feed: string) => read<{ readonly sequence: string; readonly documents: readonly { readonly subject: string; readonly data: JsonObject }[] }>(`${feed}/snapshot`),
    /** The next `count` events of the live stream after a sequence; then it leaves. */
    async live(feed: string, after: string, count: number): Promise<FeedEvent[]> {
      const response = await fetch(`${url}/feeds/${feed}/events`, { headers: { ...headers, 'last-event-id': after }, signal: AbortSignal.timeout(30_000) });
      if (!response.ok || !response.body) throw new Error(`the live stream answered ${response.status}`);
      const events: FeedEvent[] = [];
      let text = '';
      for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
        const frames = `${text}${part}`.split('\n\n');
        text = frames.pop() ?? '';
        events.push(...frames.flatMap(eventOf));
        if (events.length >= count) break;
      }
      return events;
    },
  };
}

/** The `id:` line must be the event's own sequence: that is what a browser sends back to resume. */
function eventOf(frame: string): FeedEvent[] {
  const lines = frame.split('\n');
  const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
  if (data === undefined) return [];
  const event = JSON.parse(data) as FeedEvent;
  const id = lines.find((line) => line.startsWith('id: '))?.slice(4);
  if (id !== event.sequence) throw new Error(`frame ${id ?? 'without id'} carries event ${event.sequence}`);
  return [event];
}
