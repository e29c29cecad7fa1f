// Reads the command line of the native services: start|stop|status|env --dir DIR [--kafka] [--mariadb].
import { parseArgs } from 'node:util';
import { NativeError } from './errors';

export type Action = 'start' | 'stop' | 'status' | 'env';

export interface CliOptions {
  readonly action: Action;
  readonly dir: string;
  readonly kafka: boolean;
  readonly mariadb: boolean;
}

const USAGE = `usage: lianshu-native start|stop|status|env --dir DIR [--kafka] [--mariadb]
  start   starts what is named (both by default), waits until it serves, leaves it running, prints its environment lines
  stop    ends it by pid and waits
  status  prints what runs; exit status 1 when something named does not
  env     prints the environment lines of what runs`;

const ACTIONS: readonly string[] = ['start', 'stop', 'status', 'env'];

/** Neither --kafka nor --mariadb means both. */
export function readOptions(argv: readonly string[]): CliOptions {
  const { values, positionals } = parse(argv);
  const [action, ...rest] = positionals;
  if (action === undefined || !ACTIONS.includes(action) || rest.length > 0) throw usage(`unknown command: ${positionals.join(' ') || '(none)'}`);
  if (values.dir === undefined || values.dir === '') throw usage('--dir is required');
  const both = !values.kafka && !values.mariadb;
  return { action: action as Action, dir: values.dir, kafka: both || values.kafka === true, mariadb: both || values.mariadb === true };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { dir: { type: 'string' }, kafka: { type: 'boolean' }, mariadb: { type: 'boolean' } },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

const usage = (problem: string) => new NativeError('USAGE', { problem, usage: USAGE });
