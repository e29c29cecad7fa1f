// Finds MariaDB's programs or installs Debian's packages of them. The core packages hold the server and its set-up tool without
// the system service, the system user and the data folder of `mariadb-server`, so nothing has to be switched off afterwards.
import { findTool, runTool } from '../run-tool';
import { NativeError } from '../errors';

const PACKAGES = ['mariadb-server-core', 'mariadb-client-core'];
const FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin'];

export interface MariadbPrograms {
  readonly server: string;
  readonly setUp: string;
}

export async function ensureMariadbInstalled(): Promise<MariadbPrograms> {
  const present = findPrograms();
  if (present !== null) return present;
  const apt = findTool('apt-get');
  if (apt === null) throw new NativeError('TOOL_MISSING', { tool: 'mariadbd', install: 'MariaDB 10.11 or newer', package: PACKAGES.join(' ') });
  if (process.getuid?.() !== 0) throw new NativeError('NEEDS_ROOT', { packages: PACKAGES.join(' ') });
  await install(apt);
  const installed = findPrograms();
  if (installed === null) throw new NativeError('TOOL_MISSING', { tool: 'mariadbd', install: 'MariaDB', package: PACKAGES.join(' ') });
  return installed;
}

/** The package lists may be missing or old: on failure they are refreshed once. */
async function install(apt: string): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '-y', '-q', '--no-install-recommends', ...PACKAGES];
  try {
    await runTool({ command: apt, args, env });
  } catch (error) {
    if (!(error instanceof NativeError)) throw error;
    await runTool({ command: apt, args: ['update', '-q'], env });
    await runTool({ command: apt, args, env });
  }
}

function findPrograms(): MariadbPrograms | null {
  const server = findTool('mariadbd', FOLDERS);
  const setUp = findTool('mariadb-install-db', FOLDERS);
  const defaults = findTool('my_print_defaults', FOLDERS);
  return server !== null && setUp !== null && defaults !== null ? { server, setUp } : null;
}
