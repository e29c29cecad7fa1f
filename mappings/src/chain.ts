// A chain of ops: how it is written, and one step of it all.
import { Fault } from './fault';
import { findOp } from './ops';
import type { OpCall, PrepareEnv, Step } from './ops/op';
import type { Catalogue } from '@lianshu/schemas';

/** `text` or `{ round: 2 }`; undefined when it is neither. */
export function parseCall(written: unknown): OpCall | undefined {
  if (typeof written === 'string') return { name: written, args: {} };
  if (typeof written !== 'object' || written === null) return undefined;
  const [entry, ...more] = Object.entries(written);
  return entry && more.length === 0 ? { name: entry[0], args: entry[1] ?? {} } : undefined;
}

export function createPrepareEnv(catalogue: Catalogue, lookups: ReadonlySet<string> | undefined): PrepareEnv {
  const env: PrepareEnv = {
    catalogue,
    lookups,
    chain: (calls) => runAll(prepareSteps(calls.map(parseCall), env)),
  };
  return env;
}

/** Steps of calls that the check has accepted. Throws on an unknown op: that is a programming fault here. */
export function prepareSteps(calls: readonly (OpCall | undefined)[], env: PrepareEnv): Step[] {
  return calls.map((call) => {
    const op = call && findOp(call.name);
    if (!call || !op) throw new TypeError(`Unchecked op ${call?.name ?? ''}`);
    return op.prepare(call.args, env);
  });
}

/** Steps one after the other; absent and faults end the chain. */
export function runAll(steps: readonly Step[]): Step {
  return (start, scope) => {
    let value: unknown = start;
    for (const step of steps) {
      if (value === undefined || value instanceof Fault) return value;
      value = step(value, scope);
    }
    return value;
  };
}
