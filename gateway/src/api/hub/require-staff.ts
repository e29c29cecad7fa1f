// The second lock behind the schema: staff fields are absent from a partner's schema, and refuse a partner all the same.
import { isStaff, type Principal } from '../../access/principal';
import { gatewayError } from '../../errors';

/** Throws ACCESS_ROLE. */
export function requireStaff(principal: Principal): void {
  if (!isStaff(principal)) throw gatewayError('ACCESS_ROLE', { expected: 'staff or operator', got: principal.role });
}
