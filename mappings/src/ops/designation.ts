// designation: the concrete designation of GB/T 14902, or one of its parts.
import { checkDesignation, parseDesignation, type DesignationParts } from '@lianshu/schemas';
import { Fault } from '../fault';
import { INVALID_SCHEMA, type IdentifierArgs } from './identifier-step';
import { memo } from './memo';
import { textStep, type Op } from './op';

const PARTS = ['text', 'grade', 'strengthMPa', 'slumpMm', 'impermeability', 'frost', 'sulphate', 'standard'] as const;
interface Args extends IdentifierArgs {
  part?: (typeof PARTS)[number];
}

const WHOLE_NUMBERS: ReadonlySet<string> = new Set(['strengthMPa', 'slumpMm']);

export const designationOp: Op<Args> = {
  name: 'designation',
  title: { zh: '混凝土标记', en: 'Concrete designation' },
  docs: {
    zh: '按 GB/T 14902 检查标记并归一；part 取一部分：grade、strengthMPa、slumpMm、impermeability、frost、sulphate、standard（没有则缺失）。',
    en: 'Checks a designation by GB/T 14902 and normalises it; part takes one of grade, strengthMPa, slumpMm, impermeability, frost, sulphate, standard (absent when not written). With invalid: absent a wrong value is absent.',
  },
  example: 'ops: [text, { designation: { part: slumpMm } }]',
  args: { type: 'object', additionalProperties: false, properties: { part: { enum: [...PARTS] }, invalid: INVALID_SCHEMA } },
  takes: ['text', 'any'],
  gives: (args) => (WHOLE_NUMBERS.has(args.part ?? 'text') ? 'integer' : 'text'),
  prepare: (args) => {
    const part = args.part ?? 'text';
    const judge = memo((text) => {
      const check = checkDesignation(text);
      if (check.valid) return part === 'text' ? check.normalised : partOf(parseDesignation(check.normalised), part);
      return args.invalid === 'absent' ? undefined : new Fault('FORMAT_DESIGNATION', 'a designation such as A-C30-180(S4)-GB/T 14902');
    });
    return textStep((text) => judge(text));
  },
};

function partOf(parts: DesignationParts | undefined, part: keyof DesignationParts): unknown {
  return parts?.[part];
}
