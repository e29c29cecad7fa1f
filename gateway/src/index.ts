// The fourth floor: how it is asked for.
export * from './store/read-types';
export { planDataset, planCatalogue, type ArrayIndex, type Column, type ColumnKind, type DatasetPlan } from './store/dataset-plan';
export * from './store/hub-types';
export type { PersistBatch, PersistOutcome, Store } from './store/store';
export { createStore, type StoreOptions } from './store/create-store';
export { FEEDS_FOLDER, loadFeeds, type FeedDefinition } from './feeds/feed-definitions';
export { GATEWAY_ERRORS } from './errors';
export { startFeedRelay, type FeedRelayDeps } from './feeds/feed-relay';
export { startLookupRelay, type LookupRelayDeps } from './feeds/lookup-relay';
export type { Running } from './feeds/leased-loop';
export { createApi, type Api, type ApiParts } from './api/create-api';
export type { HubServices, ReplayOutcome, ReplayPreview } from './api/services';
export { QUERY_LIMITS, type QueryLimits } from './api/limits/limits';
export { createAccess, type Access, type Admission } from './access/access';
export { compileView, type AccessView, type DatasetView } from './access/view';
export type { Principal } from './access/principal';
