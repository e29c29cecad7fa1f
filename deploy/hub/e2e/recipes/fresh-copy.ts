// A fresh copy of this checkout in a folder of its own: its files, its build, and links to the installed packages; the workspaces link into the copy.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..', '..', '..');

/** Answers the folder. What git ignores stays behind, except the build (which `npm run setup` brings up to date). */
export function freshCopy(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'lianshu-recipes-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of files) copyFile(copy, file);
  for (const folder of new Set(files.filter((file) => file.endsWith('/package.json')).map((file) => path.dirname(file)))) copyFile(copy, path.join(folder, 'dist'));
  linkPackages(copy);
  return copy;
}

/** A second copy of a copy. */
export function copyOf(folder: string): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'lianshu-recipe-'));
  execFileSync('cp', ['-a', `${folder}/.`, copy]);
  return copy;
}

function copyFile(copy: string, file: string): void {
  const from = path.join(ROOT, file);
  if (existsSync(from)) cpSync(from, path.join(copy, file), { recursive: true, preserveTimestamps: true });
}

/** What `npm ci` of the same lock file would leave: so it is marked as done, as set-up marks it. */
function linkPackages(copy: string): void {
  const from = path.join(ROOT, 'node_modules');
  const to = path.join(copy, 'node_modules');
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name === '@lianshu' || name === '.bin') linkEach(path.join(from, name), path.join(to, name));
    else if (name !== '.lianshu-setup') symlinkSync(path.join(from, name), path.join(to, name));
  }
  const done = execFileSync(process.execPath, ['-p', "require('./tools/setup.cjs').fingerprint()"], { cwd: copy, encoding: 'utf8' });
  writeFileSync(path.join(to, '.lianshu-setup'), done.trim());
}

/** Relative links, so that they lead into the copy. */
function linkEach(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) symlinkSync(readlinkSync(path.join(from, name)), path.join(to, name));
}
