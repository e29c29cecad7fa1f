// Feeds in the hub API: which ones this key may read, where they stand, and their entries by sequence.
import { Arg, Ctx, Extensions, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { JsonObject } from '@lianshu/schemas';
import { readableFeeds, feedView } from '../../feeds/readable';
import { publicEvent, type PublicEvent } from '../../feeds/public-event';
import { parseAfter, parseLimit, PULL_CAP, PULL_DEFAULT } from '../../feeds/cursor';
import type { ApiContext } from '../context';
import { listCost } from '../datasets/paging';
import { DateTimeScalar, JsonScalar } from '../datasets/scalars';

@ObjectType({ description: '数据流 · a feed' })
export class FeedInfo {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  dataset!: string;

  @Field(() => String, { description: '最新序号 · newest sequence' })
  latest!: string;
}

@ObjectType({ description: '数据流事件 · an event of a feed (CloudEvents 1.0.2)' })
export class FeedEvent {
  @Field(() => String, { description: '序号，断点续传用 · the cursor to resume by' })
  sequence!: string;

  @Field(() => String)
  id!: string;

  @Field(() => String, { description: 'lianshu.<dataset>.upsert | lianshu.<dataset>.void' })
  type!: string;

  @Field(() => String)
  source!: string;

  @Field(() => String, { description: '业务主键 · business key' })
  subject!: string;

  @Field(() => DateTimeScalar)
  time!: string;

  @Field(() => String)
  dataschema!: string;

  @Field(() => JsonScalar)
  data!: JsonObject;
}

@Resolver()
export class FeedsResolver {
  @Query(() => [FeedInfo], { description: '可读取的数据流 · feeds that this key may read' })
  async feeds(@Ctx() { store, view }: ApiContext): Promise<FeedInfo[]> {
    return Promise.all(readableFeeds(store.feeds, view).map(async (name) => ({
      name,
      dataset: store.feeds.dataset(name),
      latest: String(await store.feeds.latest(name)),
    })));
  }

  @Extensions(listCost(PULL_DEFAULT, PULL_CAP))
  @Query(() => [FeedEvent], { description: '序号 after 之后的事件 · events after a sequence, in order' })
  async feedEntries(
    @Arg('feed', () => String) feed: string,
    @Arg('after', () => String, { defaultValue: '0' }) after: string,
    @Arg('first', () => Int, { defaultValue: PULL_DEFAULT }) first: number,
    @Ctx() { store, view }: ApiContext,
  ): Promise<PublicEvent[]> {
    const dataset = feedView(store.feeds, view, feed);
    const cursor = parseAfter(after, await store.feeds.latest(feed));
    const entries = await store.feeds.read(feed, cursor, parseLimit(first));
    return entries.map((entry) => publicEvent(dataset, entry));
  }
}
