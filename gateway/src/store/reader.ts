// The read side: documents by key, by condition, by link, and their aggregates. Columns only search; the document is answered.
import { businessKey, type JsonObject, type RefSpec } from '@lianshu/schemas';
import { gatewayError } from '../errors';
import { aggregate } from './aggregate';
import type { Column, DatasetPlan } from './dataset-plan';
import { selectIn, type Database, type Sql, type SqlRow } from './database';
import { linked } from './linked';
import { keyHash } from './persist-prepare';
import type { Filter, FindRequest, FoundPage, Reader, Row, UnresolvedLink } from './read-types';
import { afterSql, checkFirst, filterSql, orderingOf, orderSql, pageRowOf, rowOf, selected } from './row-sql';

export function createReader(db: Database, plans: ReadonlyMap<string, DatasetPlan>): Reader {
  const planOf = (dataset: string): DatasetPlan => {
    const plan = plans.get(dataset);
    if (!plan) throw gatewayError('DATASET_UNKNOWN', { dataset });
    return plan;
  };
  return {
    find: async (request) => db.read((sql) => find(sql, db, planOf(request.dataset), request)),
    count: async (filter) => {
      const plan = planOf(filter.dataset);
      const { text, params } = filterSql(filter, plan, db.dialect);
      const [row] = await db.read((sql) => sql.all(`SELECT COUNT(*) AS n FROM \`${plan.table}\` t WHERE ${text}`, params));
      return Number(row?.['n'] ?? 0);
    },
    aggregate: async (request) => db.read((sql) => aggregate(sql, db.dialect, planOf(request.dataset), request)),
    byKeys: async (dataset, keys, filter = {}) => db.read((sql) => byKeys(sql, db, planOf(dataset), keys, filter)),
    linked: async (request) => db.read((sql) => linked(sql, db.dialect, planOf(request.dataset), request)),
    unresolved: async (dataset, first) => db.read((sql) => unresolved(sql, planOf(dataset), plans, checkFirst(first))),
  };
}

async function find(sql: Sql, { dialect }: Database, plan: DatasetPlan, request: FindRequest): Promise<FoundPage> {
  const first = checkFirst(request.first);
  const ordering = orderingOf(request.orderBy, plan);
  const filter = filterSql(request, plan, dialect);
  const after = request.after === undefined ? { text: '1=1', params: [] } : afterSql(ordering, request.after);
  const text = `SELECT ${selected('t', ordering.columns)} FROM \`${plan.table}\` t WHERE ${filter.text} AND ${after.text} ORDER BY ${orderSql(ordering)} LIMIT ${first + 1}`;
  const found = await sql.all(text, [...filter.params, ...after.params]);
  const rows = found.slice(0, first).map((row) => pageRowOf(row, plan, ordering));
  return { rows, endCursor: rows.at(-1)?.cursor ?? null, hasNext: found.length > first };
}

async function byKeys(sql: Sql, { dialect }: Database, plan: DatasetPlan, keys: readonly string[], filter: Omit<Filter, 'dataset'>): Promise<readonly (Row | null)[]> {
  const hashes = keys.map((key) => keyHash(plan.dataset, key));
  const { text, params } = filterSql(filter, plan, dialect);
  const distinct = [...new Map(hashes.map(({ id, pk }) => [id, pk])).values()];
  const rows = await selectIn(sql, dialect, `SELECT ${selected('t', [])}, t.pk FROM \`${plan.table}\` t WHERE ${text} AND t.pk IN $in`, distinct, params);
  const found = new Map(rows.map((row) => [(row['pk'] as Buffer).toString('latin1'), rowOf(row, plan)]));
  return hashes.map(({ id }) => found.get(id) ?? null);
}

/** By anti-join, on demand: the record path pays nothing for it. */
async function unresolved(sql: Sql, plan: DatasetPlan, plans: ReadonlyMap<string, DatasetPlan>, first: number): Promise<readonly UnresolvedLink[]> {
  const links: UnresolvedLink[] = [];
  for (const { link, text } of [...columnLinks(plan, plans), ...arrayLinks(plan, plans)]) {
    if (links.length >= first) break;
    links.push(...(await sql.all(`${text} LIMIT ${first - links.length}`)).map((row) => linkOf(row, plan, link)));
  }
  return links;
}

interface OpenLinks {
  readonly link: { readonly field: string; readonly ref: RefSpec };
  /** Owners' documents, and `value` where it is an element. */
  readonly text: string;
}

function columnLinks(plan: DatasetPlan, plans: ReadonlyMap<string, DatasetPlan>): readonly OpenLinks[] {
  return plan.columns.flatMap((column) => {
    const target = column.ref && plans.get(column.ref.dataset);
    const on = target && targetCondition(column, plan, target);
    if (!column.ref || !target || !on) return [];
    return [{
      link: { field: column.field, ref: column.ref },
      text: `SELECT t.doc FROM \`${plan.table}\` t WHERE t.voided = 0 AND t.\`${column.column}\` IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM \`${target.table}\` o WHERE o.voided = 0 AND ${on}) ORDER BY t.id`,
    }];
  });
}

function arrayLinks(plan: DatasetPlan, plans: ReadonlyMap<string, DatasetPlan>): readonly OpenLinks[] {
  return plan.arrays.flatMap(({ field, table, ref }) => {
    const target = plans.get(ref.dataset);
    const to = target?.columns.find((column) => column.field === (ref.to ?? target.key[0]));
    if (!target || !to) return [];
    return [{
      link: { field, ref },
      text: `SELECT t.doc, x.value FROM \`${table}\` x JOIN \`${plan.table}\` t ON t.pk = x.owner WHERE t.voided = 0
        AND NOT EXISTS (SELECT 1 FROM \`${target.table}\` o WHERE o.voided = 0 AND o.\`${to.column}\` = x.value) ORDER BY t.id, x.value`,
    }];
  });
}

function targetCondition(column: Column, plan: DatasetPlan, target: DatasetPlan): string | undefined {
  const ref = column.ref;
  const pairs = [[ref?.to ?? target.key[0] ?? '', column.field], ...Object.entries(ref?.with ?? {})];
  const parts = pairs.map(([theirs, mine]) => {
    const [to, from] = [target.columns.find(({ field }) => field === theirs), plan.columns.find(({ field }) => field === mine)];
    return to && from ? `o.\`${to.column}\` = t.\`${from.column}\`` : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join(' AND ');
}

function linkOf(row: SqlRow, plan: DatasetPlan, { field, ref }: OpenLinks['link']): UnresolvedLink {
  const doc = JSON.parse(String(row['doc'])) as JsonObject;
  const value = row['value'] === undefined ? (doc[field] ?? null) : String(row['value']);
  return { dataset: plan.dataset, field, link: ref.as, target: ref.dataset, key: businessKey(plan.key, doc), value };
}
