// Conditions of a table: they compile, and read only fields that are real.
import type { Bilingual } from '@lianshu/schemas';
import { compileCondition, type Condition } from '../expression/condition';
import type { FieldPath } from '../expression/fields';
import { property, typesOf, type Place } from './schema-walk';
import { walkNames, type Checker, type KeyPath, type SourceScope } from './checker';

const META = new Set(['key', 'fetchedAt', 'source']);

/** The compiled condition; undefined when there is none, or after problems were added. */
export function checkCondition(checker: Checker, source: string | undefined, scope: SourceScope, at: KeyPath): Condition | undefined {
  if (source === undefined) return undefined;
  const condition = compileCondition(source, (field) => isInteger(checker, scope, field));
  if (isProblem(condition)) {
    checker.add(at, condition.zh, condition.en);
    return undefined;
  }
  for (const field of condition.fields) checkField(checker, field, scope, at);
  return condition;
}

function isProblem(condition: Condition | Bilingual): condition is Bilingual {
  return 'zh' in condition;
}

function checkField(checker: Checker, field: FieldPath, scope: SourceScope, at: KeyPath): void {
  if (field.variable === 'r') walkNames(checker, checker.record, field.names, at);
  else if (field.variable === 'it') checkElementField(checker, field, scope, at);
  else if (field.names.length !== 1) checker.add(at, `${field.variable} 只有一层名称`, `${field.variable} has one name: ${field.variable}.name`);
  else if (field.variable === 'm' && !META.has(field.names[0] ?? '')) checker.add(at, 'm 只有 key、fetchedAt、source', 'm has key, fetchedAt and source only');
}

function checkElementField(checker: Checker, field: FieldPath, scope: SourceScope, at: KeyPath): void {
  if (scope.inList) walkNames(checker, scope.element, field.names, at);
  else checker.add(at, 'it 只能用在列表里', 'it is only known inside a list');
}

function isInteger(checker: Checker, scope: SourceScope, field: FieldPath): boolean {
  if (field.variable === 'm') return field.names[0] === 'fetchedAt';
  if (field.variable === 'c') return false;
  let place: Place | undefined = field.variable === 'r' ? checker.record : scope.element;
  for (const name of field.names) place = place && property(place, name);
  const types = place ? typesOf(place) : [];
  return types.includes('integer') && !types.includes('number');
}
