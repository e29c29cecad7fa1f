// Walks the text of valid JSON and tells where each member stands: JSON.parse forgets both doubles and lines.
import { pointerOf } from './pointer';

type Frame = { readonly list: boolean; index: number; readonly keys: Set<string>; key: string; expectKey: boolean };

type OnMember = (pointer: string, offset: number, repeated: boolean) => boolean;

/** Calls `onMember` for every object member: its pointer, the offset of its key, and whether the object had that key before.
 *  The text must be valid JSON. Return false to stop. */
export function scanMembers(text: string, onMember: OnMember): void {
  const frames: Frame[] = [];
  const signs = /["{}[\],]/g;
  for (let found = signs.exec(text); found; found = signs.exec(text)) {
    const at = found.index;
    if (found[0] !== '"') {
      turn(frames, found[0]);
      continue;
    }
    const end = stringEnd(text, at);
    signs.lastIndex = end + 1;
    const top = frames[frames.length - 1];
    if (top?.expectKey && !meetKey(frames, top, text.slice(at, end + 1), at, onMember)) return;
  }
}

/** What a sign outside strings does to the place in the text. */
function turn(frames: Frame[], sign: string): void {
  const top = frames[frames.length - 1];
  if (sign === '{' || sign === '[') frames.push({ list: sign === '[', index: 0, keys: new Set(), key: '', expectKey: sign === '{' });
  else if (sign !== ',') frames.pop();
  else if (top?.list) top.index++;
  else if (top) top.expectKey = true;
}

/** The first member whose key its object already has: its pointer and the line of the second one. Undefined when there is none. */
export function findRepeatedKey(text: string): { readonly pointer: string; readonly line: number } | undefined {
  let found: { pointer: string; line: number } | undefined;
  scanMembers(text, (pointer, offset, repeated) => {
    if (repeated) found = { pointer, line: lineAt(text, offset) };
    return !repeated;
  });
  return found;
}

/** Line (from 1) at which the member of a pointer, or the nearest member above it, stands. */
export function lineOf(text: string, pointer: string): number {
  let best = { length: 0, offset: 0 };
  scanMembers(text, (member, offset) => {
    const leads = pointer === member || pointer.startsWith(`${member}/`);
    if (leads && member.length > best.length) best = { length: member.length, offset };
    return pointer !== member;
  });
  return lineAt(text, best.offset);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function meetKey(frames: readonly Frame[], top: Frame, quoted: string, offset: number, onMember: OnMember): boolean {
  const key = JSON.parse(quoted) as string;
  const repeated = top.keys.has(key);
  top.keys.add(key);
  top.key = key;
  top.expectKey = false;
  return onMember(pointerOf(frames.map((frame) => (frame.list ? frame.index : frame.key))), offset, repeated);
}

function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at;
}
