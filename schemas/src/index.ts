// The first floor: what may be said.
export * from './catalogue-types';
export * from './envelope';
export * from './errors';
export * from './options';
export * from './reason';
export * from './topics';
export * from './generated/datasets';
export * from './identifiers';
export { catalogueInvalid, createCatalogue } from './catalogue';
export * from './catalogue/index';
export * from './cloudevents';
export * from './error-table';
export * from './json';
export * from './validator';
export { schemaProblems, type SchemaProblem } from './schema-problems';
export * from './compatibility';
