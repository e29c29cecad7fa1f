// The files that departments drop: records of one file gathered, written in the department's format and encoding.
import { join } from 'node:path';
import type { Emission, Native } from '../city/emission';
import { BATCH_COLUMNS } from '../city/kinds/batch';
import { civilDefenceKind, licenceKind, penaltyCfKind, penaltyKind } from '../city/kinds/others';
import type { RecordKind } from '../city/record-kind';
import { csv } from './csv';
import { drop, encode, zip } from './drop-folder';
import { element } from './xml';

/** Folders of the departments below the sandbox's directory. */
export const FOLDERS = {
  lims: 'construction/lims', civilDefence: 'civil-defence/drop', water: 'water/drop', penalties: 'credit/xzcf', penaltiesCf: 'credit/cf', licences: 'credit/xzxk', lists: 'credit/smd',
} as const;
export const plantFolder = (no: string) => `plant/${no}/csv`;

type Writer = (file: string, rows: readonly Native[]) => Promise<Buffer> | Buffer;

const names = (kind: RecordKind) => kind.fields.map(([name]) => name);
const CIVIL_DEFENCE_COLUMNS = [...names(civilDefenceKind), '项目名称', '所属区县', '所属街镇', '联系电话', '数据采集时间', 'lon', 'lat'];
const LICENCE_COLUMNS = [...names(licenceKind), 'XK_XKWS', 'XK_XKLB', 'XK_YXQZ', 'XK_ZT'];
const xml = (root: string, item: string, encoding: string) => (rows: readonly Native[]) =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<${root}>\n${rows.map((row) => (row.$torn === undefined ? element(item, row) : String(row.$torn))).join('\n')}\n</${root}>\n`;
const zippedCsv = (columns: readonly string[]): Writer => (file, rows) => zip(file.replace(/zip$/, 'csv'), encode(csv(columns, rows), 'gb18030'));

const FILES: Readonly<Record<string, readonly [folder: (emission: Emission) => string, writer: Writer]>> = {
  'construction.test-report': [() => FOLDERS.lims, (_file, rows) => encode(xml('JCBGS', 'JCBG', 'GB18030')(rows), 'gb18030')],
  'plant.batch': [(emission) => plantFolder(emission.instance), (_file, rows) => encode(csv(BATCH_COLUMNS, rows), 'gbk')],
  'civil-defence.works': [() => FOLDERS.civilDefence, (_file, rows) => encode(csv(CIVIL_DEFENCE_COLUMNS, rows), 'gbk')],
  'water.project': [() => FOLDERS.water, (_file, rows) => encode(xml('SLGC', 'GCXX', 'UTF-8')(rows), 'utf8-bom')],
  'credit.penalty': [() => FOLDERS.penalties, zippedCsv(names(penaltyKind))],
  'credit.penalty-cf': [() => FOLDERS.penaltiesCf, zippedCsv(names(penaltyCfKind))],
  'credit.licence': [() => FOLDERS.licences, zippedCsv(LICENCE_COLUMNS)],
  'credit.list-entry': [() => FOLDERS.lists, (file, rows) => zip(file.replace(/zip$/, 'xml'), encode(xml('Entities', 'Entity', 'GB18030')(rows), 'gb18030'))],
};

/** A monthly file in which a command work (指挥工程) was left by mistake: the hub must stop this source and store nothing of it. */
export function dropCommandWorks(dir: string): string {
  const sound = { 工程名称: '某小区地下室', 工程代号: 'RF330212-9001', 工程类型: '人员掩蔽', 建筑面积: '1,200㎡', 所属区县: '鄞州区' };
  const secret = { ...sound, 工程名称: '某指挥所', 工程代号: 'RF330212-9002', 工程类型: '指挥工程' };
  const name = 'RFGC_command.csv';
  drop(join(dir, FOLDERS.civilDefence), name, encode(csv(CIVIL_DEFENCE_COLUMNS, [sound, secret]), 'gbk'));
  return name;
}

/** Writes every file that these emissions make up; a file's records come in one call. */
export async function writeFiles(dir: string, emissions: readonly Emission[]): Promise<void> {
  const files = new Map<string, Emission[]>();
  for (const emission of emissions) {
    const path = `${emission.record}\n${emission.file ?? ''}`;
    const list = files.get(path);
    if (list) list.push(emission);
    else files.set(path, [emission]);
  }
  for (const group of files.values()) {
    const [first] = group;
    const spec = first && FILES[first.record];
    if (!first?.file || !spec) continue;
    const [folder, writer] = spec;
    drop(join(dir, folder(first)), first.file, await writer(first.file, group.map((emission) => emission.native)));
  }
}
