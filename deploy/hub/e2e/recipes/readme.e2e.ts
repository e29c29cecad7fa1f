// Every command that the READMEs name exists as written: npm scripts in package.json, lianshu commands and their options in the command's own help.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..', '..', '..');
const LIANSHU = path.join(ROOT, 'deploy', 'hub', 'bin', 'lianshu.cjs');
const PAGES = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'];

interface Named {
  readonly where: string;
  readonly words: readonly string[];
  readonly options: readonly string[];
}

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const helps = new Map<string, string>();

function helpOf(words: readonly string[]): string {
  const asked = words.join(' ');
  const known = helps.get(asked) ?? execFileSync(process.execPath, [LIANSHU, ...words, '--help'], { encoding: 'utf8' });
  helps.set(asked, known);
  return known;
}

describe('npx lianshu', () => {
  it('is the command of this checkout', () => {
    expect(execFileSync('npx', ['lianshu', '--help'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).toBe(helpOf([]));
  });

  it('stands in the repository, since npm links only what is there before the build', () => {
    const { bin } = JSON.parse(readFileSync(path.join(ROOT, 'deploy', 'hub', 'package.json'), 'utf8')) as { bin: Record<string, string> };
    const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, { bin?: Record<string, string> }> };
    expect(packages['deploy/hub']?.bin).toEqual(bin);
    expect(execFileSync('git', ['ls-files', bin.lianshu ?? ''], { cwd: path.join(ROOT, 'deploy', 'hub'), encoding: 'utf8' }).trim()).toBe('bin/lianshu.cjs');
  });
});

/** Code in back quotes and the lines of blocks. */
function codeOf(page: string): { text: string; line: number }[] {
  let fenced = false;
  return readFileSync(path.join(ROOT, page), 'utf8').split('\n').flatMap((text, index) => {
    const line = index + 1;
    if (text.trimStart().startsWith('```')) {
      fenced = !fenced;
      return [];
    }
    return fenced ? [{ text, line }] : [...text.matchAll(/`([^`]+)`/g)].map((match) => ({ text: match[1] ?? '', line }));
  });
}

/** `npx lianshu a b --c`, or `lianshu a` at the beginning of a piece of code. A word that is no command is an argument. */
function commandsOf(page: string): Named[] {
  return codeOf(page).flatMap(({ text, line }) => {
    const called = /(?:^\s*|npx )lianshu((?: [^\s|;&)]+)*)/.exec(text)?.[1];
    if (called === undefined) return [];
    const parts = called.trim().split(' ').filter(Boolean);
    const options = parts.filter((part) => /^--[a-z]/.test(part));
    const words = parts.filter((part, at) => /^[a-z][a-z-]*$/.test(part) && !/^--(config|data|url|key|role|code|name|state)$/.test(parts[at - 1] ?? ''));
    return [{ where: `${page}:${line}`, words: knownPart(words), options }];
  });
}

/** The longest beginning that may be a command: two words under `partner` and `quarantine`, else one. */
function knownPart(words: readonly string[]): string[] {
  return words.slice(0, ['partner', 'quarantine'].includes(words[0] ?? '') ? 2 : 1);
}

describe.each(PAGES)('the commands in %s', (page) => {
  const named = commandsOf(page);

  it('are lianshu commands, each under its parent in the help', () => {
    expect(named.length).toBeGreaterThan(0);
    const missing = named.flatMap(({ where, words }) => words.flatMap((word, at) => (new RegExp(`^  ${word}[ |]`, 'm').test(helpOf(words.slice(0, at))) ? [] : [`${where}: lianshu ${words.join(' ')}`])));
    expect(missing).toEqual([]);
  });

  it('have the options that they are given', () => {
    const missing = named.flatMap(({ where, words, options }) => options.flatMap((option) => (`${helpOf(words)}${helpOf([])}`.includes(`${option} `) ? [] : [`${where}: lianshu ${words.join(' ')} ${option}`])));
    expect(missing).toEqual([]);
  });

  it('are npm scripts of this repository', () => {
    const called = codeOf(page).flatMap(({ text, line }) => [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test))\b/g)].map((match) => ({ where: `${page}:${line}`, script: match[1] ?? match[2] ?? '' })));
    expect(called.length).toBeGreaterThan(0);
    expect(called.filter(({ script }) => !Object.hasOwn(scripts, script))).toEqual([]);
  });

  it('call files that are there', () => {
    const called = codeOf(page).flatMap(({ text, line }) => [...text.matchAll(/\bnode ([\w./-]+\.cjs)\b/g)].map((match) => ({ where: `${page}:${line}`, file: match[1] ?? '' })));
    for (const { file } of called) expect(readFileSync(path.join(ROOT, file), 'utf8')).not.toBe('');
  });
});
