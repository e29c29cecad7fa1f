// Which fields a condition reads: found in its syntax tree, so that they can be checked against the source schema.
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Bilingual } from '@lianshu/schemas';
import { isForbidden } from '../source-path';

export interface FieldPath {
  readonly variable: 'r' | 'c' | 'it' | 'm';
  readonly names: readonly string[];
}

const VARIABLES: ReadonlySet<string> = new Set(['r', 'c', 'it', 'm']);

class Unreadable extends Error {
  constructor(readonly problem: Bilingual) {
    super(problem.en);
  }
}

/** Every maximal member chain on r, c, it and m, shortest first; or what is wrong. */
export function fieldsOf(ast: ASTNode): FieldPath[] | Bilingual {
  const found = new Map<string, FieldPath>();
  try {
    walk(ast, found);
  } catch (error) {
    if (error instanceof Unreadable) return error.problem;
    throw error;
  }
  return [...found.values()].sort((a, b) => a.names.length - b.names.length);
}

/** The chain that a node is, e.g. `r.a['b']` → r, [a, b]; undefined when it is none. */
export function chainOf(node: ASTNode): FieldPath | undefined {
  if (node.op === 'id') return VARIABLES.has(node.args) ? { variable: node.args as FieldPath['variable'], names: [] } : undefined;
  if (node.op === '.') return extend(chainOf(node.args[0]), node.args[1]);
  if (node.op !== '[]') return undefined;
  const [object, index] = node.args;
  return index.op === 'value' && typeof index.args === 'string' ? extend(chainOf(object), index.args) : undefined;
}

function extend(chain: FieldPath | undefined, name: string): FieldPath | undefined {
  return chain && { variable: chain.variable, names: [...chain.names, name] };
}

function walk(node: ASTNode, found: Map<string, FieldPath>): void {
  const chain = chainOf(node);
  if (chain) {
    check(chain);
    found.set(JSON.stringify(chain), chain);
    return;
  }
  if (node.op === 'call' && node.args[0] === 'has') {
    throw new Unreadable({ zh: 'has() 恒为真：字段缺失时读作空文本，请写 r.字段 != ""', en: "has() is always true here: an absent field reads as '', so write r.field != ''" });
  }
  for (const child of childrenOf(node.args)) walk(child, found);
}

function check(chain: FieldPath): void {
  if (chain.names.length === 0 && chain.variable !== 'it') {
    throw new Unreadable({ zh: `条件只能读 ${chain.variable} 的具名字段`, en: `a condition reads named fields of ${chain.variable} only, such as ${chain.variable}.name` });
  }
  const bad = chain.names.find(isForbidden);
  if (bad !== undefined) throw new Unreadable({ zh: `条件中不得使用名称 ${bad}`, en: `the name ${bad} may not be used in a condition` });
}

/** Nodes among the operands, however they are nested. */
function childrenOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(childrenOf);
  return typeof args === 'object' && args !== null && 'op' in args && 'args' in args ? [args as ASTNode] : [];
}
