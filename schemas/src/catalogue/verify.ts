// All checks of a catalogue, in one visible list.
import type { CatalogueEntry } from '../catalogue-types';
import { lineOf } from '../json/scan';
import { checkCanonicalShape } from './checks/canonical-shape';
import type { Check, CheckContext } from './checks/check';
import { checkCodes } from './checks/codes';
import { checkKey } from './checks/key';
import { checkLinks } from './checks/links';
import { checkMetaSchema } from './checks/meta-schema';
import { checkPatterns } from './checks/patterns';
import { checkReferences } from './checks/references';
import { checkSupportedKeywords } from './checks/supported-keywords';
import type { CatalogueDefinition, CatalogueProblem, Finding } from './definition';

/** Later checks rely on a valid schema, so they wait for the first. */
const FIRST: Check = checkMetaSchema;
const REST: readonly Check[] = [checkSupportedKeywords, checkReferences, checkKey, checkCodes, checkPatterns, checkLinks, checkCanonicalShape];

export function verifyEntry(entry: CatalogueEntry, context: CheckContext): readonly Finding[] {
  const first = FIRST(entry, context);
  return first.length > 0 ? first : REST.flatMap((check) => check(entry, context));
}

/** Adds file and, where the text is at hand, line. */
export function locate(found: Finding, definition: CatalogueDefinition): CatalogueProblem {
  const file = definition.file ?? definition.schema.$id ?? '(no $id)';
  return { file, ...found, line: definition.text === undefined ? undefined : lineOf(definition.text, found.pointer) };
}
