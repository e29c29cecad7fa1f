// The third floor: how it moves.
export * from './bus/bus';
export { createEmbeddedBus, type EmbeddedBusOptions } from './bus/embedded-bus';
export { createKafkaBus, type KafkaBusOptions } from './bus/kafka-bus';
export * from './sinks/sink';
export * from './sources/source';
export * from './exchange/quarantine';
export * from './exchange/checkpoints';
export * from './exchange/connection';
export * from './exchange/deliver';
export * from './exchange/ingest';
export * from './exchange/refine';
export * from './exchange/refine-record';
export * from './exchange/routes';
export * from './exchange/schedule';
