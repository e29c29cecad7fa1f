// What can go wrong when the sandbox itself is misused; the simulated systems answer over their own protocols.

/** A fault of the sandbox's caller or its surroundings, with a stable code. */
export class SandboxError extends Error {
  constructor(readonly code: 'SANDBOX_OPTION' | 'SANDBOX_STATE' | 'SANDBOX_WRITE', message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SandboxError';
  }
}
