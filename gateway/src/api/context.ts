// What every resolver of one request gets. Made anew for each request: nothing in it is shared between partners.
import type { Principal } from '../access/principal';
import type { AccessView } from '../access/view';
import type { Store } from '../store/store';
import type { Loaders } from './datasets/loaders';
import type { HubServices } from './services';

export interface ApiContext {
  readonly principal: Principal;
  readonly view: AccessView;
  readonly correlationId: string;
  readonly store: Store;
  readonly services: HubServices;
  /** Aborted when the request ran out of time or its client left. */
  readonly signal: AbortSignal;
  readonly loaders: Loaders;
  /** Epoch ms on the hub's clock. */
  now(): number;
}
