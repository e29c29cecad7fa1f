// `maxLength` and `minLength` count code points, as JSON Schema says, but only where UTF-16 units leave a doubt: counting is most of their cost.
import { _, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';

/** Number of code points; unpaired surrogates count one. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      count--;
      i++;
    }
  }
  return count;
}

function lengthKeyword(keyword: 'maxLength' | 'minLength'): CodeKeywordDefinition {
  return {
    keyword,
    type: 'string',
    schemaType: 'number',
    error: { message: ({ schemaCode }) => _`${keyword} + " " + ${schemaCode}`, params: ({ schemaCode }) => _`{limit: ${schemaCode}}` },
    code(cxt: KeywordCxt) {
      const { data, schema, gen } = cxt;
      const count = gen.scopeValue('func', { ref: codePoints });
      const units = _`${data}.length`;
      if (keyword === 'maxLength') cxt.fail(_`${units} > ${schema} && ${count}(${data}) > ${schema}`);
      else cxt.fail(_`${units} < ${2 * Number(schema)} && ${count}(${data}) < ${schema}`);
    },
  };
}

export const LENGTH_KEYWORDS: readonly CodeKeywordDefinition[] = [lengthKeyword('maxLength'), lengthKeyword('minLength')];
