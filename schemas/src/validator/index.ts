// The validator's public parts.
export { isDate, isDateTime } from './date-time';
export { FORMAT_NAMES, HUB_FORMATS, type HubFormat } from './formats';
export { hasScale } from './keywords/scale';
export { compileForeignPattern, type CompiledPattern } from './patterns';
export { codeOfFormat, codeOfKeyword, RULE_REASONS, type RuleReasonCode } from './reason-codes';
export { MAX_REASONS } from './reasons';
export { createValidator, type Validator, type ValidatorOptions } from './validator';
