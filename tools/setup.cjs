// The set-up that start and test share: dependencies (npm ci), kept patches, build. Does only what is stale.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');

function setup({ quiet = false } = {}) {
  requireNode();
  const say = (text) => process.stderr.write(`${text}\n`);
  if (!dependenciesFresh()) {
    if (!quiet) say('Installing dependencies (once; about half a minute) …');
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci failed: see the lines above; a clean network or `rm -rf node_modules` may help');
    run(process.execPath, ['node_modules/patch-package/index.js', '--error-on-fail'], 'a kept patch does not apply: see patches/');
    fs.writeFileSync(stampFile(), fingerprint());
  }
  if (!quiet) say('Building …');
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], 'the build failed: see the lines above');
}

function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    process.stderr.write(`Lianshu needs Node 20 or newer; this is Node ${process.versions.node}.\n`);
    process.exit(1);
  }
}

function stampFile() {
  return path.join(root, 'node_modules', '.lianshu-setup');
}

/** What decides the installed tree: the lock file and the patches. */
function fingerprint() {
  const hash = createHash('sha256').update(fs.readFileSync(path.join(root, 'package-lock.json')));
  const patches = path.join(root, 'patches');
  for (const name of fs.existsSync(patches) ? fs.readdirSync(patches).sort() : []) hash.update(name).update(fs.readFileSync(path.join(patches, name)));
  return hash.digest('hex');
}

function dependenciesFresh() {
  return fs.existsSync(stampFile()) && fs.readFileSync(stampFile(), 'utf8') === fingerprint();
}

function run(command, args, advice) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 64 << 20, env: { ...process.env, NX_DAEMON: 'false' } });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}\n${advice}\n`);
  process.exit(done.status ?? 1);
}

module.exports = { setup, root, fingerprint };
if (require.main === module) setup();
