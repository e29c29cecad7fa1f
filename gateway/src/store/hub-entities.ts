// The hub's small tables as TypeORM entities: what is written seldom goes by the ORM.
import { EntitySchema, type ColumnType } from 'typeorm';
import type { Grant, KeyRow, Partner } from './hub-types';

/** The database hands back 64-bit integers as text. */
const epoch = {
  type: 'bigint' as ColumnType,
  transformer: { to: (value: number | null | undefined) => value ?? null, from: (value: string | number | null) => (value === null ? null : Number(value)) },
};

export const PARTNER_ENTITY = new EntitySchema<Partner>({
  name: 'Partner',
  tableName: 'partners',
  columns: {
    id: { type: String, primary: true },
    name: { type: String },
    uscc: { type: String, nullable: true },
    createdAt: { ...epoch, name: 'created_at' },
  },
});

export interface StoredKey extends KeyRow {
  /** SHA-256 of the secret, hex. */
  readonly hash: string;
}

export const KEY_ENTITY = new EntitySchema<StoredKey>({
  name: 'PartnerKey',
  tableName: 'partner_keys',
  columns: {
    id: { type: String, primary: true },
    partnerId: { type: String, name: 'partner_id' },
    role: { type: String },
    person: { type: String, nullable: true },
    prefix: { type: String },
    hash: { type: String },
    createdAt: { ...epoch, name: 'created_at' },
    expiresAt: { ...epoch, name: 'expires_at', nullable: true },
    revokedAt: { ...epoch, name: 'revoked_at', nullable: true },
  },
});

export const GRANT_ENTITY = new EntitySchema<Grant>({
  name: 'Grant',
  tableName: 'grants',
  columns: {
    partnerId: { type: String, primary: true, name: 'partner_id' },
    dataset: { type: String, primary: true },
    maxLevel: { type: String, name: 'max_level' },
    grantedAt: { ...epoch, name: 'granted_at' },
  },
});
