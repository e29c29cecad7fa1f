// What other packages may start: a hub by its configuration.
export { realClock } from './clock';
export { loadConfig, type ConfigSources } from './config';
export type { Config } from './config-schema';
export { startHub, type Hub, type HubDeps } from './hub';
