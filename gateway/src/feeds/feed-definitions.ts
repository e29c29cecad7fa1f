// Feed definitions: which documents of a dataset a feed carries. Files in gateway/feeds/<feed>.yaml; refused with file and place.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { gatewayError } from '../errors';
import type { DatasetPlan } from '../store/dataset-plan';
import type { Condition } from '../store/read-types';

export interface FeedDefinition {
  readonly feed: string;
  readonly dataset: string;
  /** Only documents that match. */
  readonly where?: Condition;
  /** Only documents whose field `on` stands in field `on` of a document of `dataset` that is not withdrawn. */
  readonly via?: { readonly dataset: string; readonly on: string };
}

/** The definitions that the hub ships. */
export const FEEDS_FOLDER = join(__dirname, '..', '..', 'feeds');

/** Reads and checks every definition of a folder. Throws FEED_INVALID. */
export function loadFeeds(folder: string, plans: ReadonlyMap<string, DatasetPlan>): readonly FeedDefinition[] {
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).sort();
  return files.map((file) => {
    let value: unknown;
    try {
      value = parse(readFileSync(join(folder, file), 'utf8'));
    } catch (error) {
      throw gatewayError('FEED_INVALID', { file, at: '/', reason: String(error) }, error);
    }
    return checkFeed(value, file, plans);
  });
}

/** Checks one definition against the catalogue. Throws FEED_INVALID. */
export function checkFeed(value: unknown, file: string, plans: ReadonlyMap<string, DatasetPlan>): FeedDefinition {
  const refuse = (at: string, reason: string) => gatewayError('FEED_INVALID', { file, at, reason });
  if (!isObject(value)) throw refuse('/', 'not an object');
  const { feed, dataset, where, via, ...rest } = value;
  for (const name of Object.keys(rest)) if (name !== 'title') throw refuse(`/${name}`, 'not a key of a feed');
  if (typeof feed !== 'string' || !/^[a-z][a-z0-9-]{0,62}$/.test(feed)) throw refuse('/feed', 'not a name of lower-case letters, digits and hyphens');
  const plan = typeof dataset === 'string' ? plans.get(dataset) : undefined;
  if (!plan) throw refuse('/dataset', 'not a dataset of the catalogue');
  if (where !== undefined) checkWhere(where, '/where', plan, refuse);
  if (via !== undefined) checkVia(via, plan, plans, refuse);
  return { feed, dataset: plan.dataset, where: where as Condition | undefined, via: via as FeedDefinition['via'] };
}

type Refuse = (at: string, reason: string) => Error;

function checkVia(via: unknown, plan: DatasetPlan, plans: ReadonlyMap<string, DatasetPlan>, refuse: Refuse): void {
  if (!isObject(via) || typeof via['dataset'] !== 'string' || typeof via['on'] !== 'string') throw refuse('/via', 'needs dataset and on');
  const register = plans.get(via['dataset']);
  if (!register || register.dataset === plan.dataset) throw refuse('/via/dataset', 'not another dataset of the catalogue');
  for (const one of [plan, register]) {
    const column = one.columns.find(({ field }) => field === via['on']);
    if (column?.kind !== 'string' || !column.indexed) throw refuse('/via/on', `not an indexed text field of ${one.dataset}`);
  }
}

const OPS = new Set(['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'startsWith', 'contains', 'isNull']);

function checkWhere(where: unknown, at: string, plan: DatasetPlan, refuse: Refuse): void {
  if (!isObject(where)) throw refuse(at, 'not a condition');
  for (const list of ['and', 'or']) {
    const parts = where[list];
    if (parts === undefined) continue;
    if (!Array.isArray(parts)) throw refuse(`${at}/${list}`, 'not a list');
    return parts.forEach((part, index) => checkWhere(part, `${at}/${list}/${index}`, plan, refuse));
  }
  if (where['not'] !== undefined) return checkWhere(where['not'], `${at}/not`, plan, refuse);
  if (typeof where['op'] !== 'string' || !OPS.has(where['op'])) throw refuse(`${at}/op`, 'not an op');
  if (!plan.columns.some(({ field }) => field === where['field'])) throw refuse(`${at}/field`, `not a searchable field of ${plan.dataset}`);
  if (where['value'] === undefined) throw refuse(`${at}/value`, 'absent');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
