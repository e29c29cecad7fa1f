// Identifiers as plain functions: `is…` is strict and fast, `check…` normalises and explains, `…Parts` and `parse…` take apart.
export * from './cert-no';
export * from './designation';
export * from './division-code';
export type { IdentifierCheck, IdentifierFault, IdentifierWarning } from './identifier';
export * from './organisation-code';
export * from './permit-no';
export * from './plate';
export * from './project-code';
export * from './resident-id';
export * from './strength-grade';
export * from './uscc';
