// Simple conditions as plain JavaScript: equality of a field with a text, `in` a list of texts, and, or, not.
import type { ASTNode } from '@marcbachmann/cel-js';
import { chainOf, type FieldPath } from './fields';
import { quote } from './quote';

/** A JavaScript expression over `scope` and `get`, equal to the CEL expression for every record; undefined when CEL must run. */
export function translate(node: ASTNode): string | undefined {
  if (node.op === '==' || node.op === '!=') return comparison(node.op, node.args);
  if (node.op === '&&' || node.op === '||') return both(node.op, node.args);
  if (node.op === '!_') return negation(node.args);
  return node.op === 'in' ? membership(node.args) : undefined;
}

function comparison(op: '==' | '!=', [left, right]: readonly [ASTNode, ASTNode]): string | undefined {
  const [field, text] = right.op === 'value' ? [left, right] : [right, left];
  const read = fieldScript(field);
  return read !== undefined && text.op === 'value' && typeof text.args === 'string' ? `(${read} ${op}= ${quote(text.args)})` : undefined;
}

function both(op: string, [left, right]: readonly [ASTNode, ASTNode]): string | undefined {
  const [a, b] = [translate(left), translate(right)];
  return a === undefined || b === undefined ? undefined : `(${a} ${op} ${b})`;
}

function negation(inner: ASTNode): string | undefined {
  const script = translate(inner);
  return script === undefined ? undefined : `(!${script})`;
}

function membership([field, list]: readonly [ASTNode, ASTNode]): string | undefined {
  const read = fieldScript(field);
  if (read === undefined || list.op !== 'list') return undefined;
  const texts = list.args.map((node) => (node.op === 'value' && typeof node.args === 'string' ? quote(node.args) : undefined));
  return texts.includes(undefined) ? undefined : `[${texts.join(', ')}].includes(${read})`;
}

const ROOTS: Readonly<Record<FieldPath['variable'], string>> = {
  r: 'scope.record',
  c: 'scope.context.constants',
  m: 'scope.context.meta',
  it: 'scope.element',
};

function fieldScript(node: ASTNode): string | undefined {
  const chain = chainOf(node);
  if (!chain) return undefined;
  const read = chain.names.reduce((object, name) => `get(${object}, ${quote(name)})`, ROOTS[chain.variable]);
  return `(${read} ?? "")`;
}
