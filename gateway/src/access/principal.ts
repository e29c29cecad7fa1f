// Who asks: a key of a partner organisation, its role, and the datasets its organisation was granted.
import type { Credential, Grant, Role } from '../store/hub-types';

export interface Principal {
  readonly keyId: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly role: Role;
  /** A staff key names a person; null for a system. */
  readonly person: string | null;
  readonly grants: readonly Pick<Grant, 'dataset' | 'maxLevel'>[];
}

export function principalOf({ key, partner, grants }: Credential): Principal {
  return { keyId: key.id, partnerId: partner.id, partnerName: partner.name, role: key.role, person: key.person, grants };
}

/** Hub mutations and quarantine need one of these roles. */
export function isStaff({ role }: Pick<Principal, 'role'>): boolean {
  return role === 'staff' || role === 'operator';
}

/** How the principal signs what it did: the person, or the organisation's key. */
export function signatory({ person, partnerId, keyId }: Principal): string {
  return person ?? `${partnerId}/${keyId}`;
}
