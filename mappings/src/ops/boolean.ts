// boolean: yes or no.
import { Fault } from '../fault';
import { textStep, type Op } from './op';

interface Args {
  true?: string[];
  false?: string[];
}

const YES = ['1', 'true', 't', 'y', 'yes', '是', '有', '真', '√', '合格'];
const NO = ['0', 'false', 'f', 'n', 'no', '否', '没有', '假', '×', '不合格'];
const SPELLINGS = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1, maxLength: 50 } };

export const booleanOp: Op<Args> = {
  name: 'boolean',
  title: { zh: '是否', en: 'Boolean' },
  docs: {
    zh: '读成真假：1/0、true/false、Y/N、是/否、有/没有、√/×、合格/不合格；true、false 可声明别的写法（声明后只认声明的）。',
    en: 'Reads yes or no: 1/0, true/false, Y/N, 是/否, 有/没有, √/×, 合格/不合格; true and false declare other spellings (and then only those count).',
  },
  example: 'ops: [{ boolean: { true: ["已安装"], false: ["未安装"] } }]',
  args: { type: 'object', additionalProperties: false, properties: { true: SPELLINGS, false: SPELLINGS } },
  takes: ['text', 'boolean', 'number', 'integer', 'any'],
  gives: () => 'boolean',
  prepare: (args) => {
    const values = new Map<string, boolean>();
    for (const word of args.false ?? NO) values.set(fold(word), false);
    for (const word of args.true ?? YES) values.set(fold(word), true);
    const read = textStep((text) => values.get(fold(text)) ?? new Fault('BOOLEAN_UNKNOWN', 'yes or no'));
    return (value, scope) => (typeof value === 'boolean' ? value : read(value, scope));
  },
};

function fold(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase();
}
