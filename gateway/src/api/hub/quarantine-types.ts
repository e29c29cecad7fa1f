// Quarantine in the hub API: items, filters, replays.
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../datasets/scalars';

export enum QuarantineStateName {
  new = 'new',
  assigned = 'assigned',
  repaired = 'repaired',
  superseded = 'superseded',
  discarded = 'discarded',
}
registerEnumType(QuarantineStateName, { name: 'QuarantineState', description: '隔离状态 · state of an item' });

@InputType({ description: '筛选 · all conditions given hold together' })
export class QuarantineWhere {
  @Field(() => [QuarantineStateName], { nullable: true })
  states?: QuarantineStateName[] | null;

  @Field(() => String, { nullable: true })
  source?: string | null;

  @Field(() => String, { nullable: true, description: '<department>.<record>' })
  record?: string | null;

  @Field(() => String, { nullable: true, description: '原因代码 · reason code' })
  code?: string | null;

  @Field(() => String, { nullable: true, description: '映射表，不含版本 · mapping table without version' })
  table?: string | null;

  @Field(() => [String], { nullable: true })
  ids?: string[] | null;
}

@ObjectType({ description: '原因 · why a record was refused' })
export class QuarantineReason {
  @Field(() => String)
  stage!: string;

  @Field(() => String)
  code!: string;

  @Field(() => String)
  path!: string;

  @Field(() => String, { nullable: true })
  target?: string;

  @Field(() => String)
  expected!: string;

  @Field(() => String)
  got!: string;

  @Field(() => String, { description: '如何处理 · what to do (zh)' })
  hintZh!: string;

  @Field(() => String)
  hintEn!: string;
}

@ObjectType({ description: '隔离记录 · a quarantined record, without its bytes' })
export class QuarantineEntry {
  @Field(() => String)
  id!: string;

  @Field(() => QuarantineStateName)
  state!: QuarantineStateName;

  @Field(() => String)
  source!: string;

  @Field(() => String)
  record!: string;

  @Field(() => String)
  key!: string;

  @Field(() => String, { nullable: true })
  mapping!: string | null;

  @Field(() => String, { nullable: true })
  schema!: string | null;

  @Field(() => [QuarantineReason])
  reasons!: QuarantineReason[];

  @Field(() => String)
  correlationId!: string;

  @Field(() => Int)
  attempts!: number;

  @Field(() => DateTimeScalar, { nullable: true })
  firstAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  lastAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  replayedAt!: string | null;

  @Field(() => String, { nullable: true })
  assignee!: string | null;

  @Field(() => String, { nullable: true })
  closedReason!: string | null;

  @Field(() => String, { nullable: true })
  closedBy!: string | null;

  @Field(() => Boolean, { description: 'false: 只能重新抓取 · it can only be fetched again' })
  replayable!: boolean;
}

@ObjectType({ description: '原始数据 · an item with its original bytes' })
export class QuarantineDetail {
  @Field(() => QuarantineEntry)
  item!: QuarantineEntry;

  @Field(() => String, { description: '原始字节 · original bytes, base64' })
  bytes!: string;

  @Field(() => String, { nullable: true, description: '按 UTF-8 解码，无法解码为空 · as UTF-8 text; null when it is none' })
  text!: string | null;
}

@ObjectType()
export class QuarantinePage {
  @Field(() => [QuarantineEntry])
  items!: QuarantineEntry[];

  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

@ObjectType()
export class QuarantineCount {
  @Field(() => String)
  source!: string;

  @Field(() => String)
  record!: string;

  @Field(() => String)
  code!: string;

  @Field(() => Int)
  count!: number;
}

@ObjectType()
export class SkippedItem {
  @Field(() => String)
  id!: string;

  @Field(() => String)
  reason!: string;
}

@ObjectType({ description: '重放结果 · what a replay did' })
export class ReplayResult {
  @Field(() => Int)
  replayed!: number;

  @Field(() => [SkippedItem])
  skipped!: SkippedItem[];
}

@ObjectType()
export class ReplaySample {
  @Field(() => String)
  id!: string;

  @Field(() => String, { description: 'passes | fails | skipped | unknown' })
  verdict!: string;

  @Field(() => [String])
  reasons!: string[];
}

@ObjectType({ description: '重放预览 · what a replay would do' })
export class ReplayPreviewResult {
  @Field(() => Int)
  matching!: number;

  @Field(() => Int)
  replayable!: number;

  @Field(() => [ReplaySample])
  samples!: ReplaySample[];
}
