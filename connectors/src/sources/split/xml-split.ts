// Cuts an XML stream into the text of its repeated elements, each exactly as written. A DOCTYPE is refused, so no entity is ever defined.
import { SaxesParser } from 'saxes';
import type { Reason } from '@lianshu/schemas';
import { readReason } from '../read-reasons';

export interface XmlSplitter {
  /** Elements completed by this text. After a failure, nothing more comes. */
  write(text: string): readonly string[];
  end(): readonly string[];
  /** Why the rest cannot be read, once that is known. */
  failure(): Reason | undefined;
  /** The text from the failed element on, as far as it was seen. */
  rest(): string;
}

const MAX_DEPTH = 100;

/** `element`: local or prefixed name of the repeated element; only the outermost of nested ones counts. */
export function createXmlSplitter(element: string, maxElementChars: number): XmlSplitter {
  const parser = new SaxesParser({ xmlns: false, position: true, fragment: false });
  const state = { text: '', base: 0, start: -1, depth: 0, opened: 0, failure: undefined as Reason | undefined, found: [] as string[] };
  const refuse = (reason: Reason): void => {
    state.failure ??= reason;
  };
  parser.on('error', (error) => refuse(readReason('READ_MALFORMED', 'well-formed XML', withoutContent(error.message))));
  parser.on('doctype', () => refuse(readReason('READ_DOCTYPE', 'XML without DOCTYPE', 'DOCTYPE')));
  parser.on('opentagstart', (tag) => {
    state.depth++;
    if (state.depth > MAX_DEPTH) refuse(readReason('READ_MALFORMED', `at most ${MAX_DEPTH} levels`, 'deeper'));
    if (state.opened > 0 || !isNamed(tag.name, element)) return;
    state.opened = state.depth;
    state.start = state.base + state.text.lastIndexOf('<', parser.position - state.base - 1);
  });
  parser.on('closetag', (tag) => {
    if (state.opened === state.depth && !state.failure) {
      const text = state.text.slice(state.start - state.base, parser.position - state.base);
      if (!endsWithOwnTag(text, tag)) return refuse(readReason('READ_MALFORMED', `a closing tag for ${element}`, 'another closing tag'));
      state.found.push(text);
      state.opened = 0;
      state.start = -1;
    }
    state.depth--;
  });
  return {
    write(text) {
      if (state.failure) return [];
      state.text += text;
      parser.write(text);
      if (state.start >= 0 && parser.position - state.start > maxElementChars) {
        refuse(readReason('READ_TOO_LARGE', `an element of at most ${maxElementChars} characters`, 'more'));
      }
      return take(state, parser.position);
    },
    end() {
      if (!state.failure) parser.close();
      return take(state, parser.position);
    },
    failure: () => state.failure,
    rest: () => (state.start >= 0 ? state.text.slice(state.start - state.base) : state.text),
  };
}

/** Hands the found elements over and forgets text that no open element needs (keeping a tag that is not closed yet). */
function take(state: { text: string; base: number; start: number; found: string[]; failure: Reason | undefined }, position: number): readonly string[] {
  const found = state.found;
  state.found = [];
  if (state.failure) return found;
  const keepFrom = state.start >= 0 ? state.start : Math.max(state.base, state.base + state.text.lastIndexOf('<', position - state.base));
  if (keepFrom > state.base) {
    state.text = state.text.slice(keepFrom - state.base);
    state.base = keepFrom;
  }
  return found;
}

/** The parser closes forgotten tags by itself before it complains; such an element is not whole. */
function endsWithOwnTag(text: string, tag: { name: string; isSelfClosing: boolean }): boolean {
  return tag.isSelfClosing ? text.endsWith('/>') : /<\/([^\s>]+)\s*>$/.exec(text)?.[1] === tag.name;
}

function isNamed(tag: string, wanted: string): boolean {
  return tag === wanted || (!wanted.includes(':') && tag.slice(tag.indexOf(':') + 1) === wanted);
}

/** Parser messages may quote content; only their position and rule stay. */
export function withoutContent(message: string): string {
  return message.replace(/[:&].*$/s, '').slice(0, 12) + message.replace(/^\d+:\d+:\s*/, ': ').replace(/"[^"]*"|'[^']*'|&\S*;?/g, '…').replace(/\s+/g, ' ').slice(0, 80);
}
