// npm run bench: set-up, real backends where they can be had, then the benches; says which backends ran and why any did not.
const { spawn } = require('node:child_process');
const path = require('node:path');
const { setup, root } = require('./setup.cjs');

async function main() {
  setup();
  const { startBackends } = require('./backends.cjs');
  const backends = await startBackends();
  const how = backends.report.map(({ kind, how, why }) => (how === 'none' ? `${kind}: did NOT run: ${why}` : `${kind}: ${how}`));
  let code = 1;
  try {
    code = await bench([...process.argv.slice(2), ...how.flatMap((line) => ['--how', line])], { ...process.env, ...backends.env });
  } finally {
    backends.stop();
  }
  process.exit(code);
}

function bench(args, env) {
  const child = spawn(process.execPath, [path.join(root, 'deploy/bench/dist/main.js'), ...args], { env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
