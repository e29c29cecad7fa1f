// Sink kind `sql`: upserts each event's document into a department's table, by a column map. The order of the feed makes repeats harmless.
import { fail } from '../errors';
import { placeOf } from '../sources/sql/mariadb-reader';
import type { SourceDeps } from '../sources/source';
import { deliverReason } from './deliver-reasons';
import type { DeliveryOutcome, Sink, SinkKind } from './sink';
import { SQL_SINK_OPTIONS, type SqlSinkOptions } from './sql/sql-sink-options';
import { MARIADB_WRITES, SQLITE_WRITES, writeOf } from './sql/statements';
import { createMariadbWriter, createSqliteWriter } from './sql/writers';

export const sqlSink: SinkKind = {
  kind: 'sql',
  optionsSchema: SQL_SINK_OPTIONS,
  create: (options, deps) => createSqlSink(options as unknown as SqlSinkOptions, deps),
};

export function createSqlSink(options: SqlSinkOptions, _deps: SourceDeps): Sink {
  const sqlite = options.driver === 'sqlite';
  const unmapped = options.key.find((name) => !Object.hasOwn(options.columns, name));
  if (unmapped !== undefined) throw fail('SOURCE_CONFIG', { where: placeOf(options), problem: `key column ${unmapped} is not among the columns` });
  const writer = sqlite ? createSqliteWriter(options) : createMariadbWriter(options);
  const dialect = sqlite ? SQLITE_WRITES : MARIADB_WRITES;
  return {
    async deliver(deliveries) {
      const results = await writer.write(deliveries.map((delivery) => writeOf(delivery, options, dialect)));
      return results.map(
        (code): DeliveryOutcome => (code === null ? { status: 'receipted' } : { status: 'refused', reasons: [deliverReason('DELIVER_COLUMN', `values that fit ${options.table}`, code)] }),
      );
    },
    close: () => writer.close(),
  };
}
