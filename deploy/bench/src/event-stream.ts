// A subscriber: a server-sent-events client (WHATWG HTML, 9.2) that says when the event of a subject came.
import http from 'node:http';

export interface EventStream {
  /** `performance.now()` of the moment at which the event of this subject is read whole. Rejects when the stream ends or 30 s pass. */
  next(subject: string): Promise<number>;
  close(): void;
}

interface Waiting {
  readonly resolve: (at: number) => void;
  readonly reject: (error: Error) => void;
}

/** Past this an entry is lost, not late. */
const LOST_MS = 30_000;

/** Resolves when the hub has begun to answer. */
export async function openEvents(url: string, key: string): Promise<EventStream> {
  const waiting = new Map<string, Waiting>();
  const request = http.get(url, { headers: { authorization: `Bearer ${key}`, accept: 'text/event-stream' } });
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => request.on('response', resolve).on('error', reject));
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}`);
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const frames = (text + chunk).split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) take(frame, waiting);
  });
  response.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the stream ended'));
  });
  return {
    next: (subject) => waitFor(subject, waiting),
    close: () => request.destroy(),
  };
}

function waitFor(subject: string, waiting: Map<string, Waiting>): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${subject} did not come within ${LOST_MS} ms`)), LOST_MS);
    waiting.set(subject, {
      resolve: (at) => { clearTimeout(timer); resolve(at); },
      reject: (error) => { clearTimeout(timer); reject(error); },
    });
  });
}

function take(frame: string, waiting: Map<string, Waiting>): void {
  const data = /^data: (.*)$/m.exec(frame)?.[1];
  if (data === undefined) return;
  const { subject } = JSON.parse(data) as { subject: string };
  waiting.get(subject)?.resolve(performance.now());
  waiting.delete(subject);
}
