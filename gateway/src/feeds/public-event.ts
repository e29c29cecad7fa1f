// A feed event as a subscriber gets it: CloudEvents attributes that tell nothing hidden, and the visible part of the document.
import type { HubEvent, JsonObject } from '@lianshu/schemas';
import type { DatasetView } from '../access/view';
import type { FeedEntry } from '../store/hub-types';

/** Structured-mode CloudEvents 1.0.2 JSON. The source's native key, record and mapping stay in the hub. */
export type PublicEvent = Pick<HubEvent, 'specversion' | 'id' | 'source' | 'type' | 'subject' | 'time' | 'datacontenttype' | 'dataschema'> & {
  readonly sequence: string;
  readonly data: JsonObject;
};

export function publicEvent(view: DatasetView, { sequence, event }: FeedEntry): PublicEvent {
  const { specversion, id, source, type, subject, time, datacontenttype, dataschema } = event;
  return { specversion, id, source, type, subject, time, datacontenttype, dataschema, sequence: String(sequence), data: view.strip(event.data) };
}
