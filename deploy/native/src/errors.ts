// What can go wrong with native services, each with what to do next.

const MESSAGES = {
  TOOL_MISSING: '{tool} is not on the PATH. Install {install} (Debian: apt-get install {package}) and start again.',
  NEEDS_ROOT: 'MariaDB is not installed and this user may not install it. Run once as root: apt-get install --no-install-recommends {packages}',
  COMMAND_FAILED: '{command} ended with {status}. Its last words:\n{output}',
  SERVICE_DIED: '{service} ended while starting. Read {log}. Its last words:\n{output}',
  SERVICE_SILENT: '{service} did not answer on {address} within {seconds} s. Read {log}.',
  PATH_TOO_LONG: 'The socket path {path} is longer than {limit} bytes. Choose a work folder with a shorter path.',
  USAGE: '{problem}\n{usage}',
} as const;

export type NativeErrorCode = keyof typeof MESSAGES;

/** A fault with a stable code and a message that says what to do. */
export class NativeError extends Error {
  constructor(readonly code: NativeErrorCode, details: Readonly<Record<string, string | number>>, cause?: unknown) {
    super(MESSAGES[code].replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole)), { cause });
    this.name = 'NativeError';
  }
}
