// What every part of the check works with: the two schemas, the env of ops, and the growing list of problems.
import type { PrepareEnv } from '../ops/op';
import type { Problem } from '../problem';
import { parsePath, type SourceRef } from '../source-path';
import type { MappingTable } from '../table';
import { declaredNames, elementOf, property, typesOf, type Place } from './schema-walk';

export type KeyPath = readonly (string | number)[];

/** Where rows stand: what a plain path starts at. */
export interface SourceScope {
  readonly element: Place;
  /** True inside a list or a table's `each`: there `it`, $item and $index1 mean something. */
  readonly inList: boolean;
}

export interface Checker {
  readonly table: MappingTable;
  readonly env: PrepareEnv;
  readonly record: Place;
  readonly problems: Problem[];
  add(at: KeyPath, zh: string, en: string): void;
}

export function createChecker(table: MappingTable, env: PrepareEnv, record: Place): Checker {
  const problems: Problem[] = [];
  return {
    table,
    env,
    record,
    problems,
    add: (at, zh, en) => void problems.push({ line: table.lineOf([...at]), key: at.join('.'), text: { zh, en } }),
  };
}

/** A path that reads, with the schema of what it finds (undefined: a constant or meta); undefined after a problem was added. */
export function checkSource(checker: Checker, text: string, scope: SourceScope, at: KeyPath): { ref: SourceRef; place: Place | undefined } | undefined {
  const ref = parsePath(text);
  if (typeof ref === 'string') {
    checker.add(at, `来源路径有误：${ref}`, ref);
    return undefined;
  }
  if ((ref.root === 'item' || ref.root === 'index') && !scope.inList) {
    checker.add(at, `${text} 只能用在列表里`, `${text} is only known inside a list`);
    return undefined;
  }
  if (ref.root === 'const' || ref.root === 'meta' || ref.root === 'index') return { ref, place: undefined };
  const place = walkNames(checker, ref.root === 'root' ? checker.record : scope.element, ref.segments, at);
  return place && { ref, place };
}

/** Follows declared names; adds a problem and gives undefined at the first that is not declared. */
export function walkNames(checker: Checker, start: Place, names: readonly string[], at: KeyPath): Place | undefined {
  let place = start;
  for (const name of names) {
    const next = property(place, name);
    if (!next) {
      const list = typesOf(place).includes('array') ? ' (it is a list: use list, or each)' : '';
      checker.add(at, `来源结构没有声明字段 ${name}${nearest(place, name)}`, `the source schema declares no field ${name}${list}${nearest(place, name)}`);
      return undefined;
    }
    place = next;
  }
  return place;
}

/** What a list path runs over: the elements of an array, or the one object. */
export function elementScope(place: Place | undefined): SourceScope | undefined {
  if (!place) return undefined;
  return { element: elementOf(place) ?? place, inList: true };
}

function nearest(place: Place, name: string): string {
  const lower = name.toLowerCase();
  const found = declaredNames(place).find((candidate) => candidate.toLowerCase() === lower);
  return found === undefined ? '' : ` (${found}?)`;
}
