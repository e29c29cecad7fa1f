// Connections and deliveries, for staff: how each source fares and lags, and what became of what was sent.
import { Ctx, Field, Float, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { ConnectionState } from '@lianshu/connectors';
import type { ApiContext } from '../context';
import { DateTimeScalar } from '../datasets/scalars';
import { requireStaff } from './require-staff';
import { instant } from './instant';

@ObjectType({ description: '最近一次错误 · last error of a connection' })
export class SourceError {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => DateTimeScalar)
  at!: string;
}

@ObjectType({ description: '来源连接 · a connection to a department\'s system' })
export class SourceInfo {
  @Field(() => String)
  id!: string;

  @Field(() => String)
  source!: string;

  @Field(() => String)
  record!: string;

  @Field(() => String)
  kind!: string;

  @Field(() => String)
  schedule!: string;

  @Field(() => Float)
  fetched!: number;

  @Field(() => Float)
  unreadable!: number;

  @Field(() => DateTimeScalar, { nullable: true })
  lastRunAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: '最近取数时间 · newest fetch instant' })
  fetchedAt!: string | null;

  @Field(() => Float, { nullable: true, description: '滞后秒数 · seconds since the last run; null before the first' })
  lagSeconds!: number | null;

  @Field(() => SourceError, { nullable: true })
  lastError!: SourceError | null;
}

@ObjectType({ description: '投递统计 · deliveries of a sink: sent = receipted + refused once all is answered' })
export class DeliveryInfo {
  @Field(() => String)
  sink!: string;

  @Field(() => String)
  feed!: string;

  @Field(() => Int)
  sent!: number;

  @Field(() => Int)
  receipted!: number;

  @Field(() => Int)
  refused!: number;

  @Field(() => String)
  lastSequence!: string;
}

@Resolver()
export class SourcesResolver {
  @Query(() => [SourceInfo], { description: '来源连接及其滞后 · connections and their lag' })
  async sources(@Ctx() context: ApiContext): Promise<SourceInfo[]> {
    requireStaff(context.principal);
    const states = await context.store.sources.list();
    return states.map((state) => sourceInfo(state, context.now()));
  }

  @Query(() => [DeliveryInfo], { description: '投递与回执 · deliveries and receipts by sink' })
  async deliveries(@Ctx() { principal, store }: ApiContext): Promise<DeliveryInfo[]> {
    requireStaff(principal);
    return (await store.deliveries.summary()).map((row) => ({ ...row, lastSequence: String(row.lastSequence) }));
  }
}

function sourceInfo(state: ConnectionState, now: number): SourceInfo {
  const { id, source, record, kind, schedule, fetched, unreadable, lastRunAt, fetchedAt, lastError } = state;
  return {
    id, source, record, kind, schedule, fetched, unreadable,
    lastRunAt: instant(lastRunAt),
    fetchedAt: instant(fetchedAt),
    lagSeconds: lastRunAt > 0 ? Math.max(0, (now - lastRunAt) / 1000) : null,
    lastError: lastError && { code: lastError.code, message: lastError.message, at: new Date(lastError.at).toISOString() },
  };
}
