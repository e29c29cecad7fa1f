// Code of one level: a function that fills one object, row by row.
import { quote } from '../expression/quote';
import type { ListRow, PlanLevel, PlanRow, ValueRow } from '../plan';
import type { SourceRef } from '../source-path';
import type { Code } from './code';

/** Adds the function `(scope, prefix, reasons) => object` and gives its name. `plain`: the element is the record itself. */
export function levelFunction(code: Code, level: PlanLevel, plain: boolean): string {
  const name = code.name('level');
  const rows = level.rows.map((row) => rowCode(code, row, plain));
  const required = level.required.length === 0 ? [] : missingCode(code, level);
  const lines = [`function ${name}(scope, prefix, reasons) {`, '  const it = scope.element, out = {};', '  let failed;', ...rows, ...required, '  return out;', '}'];
  code.functions.push(lines.join('\n'));
  return name;
}

/** The usual record lacks nothing: one test of its required fields before the exact one. */
function missingCode(code: Code, level: PlanLevel): string[] {
  const tests = level.required.map((field) => `${at('out', field.path)} === undefined`);
  return [`  if (${tests.join(' || ')}) noteMissing(reasons, failed, ${code.constant(level.required)}, out, prefix);`];
}

function at(object: string, path: readonly string[]): string {
  return path.reduce((text, name, index) => `${text}${index === 0 ? '' : '?.'}[${quote(name)}]`, object);
}

function rowCode(code: Code, row: PlanRow, plain: boolean): string {
  const label = code.name('row');
  const lines = [`  ${label}: {`];
  if (row.later) lines.push(`    if (${at('out', row.to)} !== undefined) break ${label};`);
  const fault = code.constant({ to: row.to, target: row.target, ref: row.kind === 'value' ? row.from[0] : row.source.kind === 'of' ? undefined : row.source.ref });
  const note = (value: string, got: string) => `{ failed = noteFault(reasons, failed, ${value}, ${fault}, prefix, ${got}); break ${label}; }`;
  if (row.when?.script !== undefined) lines.push(`    if (!${row.when.script}) break ${label};`);
  else if (row.when) lines.push(`    const when = ${code.condition(row.when)};`, `    if (when === false) break ${label};`, `    if (when !== true) ${note('when', 'undefined')}`);
  lines.push(...(row.kind === 'value' ? valueCode(code, row, plain, label, note) : listCode(code, row, label, note)));
  lines.push(`    ${writeCode(row.to)}`, '  }');
  return lines.join('\n');
}

type Note = (value: string, got: string) => string;

function valueCode(code: Code, row: ValueRow, plain: boolean, label: string, note: Note): string[] {
  const lines = [`    const got = ${startCode(code, row, plain)};`, '    let v = got === null ? undefined : got;'];
  for (const step of row.steps) {
    lines.push(`    if (v !== undefined) { v = ${code.constant(step)}(v, scope); if (v instanceof Fault) ${note('v', 'got')} }`);
  }
  lines.push(`    if (typeof v === "object") { v = finish(v); if (v instanceof Fault) ${note('v', 'got')} }`);
  const absent = row.fallback === undefined ? `break ${label}` : `v = clone(${code.constant(row.fallback)})`;
  return [...lines, `    if (v === undefined) ${absent};`];
}

function startCode(code: Code, row: ValueRow, plain: boolean): string {
  const [first] = row.from;
  if (!first) return typeof row.literal === 'object' ? `clone(${code.constant(row.literal)})` : code.constant(row.literal);
  if (row.from.length === 1) return readCode(first, plain);
  const reads = row.from.map((ref) => `${readCode(ref, plain)} ?? undefined`).join(', ');
  return `((list) => list.every((value) => value === undefined) ? undefined : list)([${reads}])`;
}

/** Reading of a path. The record is always an object; anything below may be anything. */
function readCode(ref: SourceRef, plain: boolean): string {
  if (ref.root === 'index') return 'scope.index';
  const [first, ...rest] = ref.segments;
  if (first === undefined) return 'it';
  const direct = ref.root !== 'element' && ref.root !== 'item' ? true : plain;
  const root = { element: 'it', item: 'it', root: 'scope.record', const: 'scope.context.constants', meta: 'scope.context.meta', index: '' }[ref.root];
  const start = direct ? `${root}[${quote(first)}]` : `get(${root}, ${quote(first)})`;
  return rest.reduce((text, name) => `get(${text}, ${quote(name)})`, start);
}

function writeCode(path: readonly string[]): string {
  const inner = path.slice(0, -1).reduce((object, name) => `(${object}[${quote(name)}] ??= {})`, 'out');
  return `${inner}[${quote(path.at(-1) ?? '')}] = v;`;
}

function listCode(code: Code, row: ListRow, label: string, note: Note): string[] {
  const { source } = row;
  const fault = code.constant({ to: row.to, target: row.target, ref: undefined });
  if (source.kind === 'of') {
    const groups = source.groups.map((group, index) => {
      const level = levelFunction(code, group.level, false);
      const when = group.when ? code.condition(group.when) : 'true';
      return `    { const inner = { ...scope, index: ${index + 1} }; ${elementCode(when, level, fault, 'prefix')} }`;
    });
    return ['    const v = [];', ...groups, `    if (v.length === 0) break ${label};`];
  }
  const level = levelFunction(code, source.level, false);
  const when = source.keep ? code.condition(source.keep) : 'true';
  const lines = [`    const found = readSource(${code.constant(source.ref)}, scope);`, `    if (found === undefined) break ${label};`];
  lines.push(`    const pointer = pointerOf(${code.constant(source.ref)}, prefix);`, '    const v = [];');
  if (source.kind === 'from') {
    lines.push(`    const add = (element, index, place) => { const inner = { context: scope.context, record: scope.record, element, index }; ${elementCode(when, level, fault, 'place')} };`);
    return [...lines, '    if (Array.isArray(found)) for (let i = 0; i < found.length; i++) add(found[i], i + 1, pointer + "/" + i);', '    else add(found, 1, pointer);'];
  }
  lines.push('    const text = foldText(found);', `    if (text === null) ${note('new Fault("MAP_SHAPE", "a text to split")', 'found')}`);
  lines.push(`    const parts = text === undefined ? undefined : splitText(text, ${code.constant(source.by)}, 10000);`, `    if (parts === undefined) break ${label};`);
  const inner = `const inner = { context: scope.context, record: scope.record, element: parts[i], index: i + 1 };`;
  return [...lines, `    for (let i = 0; i < parts.length; i++) { ${inner} ${elementCode(when, level, fault, 'pointer')} }`];
}

/** Maps one element of `inner` into `v`; an element without any value is left out. */
function elementCode(when: string, level: string, fault: string, prefix: string): string {
  const take = `const made = ${level}(inner, ${prefix}, reasons); for (const _name in made) { v.push(made); break; }`;
  if (when === 'true') return take;
  const verdict = `const wanted = ((scope) => ${when})(inner);`;
  return `${verdict} if (wanted === true) { ${take} } else if (wanted !== false) noteFault(reasons, undefined, wanted, ${fault}, ${prefix}, undefined);`;
}
