// The tables of the embedded log. A message's id packs its lane (one per topic partition) and offset, so that one b-tree serves
// appending, reading in order and trimming.

export const OFFSETS_PER_LANE = 2 ** 38;
export const MAX_LANES = 2 ** 15;

export const LOG_SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS topics (topic TEXT PRIMARY KEY, partitions INTEGER NOT NULL, cleanup TEXT NOT NULL, retention_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lanes (lane INTEGER PRIMARY KEY, topic TEXT NOT NULL, part INTEGER NOT NULL, next_offset INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS log (id INTEGER PRIMARY KEY, key TEXT, value BLOB, headers TEXT, ts INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS latest (lane INTEGER NOT NULL, key TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (lane, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS group_offsets (grp TEXT NOT NULL, lane INTEGER NOT NULL, next_offset INTEGER NOT NULL, PRIMARY KEY (grp, lane)) WITHOUT ROWID;
`;

/** The rows of one partition are the ids from its first, inclusive, to the first of the next lane, exclusive. */
export const idOf = (lane: number, offset: number): number => lane * OFFSETS_PER_LANE + offset;
