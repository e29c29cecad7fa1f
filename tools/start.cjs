// npm start: set-up, then the hub in embedded mode with the sandbox city.
const { spawn } = require('node:child_process');
const path = require('node:path');
const { setup, root } = require('./setup.cjs');

setup();
const child = spawn(process.execPath, ['--max-old-space-size=240', path.join(root, 'deploy/hub/dist/cli.js'), 'demo', ...process.argv.slice(2)], { cwd: process.cwd(), stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
