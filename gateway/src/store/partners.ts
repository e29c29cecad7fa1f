// Partner organisations, their keys and grants. A secret is shown once; the store keeps its SHA-256.
import { createHash } from 'node:crypto';
import { gatewayError } from '../errors';
import type { Database } from './database';
import { GRANT_ENTITY, KEY_ENTITY, PARTNER_ENTITY, type StoredKey } from './hub-entities';
import type { Credential, Grant, KeyRow, Partner, PartnerStore, Role } from './hub-types';
import type { SqlRow } from './database';

export interface PartnerDeps {
  readonly db: Database;
  readonly now: () => number;
  /** 32 unpredictable bytes. */
  readonly randomBytes: (size: number) => Buffer;
  readonly datasets: ReadonlySet<string>;
}

const PREFIX = 'lsk_';
const SHOWN = 12;

export function createPartnerStore({ db, now, randomBytes, datasets }: PartnerDeps): PartnerStore {
  const known = async (id: string) => {
    if (!(await db.orm((orm) => orm.existsBy(PARTNER_ENTITY, { id })))) throw gatewayError('PARTNER_UNKNOWN', { id });
  };
  return {
    add: async ({ id, name, uscc }) => {
      const partner: Partner = { id, name, uscc: uscc ?? null, createdAt: now() };
      return db.orm(async (orm) => {
        if (await orm.existsBy(PARTNER_ENTITY, { id })) throw gatewayError('PARTNER_EXISTS', { id });
        await orm.insert(PARTNER_ENTITY, partner);
        return partner;
      });
    },
    list: () => db.orm((orm) => orm.find(PARTNER_ENTITY, { order: { id: 'ASC' } })),
    issueKey: async ({ partnerId, role, person, expiresAt }) => {
      await known(partnerId);
      const secret = PREFIX + randomBytes(32).toString('base64url');
      const stored: StoredKey = {
        id: randomBytes(8).toString('hex'), partnerId, role, person: person ?? null, prefix: secret.slice(0, SHOWN), hash: sha256(secret),
        createdAt: now(), expiresAt: expiresAt ?? null, revokedAt: null,
      };
      await db.orm((orm) => orm.insert(KEY_ENTITY, stored));
      return { key: withoutHash(stored), secret };
    },
    keys: (partnerId) => db.orm(async (orm) => (await orm.find(KEY_ENTITY, { where: { partnerId }, order: { createdAt: 'ASC' } })).map(withoutHash)),
    revokeKey: async (id) => {
      const { affected } = await db.orm((orm) => orm.update(KEY_ENTITY, { id }, { revokedAt: now() }));
      if (affected === 0) throw gatewayError('KEY_UNKNOWN', { id });
    },
    grant: async ({ partnerId, dataset, maxLevel }) => {
      await known(partnerId);
      if (!datasets.has(dataset)) throw gatewayError('DATASET_UNKNOWN', { dataset });
      const grant: Grant = { partnerId, dataset, maxLevel: maxLevel ?? 'L2', grantedAt: now() };
      await db.orm((orm) => orm.upsert(GRANT_ENTITY, grant, ['partnerId', 'dataset']));
      return grant;
    },
    revokeGrant: async (partnerId, dataset) => {
      await db.orm((orm) => orm.delete(GRANT_ENTITY, { partnerId, dataset }));
    },
    authenticate: (secret) => authenticate(db, secret, now()),
  };
}

/** By the read connection: it stands in every request's way. */
async function authenticate(db: Database, secret: string, at: number): Promise<Credential | null> {
  return db.read(async (sql) => {
    const [row] = await sql.all(
      `SELECT k.id, k.partner_id, k.role, k.person, k.prefix, k.created_at, k.expires_at, p.name, p.uscc, p.created_at AS partner_since
       FROM partner_keys k JOIN partners p ON p.id = k.partner_id
       WHERE k.hash = ? AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ?)`, [sha256(secret), at]);
    if (!row) return null;
    const grants = await sql.all('SELECT partner_id, dataset, max_level, granted_at FROM grants WHERE partner_id = ? ORDER BY dataset', [row['partner_id'] ?? '']);
    return { key: keyOf(row), partner: partnerOf(row), grants: grants.map(grantOf) };
  });
}

function keyOf(row: SqlRow): KeyRow {
  return {
    id: String(row['id']), partnerId: String(row['partner_id']), role: String(row['role']) as Role, person: row['person'] === null ? null : String(row['person']),
    prefix: String(row['prefix']), createdAt: Number(row['created_at']), expiresAt: row['expires_at'] === null ? null : Number(row['expires_at']), revokedAt: null,
  };
}

function partnerOf(row: SqlRow): Partner {
  return { id: String(row['partner_id']), name: String(row['name']), uscc: row['uscc'] === null ? null : String(row['uscc']), createdAt: Number(row['partner_since']) };
}

function grantOf(row: SqlRow): Grant {
  return { partnerId: String(row['partner_id']), dataset: String(row['dataset']), maxLevel: String(row['max_level']) as Grant['maxLevel'], grantedAt: Number(row['granted_at']) };
}

function withoutHash({ hash: _hash, ...key }: StoredKey): KeyRow {
  return key;
}

function sha256(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
