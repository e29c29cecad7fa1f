// Changes of an object's properties: added, removed, required, closed, opened, by pattern, by dependency.
import { comparedPattern } from '../dialect';
import { sameJson } from '../facts';
import { mapOf, namesOf, opens, own, type SchemaObject } from '../node';
import type { Descend, Note } from './describe';

const escape = (name: string) => name.replace(/~/g, '~0').replace(/\//g, '~1');

export function propertyChanges(from: SchemaObject, to: SchemaObject, note: Note, descend: Descend): void {
  const [before, after] = [mapOf(from, 'properties'), mapOf(to, 'properties')];
  for (const name of Object.keys(before)) {
    const below = `/properties/${escape(name)}`;
    if (Object.hasOwn(after, name)) descend(before[name], after[name], below);
    else note(`PROPERTY_REMOVED_${contentOf(to, name)}`, below, { name });
  }
  for (const name of Object.keys(after)) {
    if (!Object.hasOwn(before, name)) note(`PROPERTY_ADDED_${contentOf(from, name)}`, `/properties/${escape(name)}`, { name, ...(opens(after[name]) && contentOf(from, name) === 'OPEN' ? { effect: 'none' } : {}) });
  }
  requiredChanges(from, to, note);
  undeclaredChanges(from, to, note, descend);
  patternChanges(from, to, note, descend);
  dependencyChanges(from, to, note);
}

/** What a schema says of a name that it does not declare. */
function contentOf(schema: SchemaObject, name: string): 'OPEN' | 'CLOSED' | 'COVERED' {
  const patterned = Object.keys(mapOf(schema, 'patternProperties')).some((pattern) => comparedPattern(pattern).test(name));
  const rest = own(schema, 'additionalProperties') ?? own(schema, 'unevaluatedProperties');
  if (patterned) return 'COVERED';
  return rest === false ? 'CLOSED' : opens(rest) ? 'OPEN' : 'COVERED';
}

function requiredChanges(from: SchemaObject, to: SchemaObject, note: Note): void {
  const [before, after] = [namesOf(from, 'required'), namesOf(to, 'required')];
  for (const name of after) if (!before.includes(name)) note('REQUIRED_ADDED', '/required', { name });
  for (const name of before) if (!after.includes(name)) note('REQUIRED_REMOVED', '/required', { name });
}

function undeclaredChanges(from: SchemaObject, to: SchemaObject, note: Note, descend: Descend): void {
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
    const [before, after] = [own(from, keyword), own(to, keyword)];
    if (sameJson(before, after) || (opens(before) && opens(after))) continue;
    if (after === false || opens(before)) note('ADDITIONAL_PROPERTIES_CLOSED', `/${keyword}`);
    else if (before === false || opens(after)) note('ADDITIONAL_PROPERTIES_OPENED', `/${keyword}`);
    else descend(before, after, `/${keyword}`);
  }
}

function patternChanges(from: SchemaObject, to: SchemaObject, note: Note, descend: Descend): void {
  const [before, after] = [mapOf(from, 'patternProperties'), mapOf(to, 'patternProperties')];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const below = `/patternProperties/${escape(name)}`;
    if (!Object.hasOwn(before, name)) note('PATTERN_PROPERTY_ADDED', below, { name });
    else if (!Object.hasOwn(after, name)) note('PATTERN_PROPERTY_REMOVED', below, { name });
    else descend(before[name], after[name], below);
  }
}

function dependencyChanges(from: SchemaObject, to: SchemaObject, note: Note): void {
  for (const keyword of ['dependencies', 'dependentRequired', 'dependentSchemas']) {
    const [before, after] = [mapOf(from, keyword), mapOf(to, keyword)];
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (sameJson(own(before, name), own(after, name))) continue;
      const kind = !Object.hasOwn(before, name) ? 'DEPENDENCY_ADDED' : Object.hasOwn(after, name) ? 'DEPENDENCY_CHANGED' : 'DEPENDENCY_REMOVED';
      note(kind, `/${keyword}/${escape(name)}`, { name, from: own(before, name), to: own(after, name) });
    }
  }
}
