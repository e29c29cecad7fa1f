// What the SQL source needs of a database: rows as raw bytes, in a session that cannot write.
import type { Dialect, Statement } from './keyset';

export interface SqlReader {
  readonly dialect: Dialect;
  /** Column names of a statement. */
  columns(sql: string): Promise<readonly string[]>;
  /** Cells as the bytes of the database's own text; null for NULL. Throws HubError. */
  rows(statement: Statement): Promise<readonly (readonly (Buffer | null)[])[]>;
  close(): Promise<void>;
}
