// The third floor: how it moves.
export * from './bus/bus';
export * from './sinks/sink';
export * from './sources/source';
export * from './exchange/quarantine';
