// The credit authority's day: penalties and licences in nightly zips, list entries and their lifting at once, bids at the venue.
import { randomStream, type Random } from '../../random';
import { compactDay, day as dayText, DAY, HOUR, MINUTE } from '../calendar';
import type { JsonRecord } from '../emission';
import { licenceKind, listEntryKind, penaltyCfKind, penaltyKind } from '../kinds/others';
import { known, type RecordKind } from '../record-kind';
import type { Scene } from '../scene';
import { CHAIN_FIRM } from '../world/enterprises';
import { CONSTRUCTION_OFFICE } from '../world/projects';

export function planCredit(scene: Scene, day: number, seenEntries: Map<string, JsonRecord>): void {
  const random = randomStream(scene.seed, 'credit', day);
  penalties(scene, day, random);
  licences(scene, day, random);
  listChanges(scene, day, random, seenEntries);
  nightlyList(scene, day, seenEntries);
  scene.desk.put({ at: day + 10 * HOUR, record: 'procurement.bid', instance: '', channel: 'main', native: { bidNo: `ZB${compactDay(day)}-01`, tenderNo: `CG${compactDay(day)}`, bidder: CHAIN_FIRM } });
}

/** New penalties tonight in the Chinese-header file; the CF_ twin repeats them on odd days and adds some of its own. */
function penalties(scene: Scene, day: number, random: Random): void {
  const at = day + 2 * HOUR;
  const date = compactDay(day);
  const twin = Number(date) % 2 === 1;
  for (let i = random.int(2, 5); i > 0; i--) {
    const content = penalty(scene, day, random);
    const written = scene.desk.write(penaltyKind, content, { at, file: `xzcf_${date}.zip`, random, sound: 'refs' in content });
    if (random.chance(0.03)) repeat(scene, at, `xzcf_${date}.zip`, penaltyKind, written.native, content, written.fate === 'stored');
    if (twin) scene.desk.write(penaltyCfKind, content, { at: at + 30 * MINUTE, file: `cf_${date}.zip`, fate: written.fate === 'stored' ? 'duplicate' : 'stored' });
  }
  if (twin) additional(scene, at + 30 * MINUTE, `cf_${date}.zip`, penalty(scene, day, random), random);
  if (random.chance(0.1)) tornRow(scene, at, `xzcf_${date}.zip`);
}

/** Faults stand in the subject's code, which a natural person's record has none of. */
function additional(scene: Scene, at: number, file: string, content: ReturnType<typeof penalty>, random: Random): void {
  scene.desk.write(penaltyCfKind, content, { at, file, random, sound: 'refs' in content });
}

function repeat(scene: Scene, at: number, file: string, kind: RecordKind, native: JsonRecord, content: { doc: JsonRecord; refs?: Readonly<Record<string, string>> }, stored: boolean): void {
  if (!stored) return;
  const truth = { record: kind.record, nativeKey: kind.nativeKey.map((name) => String(native[name])).join('|'), dataset: kind.dataset, version: 0, fate: 'duplicate' as const };
  scene.desk.put({ at, record: kind.record, instance: '', channel: 'main', file, native, truth: { ...truth, key: kind.key.map((name) => String(content.doc[name])).join('|'), doc: content.doc, ...(content.refs ? { refs: content.refs } : {}) } });
}

/** A row with too many cells: the reader cannot tell which is which. */
function tornRow(scene: Scene, at: number, file: string): void {
  const native = { $torn: '某公司,多一格,,,,,,,,,,,,,,,,,,' };
  const truth = { record: penaltyKind.record, nativeKey: `${file}#torn`, dataset: penaltyKind.dataset, key: '', version: 0, fate: 'quarantined' as const, faults: [{ fault: 'unreadable' as const, field: '' }] };
  scene.desk.put({ at, record: penaltyKind.record, instance: '', channel: 'main', file, native, truth });
}

function penalty(scene: Scene, day: number, random: Random) {
  const firm = random.pick(scene.enterprises.contractors);
  const person = random.chance(0.1);
  const serial = scene.serial(`penalty ${dayText(day).slice(0, 4)}`) + 100;
  const types = random.pick([['fine'], ['warning'], ['fine', 'warning'], ['fine', 'confiscation'], ['stopProduction']]);
  const doc = known({
    kind: 'penalty', docNo: `某建罚〔${dayText(day).slice(0, 4)}〕${serial}号`, authorityUscc: CONSTRUCTION_OFFICE, authorityName: '某市住房和城乡建设局', subjectUscc: person ? undefined : firm.uscc,
    subjectName: person ? undefined : firm.name, subjectCategory: person ? 'naturalPerson' : 'legalPerson', violationType: random.pick(['未按规定检验建筑材料', '未取得施工许可证擅自施工', '质量安全责任不落实']),
    facts: '检查发现违法事实', basis: '建设工程质量管理条例第六十五条', penaltyTypes: types, content: '责令改正并处罚', fine: types.includes('fine') ? random.int(1, 40) * 5000 : undefined,
    decidedOn: dayText(day - random.int(1, 6) * DAY), publicUntil: random.chance(0.5) ? dayText(day + 360 * DAY) : undefined,
  });
  const extra: JsonRecord = person ? { 行政相对人名称: '张某', CF_XDR_MC: '张某' } : {};
  return { doc, ...(person ? { refs: { personRef: `330203********${String(1000 + (serial % 9000))}` } } : {}), extra };
}

function licences(scene: Scene, day: number, random: Random): void {
  const at = day + 2 * HOUR + 10 * MINUTE;
  for (let i = random.int(1, 3); i > 0; i--) {
    const firm = random.pick(scene.enterprises.contractors);
    const doc = known({
      kind: 'licence', docNo: `甬建许〔${dayText(day).slice(0, 4)}〕${scene.serial('licence')}号`, authorityUscc: CONSTRUCTION_OFFICE, authorityName: '某市住房和城乡建设局', subjectUscc: firm.uscc,
      subjectName: firm.name, subjectCategory: 'legalPerson', licenceAffected: '建筑业企业资质证书', content: '准予资质延续', decidedOn: dayText(day - 2 * DAY), validTo: random.chance(0.5) ? dayText(day + 1800 * DAY) : undefined,
    });
    const extra = { XK_XKWS: '准予行政许可决定书', XK_XKLB: '普通', XK_YXQZ: dayText(day).replaceAll('-', '/'), XK_ZT: '1', ...(doc.validTo === undefined ? { XK_YXQZI: '2099/12/31' } : {}) };
    scene.desk.write(licenceKind, { doc, extra }, { at, file: `xzxk_${compactDay(day)}.zip`, random });
  }
}

const LISTS = [['SXJZ', 'buildingMarket', '建筑市场信用管理暂行办法', ['M02', 'M04']], ['SXCG', 'govProcurement', '中华人民共和国政府采购法', ['M01']], ['SXQX', 'wageArrears', '保障农民工工资支付条例', ['M01', 'M02']]] as const;

/** One in five days a new entry; one under repair in the history, lifted on the third live day; a bad one now and then. */
function listChanges(scene: Scene, day: number, random: Random, seen: Map<string, JsonRecord>): void {
  if (random.chance(0.2)) enter(scene, day, random, seen, false);
  if (random.chance(0.05)) enter(scene, day, random, seen, true);
  const first = [...seen.values()][0];
  const repair = { appliedOn: dayText(scene.live - 9 * DAY), acceptedOn: dayText(scene.live - 7 * DAY) };
  if (first && day === scene.live - 7 * DAY) change(scene, day + 11 * HOUR, seen, { ...first, status: 'repairPending', repair });
  if (first && day === scene.live + 2 * DAY) {
    const decided = { ...repair, decidedOn: dayText(day), result: 'approved' };
    change(scene, day + 10 * HOUR, seen, { ...first, status: 'removed', removedOn: dayText(day), removalReason: 'repair', repair: decided });
  }
}

function enter(scene: Scene, day: number, random: Random, seen: Map<string, JsonRecord>, spoiled: boolean): void {
  const [prefix, listType, document, measures] = random.pick(LISTS);
  const firm = random.pick(scene.enterprises.contractors);
  const year = dayText(day).slice(0, 4);
  const serial = scene.serial(`list ${prefix}`) + 20;
  const doc = known({
    entryNo: `${prefix}330200-${year}-${String(serial).padStart(4, '0')}`, listType, decisionNo: `某信决〔${year}〕${serial}号`, legalBasis: { document, article: '第四十八条' }, listedByUscc: CONSTRUCTION_OFFICE,
    subjectUscc: firm.uscc, subjectName: firm.name, measures: [...measures], listedOn: dayText(day), expiresOn: dayText(day + 1095 * DAY), status: 'inForce',
  });
  const at = day + random.int(9, 16) * HOUR;
  if (spoiled) scene.desk.write(listEntryKind, { doc, version: 1, extra: channelFields(1) }, { at, channel: 'rest', random, spoiled: random.int(0, 2) });
  else change(scene, at, seen, doc);
}

/** Publishes the next version of an entry on the live channel. */
export function change(scene: Scene, at: number, seen: Map<string, JsonRecord>, doc: JsonRecord): void {
  const version = scene.serial(`entry ${String(doc.entryNo)}`);
  seen.set(String(doc.entryNo), doc);
  scene.desk.write(listEntryKind, { doc, version, extra: channelFields(version) }, { at, channel: 'rest', once: true });
}

function channelFields(version: number): JsonRecord {
  return { XDR_LB: '法人及非法人组织', BBH: String(version) };
}

/** The snapshot of the night: what was in force the evening before; a repaired entry lingers in it as it was. */
function nightlyList(scene: Scene, day: number, seen: Map<string, JsonRecord>): void {
  const at = day + 2 * HOUR + 20 * MINUTE;
  const file = `smd_${compactDay(day)}.zip`;
  for (const doc of seen.values()) {
    const listed = String(doc.listedOn);
    if (listed >= dayText(day)) continue;
    const lingering = doc.status !== 'inForce';
    const version = lingering ? 1 : undefined;
    const { removedOn: _on, removalReason: _why, repair: _repair, ...before } = doc;
    const content = lingering ? { doc: { ...before, status: 'inForce' }, version } : { doc, version: 1 };
    scene.desk.write(listEntryKind, { ...content, extra: channelFields(1) }, { at, file, fate: lingering ? 'stale' : 'duplicate' });
  }
}
