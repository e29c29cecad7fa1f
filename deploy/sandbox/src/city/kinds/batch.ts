// Kind of a plant's control system: one row per mixer charge, one column pair per bin.
import type { Json, JsonRecord, Native } from '../emission';
import { code, plain, slashStamp } from '../formats';
import type { RecordKind } from '../record-kind';

const BINS = ['SN1', 'SN2', 'FMH1', 'KF1', 'SHA1', 'SHA2', 'SHI1', 'SHI2', 'SHUI', 'WJJ1', 'WJJ2'] as const;
export type Bin = (typeof BINS)[number];

/** Columns of the table `SCJL` after `ID`, in order. */
export const BATCH_COLUMNS: readonly string[] = [
  'SCX', 'RWDH', 'PH', 'CC', 'PHBBH', 'PHBBB', 'CH', 'KSSJ', 'SJSJ', 'FL', 'CZFS', 'JBSJ', 'CLWD', 'CZY', 'SHA1_HSL', 'SHI1_HSL',
  ...BINS.flatMap((bin) => [`${bin}_LL`, `${bin}_SJ`]),
];

export const batchKind: RecordKind = {
  record: 'plant.batch',
  dataset: 'productionBatch',
  nativeKey: ['RWDH', 'PH'],
  key: ['plantUscc', 'lineNo', 'batchNo'],
  fields: [
    ['SCX', 'lineNo'], ['RWDH', 'taskNo'], ['CC', 'tripNo'], ['PHBBH', 'mixNo'], ['PHBBB', 'mixVersion'], ['KSSJ', 'startedAt', slashStamp],
    ['SJSJ', 'dischargedAt', slashStamp], ['FL', 'volume', plain], ['CZFS', 'mode', code({ auto: '自动', manual: '手动' })], ['JBSJ', 'mixSeconds'],
    ['CLWD', 'concreteTempC'], ['CZY', '$refs.operatorRef'],
  ],
  tidied: [
    (row) => void (row.FL = `${String(row.FL)} `),
    (row) => void (row.CLWD = row.CLWD === '' ? '--' : ` ${String(row.CLWD)}`),
    (row) => void (row.SHUI_SJ = `${String(row.SHUI_SJ)}.00`.replace(/(\.\d+)\.00$/, '$10')),
  ],
  faults: [
    { fault: 'number', field: 'SHUI_SJ', target: 'materials', spoil: (row) => void (row.SHUI_SJ = '***') },
    { fault: 'number', field: 'FL', target: 'volume', spoil: (row) => void (row.FL = '二方半') },
    { fault: 'date', field: 'SJSJ', target: 'dischargedAt', spoil: (row) => void (row.SJSJ = '2022/2/30 8:00:00') },
    { fault: 'code', field: 'CZFS', target: 'mode', spoil: (row) => void (row.CZFS = '半自动') },
    { fault: 'missing', field: 'FL', target: 'volume', spoil: (row) => void (row.FL = '') },
  ],
};

/** The bin and moisture columns of a batch document. */
export function binColumns(doc: JsonRecord): Native {
  const row: Native = { PH: String(doc.batchNo).slice(String(doc.taskNo).length + 1), SHA1_HSL: '', SHI1_HSL: '' };
  for (const bin of BINS) row[`${bin}_LL`] = row[`${bin}_SJ`] = '';
  for (const part of records(doc.materials)) {
    row[`${String(part.binNo)}_LL`] = String(part.targetKg);
    row[`${String(part.binNo)}_SJ`] = String(part.actualKg);
  }
  for (const part of records(doc.moisture)) row[part.material === 'sand' ? 'SHA1_HSL' : 'SHI1_HSL'] = String(part.pct);
  return row;
}

function records(value: Json | undefined): JsonRecord[] {
  return Array.isArray(value) ? (value as JsonRecord[]) : [];
}
