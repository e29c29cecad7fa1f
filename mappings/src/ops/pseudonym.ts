// pseudonym: a person becomes a keyed pseudonym (HMAC-SM3 by the hub's key), the same for the same text.
import { NO_ARGS, overLists, textStep, type Op } from './op';

export const pseudonymOp: Op = {
  name: 'pseudonym',
  title: { zh: '假名', en: 'Pseudonym' },
  docs: { zh: '把人员姓名、证件号换成带密钥的假名（HMAC-SM3，十六进制）。', en: 'A name or number of a person becomes a keyed pseudonym (HMAC-SM3, hex).' },
  example: 'ops: [text, pseudonym]',
  args: NO_ARGS,
  takes: ['text', 'number', 'integer', 'list', 'any'],
  gives: (_args, input) => (input === 'list' ? 'list' : 'text'),
  prepare: () => overLists(textStep((text, scope) => scope.context.pseudonym(text))),
};
