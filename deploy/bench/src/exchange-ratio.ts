// exchange-ratio: what checking and mapping cost, against JSON.parse + JSON.stringify alone of the same record.
import type { RawRecord } from '@lianshu/connectors';
import { refineRecord } from '@lianshu/connectors';
import type { MapContext } from '@lianshu/mappings';
import type { JsonObject, Verdict } from '@lianshu/schemas';
import type { Bench, Figure } from './bench';
import { median, startCost } from './cost';
import { createExchangePath, type ExchangePath, rawCertificate } from './exchange-path';
import { nativeCertificate } from './samples';

const RECORDS = 1000;
/** Each variant runs over all records this often in a round. */
const PASSES = 10;
const ROUNDS = 15;
const WARM_UP = 5;

export const exchangeRatio: Bench = {
  name: 'exchange-ratio',
  title: 'parse + check + map + check + stringify of a certificate, one core, CPU time',
  needs: [],
  async run(_backends, note) {
    const variants = createVariants(createExchangePath(), note);
    for (let round = 0; round < WARM_UP; round += 1) measureRound(variants);
    const rounds = Array.from({ length: ROUNDS }, () => measureRound(variants));
    return figuresOf(rounds);
  },
};

type Variant = (index: number) => number;
/** µs of CPU a record, by variant. */
type Round = Readonly<Record<string, number>>;

/** All variants follow each other in each round, so that a ratio never compares two different moments of the machine. */
function measureRound(variants: Readonly<Record<string, Variant>>): Round {
  const round: Record<string, number> = {};
  for (const [name, variant] of Object.entries(variants)) {
    const stop = startCost();
    let sink = 0;
    for (let pass = 0; pass < PASSES; pass += 1) for (let index = 0; index < RECORDS; index += 1) sink += variant(index);
    if (sink === 0) throw new Error(`${name} did nothing`);
    round[name] = stop().cpuUs / (PASSES * RECORDS);
  }
  return round;
}

function createVariants(path: ExchangePath, note: (line: string) => void): Readonly<Record<string, Variant>> {
  const { route, deps, table } = path;
  const natives = Array.from({ length: RECORDS }, (_, n) => nativeCertificate(n));
  const raws = natives.map(rawCertificate);
  const personal = natives.map((record, n) => rawCertificate({ ...record, sjxm: `p-c41d09${n}`, zjy: `p-0aa1f3${n}` }));
  const texts = raws.map((raw) => raw.value.toString('utf8'));
  const context: MapContext = { constants: {}, meta: { key: 'k', fetchedAt: 0, source: route.source }, lookups: deps.lookups, pseudonym: deps.pseudonym };
  const map = (record: JsonObject): JsonObject => {
    const mapped = table.map(record, context);
    const document = mapped.ok ? mapped.documents[0] : undefined;
    if (!document) throw new Error('a certificate of the bench was not mapped');
    return document.value;
  };
  const documents = natives.map(map);
  const sizes = [raws, personal].map((list) => Math.round(list.reduce((sum, raw) => sum + raw.value.length, 0) / RECORDS));
  note(`${RECORDS} different certificates of ${sizes[0]} bytes (${sizes[1]} with two personal fields), documents of ${JSON.stringify(documents[0]).length} characters`);
  const refine = (raw: RawRecord): number => {
    const [first] = refineRecord(raw, route, deps).events;
    if (!first) throw new Error('a certificate of the bench was refused');
    return JSON.stringify(first.event).length;
  };
  const bare = (raw: RawRecord): number => {
    const checked = accept(deps.check(route.schema.id, accept(deps.parse('json', raw.value, route.schema.schema)), 'source'));
    return JSON.stringify(accept(deps.check(table.to, map(checked), 'canonical'))).length;
  };
  return {
    text: (index) => JSON.stringify(JSON.parse(at(texts, index))).length,
    bytes: (index) => Buffer.from(JSON.stringify(JSON.parse(at(raws, index).value.toString('utf8')))).length,
    bare: (index) => bare(at(raws, index)),
    envelope: (index) => refine(at(raws, index)),
    personal: (index) => refine(at(personal, index)),
    parse: (index) => Object.keys(accept(deps.parse('json', at(raws, index).value, route.schema.schema))).length,
    checkSource: (index) => size(deps.check(route.schema.id, at(natives, index), 'source')),
    map: (index) => size({ ok: true, value: map(at(natives, index)) }),
    checkCanonical: (index) => size(deps.check(table.to, at(documents, index), 'canonical')),
    stringify: (index) => JSON.stringify(at(documents, index)).length,
  };
}

function figuresOf(rounds: readonly Round[]): Figure[] {
  const n = RECORDS * PASSES;
  const us = (name: string): number => median(rounds.map((round) => round[name] ?? 0));
  const ratio = (name: string, base: string): number => median(rounds.map((round) => (round[name] ?? 0) / (round[base] ?? 1)));
  const figure = (what: string, value: number, unit: string, more: Partial<Figure> = {}): Figure => ({ what, value, unit, n, rounds: rounds.length, ...more });
  const step = (what: string, name: string, more: Partial<Figure> = {}): Figure => figure(what, us(name), 'µs', { cpuUs: us(name), ...more });
  return [
    figure('all steps / JSON.parse + JSON.stringify', ratio('bare', 'text'), '×', { budget: { at: 'most', value: 2 }, cpuUs: us('bare') }),
    figure('  both from bytes to bytes', ratio('bare', 'bytes'), '×', { cpuUs: us('bare') }),
    figure('refineRecord with envelope / the same', ratio('envelope', 'text'), '×', { cpuUs: us('envelope') }),
    figure('  with two pseudonyms (HMAC-SM3)', ratio('personal', 'text'), '×', { cpuUs: us('personal') }),
    step('JSON.parse + JSON.stringify, text to text', 'text'),
    step('  bytes to bytes', 'bytes'),
    step('step: parse (bounds, UTF-8, repeated keys)', 'parse'),
    step('step: check the source schema', 'checkSource'),
    step('step: map', 'map', { budget: { at: 'most', value: 2 } }),
    step('step: check the canonical schema', 'checkCanonical'),
    step('step: stringify the document', 'stringify'),
  ];
}

function accept(verdict: Verdict<JsonObject>): JsonObject {
  if (!verdict.ok) throw new Error(`a record of the bench was refused: ${JSON.stringify(verdict.reasons)}`);
  return verdict.value;
}

function size(verdict: Verdict<JsonObject>): number {
  return accept(verdict) ? 1 : 0;
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no item ${index}`);
  return value;
}
