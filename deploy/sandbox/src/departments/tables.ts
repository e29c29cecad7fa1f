// The SQL tables of the departments: native names, text columns, one integer that grows.
import type { Native } from '../city/emission';
import { BATCH_COLUMNS } from '../city/kinds/batch';
import { corpKind, finishKind, permitKind, projectKind } from '../city/kinds/project-db';
import type { RecordKind } from '../city/record-kind';

export interface Table {
  readonly name: string;
  readonly record: string;
  /** Text primary key; absent: `ID` counts up by itself. */
  readonly key?: string;
  /** All columns but `ID`; `RowVer` is an integer, the others text. */
  readonly columns: readonly string[];
}

const fields = (kind: RecordKind, ...extra: string[]) => ['RowVer', ...kind.fields.map(([name]) => name), ...extra];

export const PROJECT_TABLES: readonly Table[] = [
  { name: 'TBCorpBasicInfo', record: corpKind.record, key: 'CorpCode', columns: fields(corpKind) },
  { name: 'TBProjectInfo', record: projectKind.record, key: 'PrjNum', columns: fields(projectKind, 'CreateDate') },
  { name: 'TBBuilderLicenceManage', record: permitKind.record, key: 'BuilderLicenceNum', columns: fields(permitKind, 'PrjNum', 'SafetyCerID') },
  { name: 'TBProjectFinishManage', record: finishKind.record, key: 'PrjFinishNum', columns: fields(finishKind, 'PrjNum') },
];
export const PLANT_TABLES: readonly Table[] = [{ name: 'SCJL', record: 'plant.batch', columns: BATCH_COLUMNS }];

/** A department's database. Rows and the ordinal of the last emission are written in one transaction. */
export interface SqlSystem {
  readonly location: string;
  progress(): Promise<number>;
  write(rows: readonly { readonly table: Table; readonly native: Native }[], n: number): Promise<void>;
  close(): Promise<void>;
}

export function values(table: Table, native: Native): (string | number)[] {
  return table.columns.map((column) => (column === 'RowVer' ? Number(native[column]) : String(native[column] ?? '')));
}
