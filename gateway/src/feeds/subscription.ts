// `feedEvents` as a GraphQL subscription: the live stream, one event a payload; a withdrawn right ends it with an error.
import { GraphQLNonNull, GraphQLObjectType, GraphQLString, type GraphQLOutputType } from 'graphql';
import type { LiveItem } from './live';
import type { PublicEvent } from './public-event';

/** What the subscription needs of its context. */
export interface SubscriptionContext {
  /** `signal` fires when the subscriber left. */
  openFeed(feed: string, after: string | undefined, signal: AbortSignal): Promise<AsyncGenerator<LiveItem, void, void>>;
}

export function subscriptionType(eventType: GraphQLOutputType): GraphQLObjectType<unknown, SubscriptionContext> {
  return new GraphQLObjectType<unknown, SubscriptionContext>({
    name: 'Subscription',
    fields: {
      feedEvents: {
        type: new GraphQLNonNull(eventType),
        description: '实时事件；after 为最后收到的序号，缺省则只收新事件 · live events; after is the last sequence received, none means new events only',
        args: { feed: { type: new GraphQLNonNull(GraphQLString) }, after: { type: GraphQLString } },
        subscribe: async (_source, args, { openFeed }) => {
          const left = new AbortController();
          return leavable(payloads(await openFeed(args.feed, args.after ?? undefined, left.signal)), left);
        },
        resolve: (event) => event,
      },
    },
  });
}

/** Throws the withdrawal: the subscriber gets it as the subscription's error. */
async function* payloads(items: AsyncGenerator<LiveItem, void, void>): AsyncGenerator<PublicEvent, void, void> {
  for await (const item of items) {
    if (item.kind === 'withdrawn') throw item.error;
    if (item.kind === 'event') yield item.event;
  }
}

/** A generator's own `return` waits for the event that it waits for: a subscriber that left must not be kept until then. */
function leavable<T>(items: AsyncGenerator<T, void, void>, left: AbortController): AsyncIterableIterator<T, void, void> {
  return {
    next: () => items.next(),
    return: () => {
      left.abort();
      return items.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
