// The hub's own tables, first version. A published migration is never edited: add another file.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MARIADB, SQLITE, type Dialect } from '../dialect';

function tables(dialect: Dialect): readonly string[] {
  const { id, big, hash16, doc, bytes, number, text } = dialect.types;
  return [
    `log_offsets (grp ${text(128)}, topic ${text(249)}, prt ${big}, cluster_id ${text(128)} NOT NULL, next_offset ${big} NOT NULL, PRIMARY KEY (grp, topic, prt))`,
    `changes (id ${id}, dataset ${text(64)} NOT NULL, pk ${hash16} NOT NULL, op ${text(1)} NOT NULL, at ${big} NOT NULL, event ${doc} NOT NULL)`,
    `change_batches (seq ${big} PRIMARY KEY, dataset ${text(64)} NOT NULL, first_id ${big} NOT NULL, last_id ${big} NOT NULL)`,
    `counters (name ${text(128)} PRIMARY KEY, seq ${big} NOT NULL)`,
    `feed_entries (feed ${text(64)}, seq ${big}, change_id ${big} NOT NULL, op ${text(1)} NOT NULL, PRIMARY KEY (feed, seq))`,
    `feed_members (feed ${text(64)}, pk ${hash16}, PRIMARY KEY (feed, pk))`,
    `quarantine (seq ${id}, id ${text(64)} NOT NULL, state ${text(16)} NOT NULL, source ${text(255)} NOT NULL, record ${text(128)} NOT NULL, skey ${doc} NOT NULL,
      skey_hash ${hash16} NOT NULL, mapping ${text(255)}, tbl ${text(255)}, schema_id ${text(255)}, reasons ${doc} NOT NULL, code ${text(64)} NOT NULL,
      v_declared ${number} NOT NULL, v_fetched ${big} NOT NULL, correlation_id ${text(255)} NOT NULL, replay ${doc}, value ${bytes} NOT NULL, attempts ${big} NOT NULL,
      first_at ${big} NOT NULL, last_at ${big} NOT NULL, replayed_at ${big}, assignee ${text(128)}, closed_reason ${doc}, closed_by ${text(128)})`,
    `quarantine_lookups (item_id ${text(64)}, tbl ${text(128)}, lkey ${text(255)}, tried_rev ${big} NOT NULL, PRIMARY KEY (item_id, tbl, lkey))`,
    `deliveries (sink ${text(128)}, event_id ${text(64)}, feed ${text(64)} NOT NULL, seq ${big} NOT NULL, subject ${doc} NOT NULL, status ${text(16)} NOT NULL,
      reference ${doc}, reasons ${doc} NOT NULL, at ${big} NOT NULL, PRIMARY KEY (sink, event_id))`,
    `source_status (id ${text(128)} PRIMARY KEY, state ${doc} NOT NULL, at ${big} NOT NULL)`,
    `lookup_rows (tbl ${text(128)}, lkey ${text(255)}, owner ${hash16}, from_at ${big}, to_at ${big}, value ${doc} NOT NULL, PRIMARY KEY (tbl, lkey, owner))`,
    `lookup_keys (tbl ${text(128)}, lkey ${text(255)}, rev ${big} NOT NULL, published_rev ${big} NOT NULL, PRIMARY KEY (tbl, lkey))`,
    `positions (name ${text(128)} PRIMARY KEY, position ${big} NOT NULL)`,
    `leases (name ${text(128)} PRIMARY KEY, owner ${text(128)} NOT NULL, until ${big} NOT NULL)`,
    `partners (id ${text(64)} PRIMARY KEY, name ${text(255)} NOT NULL, uscc ${text(18)}, created_at ${big} NOT NULL)`,
    `partner_keys (id ${text(64)} PRIMARY KEY, partner_id ${text(64)} NOT NULL, role ${text(16)} NOT NULL, person ${text(128)}, prefix ${text(32)} NOT NULL,
      hash ${text(64)} NOT NULL UNIQUE, created_at ${big} NOT NULL, expires_at ${big}, revoked_at ${big})`,
    `grants (partner_id ${text(64)}, dataset ${text(64)}, max_level ${text(2)} NOT NULL, granted_at ${big} NOT NULL, PRIMARY KEY (partner_id, dataset))`,
  ];
}

const INDEXES: readonly (readonly [string, string, string])[] = [
  ['i_changes_pk', 'changes', 'pk'],
  ['i_quarantine_id', 'quarantine', 'id'],
  ['i_quarantine_skey', 'quarantine', 'skey_hash'],
  ['i_quarantine_state', 'quarantine', 'state, source, record'],
  ['i_quarantine_lookups_key', 'quarantine_lookups', 'tbl, lkey'],
  ['i_deliveries_sink', 'deliveries', 'sink, feed, seq'],
  ['i_lookup_rows_owner', 'lookup_rows', 'owner, tbl'],
  ['i_partner_keys_partner', 'partner_keys', 'partner_id'],
];
const UNIQUE = new Set(['i_quarantine_id']);

export class HubTables1763700000000 implements MigrationInterface {
  readonly name = 'HubTables1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = runner.connection.options.type === 'mariadb' ? MARIADB : SQLITE;
    for (const table of tables(dialect)) await runner.query(`CREATE TABLE IF NOT EXISTS ${table}${dialect.tableOptions}`);
    for (const [name, table, columns] of INDEXES) {
      await runner.query(`CREATE ${UNIQUE.has(name) ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS ${name} ON ${table} (${columns})`);
    }
    await runner.query("INSERT INTO counters (name, seq) VALUES ('#changes', 0)");
  }

  /** Nothing is physically deleted: there is no way back but a backup. */
  async down(): Promise<void> {
    throw new Error('The hub tables cannot be dropped by a migration: restore a backup instead');
  }
}
