// Quarantine for staff: list, inspect with the original bytes, preview, replay, discard, assign.
import { Arg, Ctx, Extensions, Int, Mutation, Query, Resolver } from 'type-graphql';
import { signatory } from '../../access/principal';
import { gatewayError } from '../../errors';
import type { QuarantineFilter, QuarantineRow, QuarantineState } from '../../store/hub-types';
import type { ApiContext } from '../context';
import { listCost, PAGE_CAP, PAGE_DEFAULT, pageSize } from '../datasets/paging';
import { instant } from './instant';
import {
  QuarantineCount, QuarantineDetail, QuarantinePage, QuarantineWhere, ReplayPreviewResult, ReplayResult,
  type QuarantineEntry, type QuarantineStateName,
} from './quarantine-types';
import { requireStaff } from './require-staff';

const PREVIEW_DEFAULT = 5;
const REASON_LENGTH = 500;

@Resolver()
export class QuarantineResolver {
  @Extensions(listCost(PAGE_DEFAULT, PAGE_CAP))
  @Query(() => QuarantinePage, { description: '隔离区 · quarantine, newest first' })
  async quarantine(
    @Arg('where', () => QuarantineWhere, { nullable: true }) where: QuarantineWhere | null,
    @Arg('first', () => Int, { defaultValue: PAGE_DEFAULT }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { principal, store }: ApiContext,
  ): Promise<QuarantinePage> {
    requireStaff(principal);
    const { items, hasNext } = await store.quarantine.list(filterOf(where), pageSize(first, PAGE_CAP), after ?? undefined);
    return { items: items.map(entryOf), hasNextPage: hasNext, endCursor: items.at(-1)?.id ?? null };
  }

  @Query(() => QuarantineDetail, { nullable: true, description: '查看原始数据 · one item with its original bytes' })
  async quarantineItem(@Arg('id', () => String) id: string, @Ctx() { principal, store }: ApiContext): Promise<QuarantineDetail | null> {
    requireStaff(principal);
    const found = await store.quarantine.get(id);
    return found && { item: entryOf(found.row), bytes: found.item.value, text: utf8(Buffer.from(found.item.value, 'base64')) };
  }

  @Query(() => [QuarantineCount], { description: '未处理统计 · open items by source, record and first reason' })
  async quarantineSummary(@Ctx() { principal, store }: ApiContext): Promise<readonly QuarantineCount[]> {
    requireStaff(principal);
    return store.quarantine.summary();
  }

  @Query(() => ReplayPreviewResult, { description: '重放预览 · what a replay would do; changes nothing' })
  async quarantineReplayPreview(
    @Arg('where', () => QuarantineWhere) where: QuarantineWhere,
    @Arg('first', () => Int, { defaultValue: PREVIEW_DEFAULT }) first: number,
    @Ctx() { principal, services }: ApiContext,
  ): Promise<ReplayPreviewResult> {
    requireStaff(principal);
    const preview = await services.quarantine.preview(filterOf(where), pageSize(first, PAGE_CAP));
    return { ...preview, samples: preview.samples.map((sample) => ({ ...sample, reasons: [...sample.reasons] })) };
  }

  @Mutation(() => ReplayResult, { description: '重放 · publish the original bytes of the matching open items again' })
  async replayQuarantine(@Arg('where', () => QuarantineWhere) where: QuarantineWhere, @Ctx() { principal, services }: ApiContext): Promise<ReplayResult> {
    requireStaff(principal);
    const filter = filterOf(where);
    if (Object.keys(filter).length === 0) throw gatewayError('API_INPUT', { field: 'where', expected: 'at least one condition', got: 'none' });
    const { replayed, skipped } = await services.quarantine.replay(filter, signatory(principal));
    return { replayed, skipped: [...skipped] };
  }

  @Mutation(() => Boolean, { description: '废弃，须说明原因 · discard with a reason' })
  async discardQuarantine(@Arg('id', () => String) id: string, @Arg('reason', () => String) reason: string, @Ctx() { principal, store }: ApiContext): Promise<boolean> {
    requireStaff(principal);
    const said = reason.trim();
    if (said === '' || said.length > REASON_LENGTH) throw gatewayError('API_INPUT', { field: 'reason', expected: `1 to ${REASON_LENGTH} characters`, got: `${said.length}` });
    await store.quarantine.discard(id, said, signatory(principal));
    return true;
  }

  @Mutation(() => Boolean, { description: '指派 · assign to a person' })
  async assignQuarantine(@Arg('id', () => String) id: string, @Arg('assignee', () => String) assignee: string, @Ctx() { principal, store }: ApiContext): Promise<boolean> {
    requireStaff(principal);
    if (assignee.trim() === '' || assignee.length > 100) throw gatewayError('API_INPUT', { field: 'assignee', expected: '1 to 100 characters', got: `${assignee.length}` });
    await store.quarantine.assign(id, assignee.trim());
    return true;
  }
}

/** Null in a filter is "not asked"; an empty list matches nothing, so it is refused. */
function filterOf(where: QuarantineWhere | null): QuarantineFilter {
  const given = Object.entries(where ?? {}).filter(([, value]) => value !== null && value !== undefined);
  for (const [field, value] of given) {
    if (Array.isArray(value) && value.length === 0) throw gatewayError('API_INPUT', { field: `where.${field}`, expected: 'at least one entry', got: 'none' });
  }
  return Object.fromEntries(given) as QuarantineFilter;
}

function entryOf(row: QuarantineRow): QuarantineEntry {
  return {
    ...row,
    state: stateName(row.state),
    reasons: row.reasons.map(({ hint, ...reason }) => ({ ...reason, hintZh: hint.zh, hintEn: hint.en })),
    firstAt: instant(row.firstAt),
    lastAt: instant(row.lastAt),
    replayedAt: instant(row.replayedAt),
  };
}

function stateName(state: QuarantineState): QuarantineStateName {
  return state as QuarantineStateName;
}

function utf8(bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : null;
}
