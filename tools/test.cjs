// npm test: set-up, real backends where they can be had, every suite; says at the end which backends ran and why any did not.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { setup, root } = require('./setup.cjs');

async function main() {
  setup();
  const { startBackends } = require('./backends.cjs');
  const backends = await startBackends();
  const result = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lianshu-jest-')), 'result.json');
  let code = 1;
  try {
    code = await jest(['--json', '--outputFile', result, ...process.argv.slice(2)], { ...process.env, ...backends.env });
  } finally {
    backends.stop();
  }
  process.exit(report(backends.report, result, code));
}

function jest(args, env) {
  const child = spawn(process.execPath, ['--max-old-space-size=4096', 'node_modules/jest/bin/jest.js', ...args], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

/** A backend that did not run fails the run under CI=true. */
function report(backends, result, code) {
  const lines = ['', 'Backends: embedded (SQLite log + libsql) ran'];
  for (const { kind, how, why } of backends) lines.push(how === 'none' ? `  ${kind}: did NOT run: ${why}` : `  ${kind}: ran (${how})`);
  const missing = backends.some(({ how }) => how === 'none');
  if (missing && process.env.CI === 'true') lines.push('CI=true: a backend that did not run is a failure');
  if (fs.existsSync(result)) {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(fs.readFileSync(result, 'utf8'));
    lines.push(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  return code !== 0 ? code : missing && process.env.CI === 'true' ? 1 : 0;
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
