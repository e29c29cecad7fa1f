// concrete: grades out of everyday text (C30P6, C35（抗渗P8）, C9025W6F100), domain §4.6.
import { parseGradeText, type GradeText } from '@lianshu/schemas';
import { Fault } from '../fault';
import { INVALID_SCHEMA, type IdentifierArgs } from './identifier-step';
import { memo } from './memo';
import { textStep, type Op } from './op';

const PARTS: Readonly<Record<string, (grade: GradeText) => unknown>> = {
  grade: (grade) => grade.grade,
  strengthMPa: (grade) => grade.strengthMPa,
  ageDays: (grade) => grade.ageDays ?? 28,
  impermeability: (grade) => grade.impermeability?.replace('W', 'P'),
  impermeabilityW: (grade) => numberIn(grade.impermeability),
  frost: (grade) => grade.frost,
  frostF: (grade) => numberIn(grade.frost),
  gradation: (grade) => grade.gradation,
};
const TEXT_PARTS: ReadonlySet<string> = new Set(['grade', 'impermeability', 'frost']);

interface Args extends IdentifierArgs {
  part: string;
}

export const concreteOp: Op<Args> = {
  name: 'concrete',
  title: { zh: '混凝土等级', en: 'Concrete grade' },
  docs: {
    zh: '从日常文本读出等级：part 为 grade、strengthMPa、ageDays（未写为 28）、impermeability（W6 记为 P6 供比较）、impermeabilityW、frost、frostF、gradation。没有写的部分缺失。',
    en: 'Reads a grade out of everyday text: part is grade, strengthMPa, ageDays (28 unless written), impermeability (W6 as P6, for comparison), impermeabilityW, frost, frostF or gradation. What is not written is absent. With invalid: absent a text without grade is absent.',
  },
  example: 'ops: [text, { concrete: { part: ageDays } }]',
  args: { type: 'object', required: ['part'], additionalProperties: false, properties: { part: { enum: Object.keys(PARTS) }, invalid: INVALID_SCHEMA } },
  takes: ['text', 'any'],
  gives: (args) => (TEXT_PARTS.has(args.part) ? 'text' : args.part === 'strengthMPa' ? 'number' : 'integer'),
  prepare: (args) => {
    const read = PARTS[args.part] ?? (() => undefined);
    const judge = memo((text) => {
      const grade = parseGradeText(text);
      if (grade) return read(grade);
      return args.invalid === 'absent' ? undefined : new Fault('FORMAT_CONCRETE', 'text with one concrete grade, such as C30P6');
    });
    return textStep((text) => judge(text));
  },
};

function numberIn(text: string | undefined): number | undefined {
  const digits = text === undefined ? null : /\d+/.exec(text);
  return digits ? Number(digits[0]) : undefined;
}
