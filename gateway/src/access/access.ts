// The one door: a secret becomes a principal with its view, or a refusal. Decisions are kept for half a second, per secret.
import { createHash } from 'node:crypto';
import type { Catalogue } from '@lianshu/schemas';
import { gatewayError } from '../errors';
import type { PartnerStore } from '../store/hub-types';
import { keyFromHeaders, type HeaderBag } from './api-key';
import { principalOf, type Principal } from './principal';
import { compileView, type AccessView } from './view';

export interface Admission {
  readonly principal: Principal;
  readonly view: AccessView;
  /** Asks again, at most half a second old: the right as it stands now. Throws ACCESS_KEY_UNKNOWN once it is gone. */
  renew(): Promise<Admission>;
}

export interface Access {
  /** Throws ACCESS_KEY_MISSING, ACCESS_KEY_UNKNOWN; a store fault passes through: an outage never lets anybody in. */
  admit(secret: string | undefined): Promise<Admission>;
  admitHeaders(headers: HeaderBag): Promise<Admission>;
}

export interface AccessParts {
  readonly partners: Pick<PartnerStore, 'authenticate'>;
  readonly catalogue: Catalogue;
  /** Monotonic milliseconds of real time: a simulated clock may stand still, and a decision would never age. */
  readonly elapsed: () => number;
}

const FRESH_MS = 500;
const KEPT = 2000;

export function createAccess({ partners, catalogue, elapsed }: AccessParts): Access {
  const decisions = new Map<string, { readonly at: number; readonly admission: Promise<Admission> }>();
  const views = new Map<string, AccessView>();
  return { admit, admitHeaders: (headers) => admit(keyFromHeaders(headers)) };

  function admit(secret: string | undefined): Promise<Admission> {
    if (secret === undefined) return Promise.reject(gatewayError('ACCESS_KEY_MISSING'));
    const name = createHash('sha256').update(secret).digest('base64');
    const known = decisions.get(name);
    const age = known ? elapsed() - known.at : Infinity;
    if (known && age < FRESH_MS) return known.admission;
    return decide(name, secret);
  }

  function decide(name: string, secret: string): Promise<Admission> {
    const admission = authenticate(secret);
    decisions.delete(name);
    decisions.set(name, { at: elapsed(), admission });
    dropOldest(decisions, KEPT);
    // A refusal or fault is not remembered: a key works the moment it is made.
    admission.catch(() => { if (decisions.get(name)?.admission === admission) decisions.delete(name); });
    return admission;
  }

  async function authenticate(secret: string): Promise<Admission> {
    const credential = await partners.authenticate(secret);
    if (!credential) throw gatewayError('ACCESS_KEY_UNKNOWN');
    const principal = principalOf(credential);
    return { principal, view: viewOf(principal), renew: () => admit(secret) };
  }

  /** Compiling a view walks every granted schema: equal grants share one. */
  function viewOf(principal: Principal): AccessView {
    const name = JSON.stringify([principal.role, principal.grants.map(({ dataset, maxLevel }) => [dataset, maxLevel]).sort()]);
    const view = views.get(name) ?? compileView(catalogue, principal);
    views.delete(name);
    views.set(name, view);
    dropOldest(views, KEPT);
    return view;
  }
}

function dropOldest(map: Map<string, unknown>, keep: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= keep) return;
    map.delete(oldest);
  }
}
