// The one place where ajv is configured: strict, lazy, no $data, no fetching, the hub's keywords and formats.
import Ajv2020 from 'ajv/dist/2020';
import { ANNOTATIONS } from '../catalogue/keywords';
import { FORMATS } from './formats';
import { LENGTH_KEYWORDS } from './keywords/length';
import { precisionKeyword, scaleKeyword } from './keywords/scale';
import { foreignRegExp, shippedRegExp } from './patterns';

export interface AjvChoice {
  /** false: stop at the first error. true: collect all, for a record that has failed. */
  readonly allErrors: boolean;
  /** true: patterns run on RE2. */
  readonly foreign: boolean;
}

/** Schemas are taken as verified by the catalogue, so the meta-schema is not run again. */
export function createAjv({ allErrors, foreign }: AjvChoice): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    strictTuples: false,
    allowUnionTypes: true,
    validateSchema: false,
    messages: false,
    logger: false,
    ownProperties: true,
    formats: FORMATS,
    code: { regExp: foreign ? foreignRegExp : shippedRegExp },
  });
  for (const keyword of LENGTH_KEYWORDS) {
    ajv.removeKeyword(String(keyword.keyword));
    ajv.addKeyword(keyword);
  }
  ajv.addKeyword(scaleKeyword);
  ajv.addKeyword(precisionKeyword);
  ajv.addVocabulary(ANNOTATIONS.filter((name) => name !== 'x-scale' && name !== 'x-precision'));
  return ajv;
}
