// Who asks: a key of a partner organisation, its role, and the datasets it was granted.
import type { Level } from '@lianshu/schemas';

export type Role = 'partner' | 'staff' | 'operator';

export interface Grant {
  readonly dataset: string;
  /** Highest level shown. */
  readonly ceiling: Level;
}

export interface Principal {
  readonly keyId: string;
  /** Organisation that the key belongs to. */
  readonly partner: string;
  readonly partnerName: string;
  readonly role: Role;
  /** A staff key names a person; null for machine keys. */
  readonly person: string | null;
  readonly grants: readonly Grant[];
}

/** Hub mutations and quarantine bytes need one of these. */
export function isStaff(principal: Pick<Principal, 'role'>): boolean {
  return principal.role === 'staff' || principal.role === 'operator';
}
