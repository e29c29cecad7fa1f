// Every reason that the validator gives: keyword or format → stable code, with what to do. `docs/errors.md` repeats the table.
import type { Bilingual } from '../reason';

export const RULE_REASONS = {
  SCHEMA_REQUIRED: { en: 'Give this field; the record cannot be used without it.', zh: '请提供该字段；缺少它记录无法使用。' },
  SCHEMA_UNKNOWN_FIELD: { en: 'Remove this field or correct its name; the schema does not know it.', zh: '请删除该字段或更正名称；模式中没有它。' },
  SCHEMA_TYPE: { en: 'Send the value in the expected type; do not put numbers in quotes.', zh: '请按要求的类型发送；数字不要加引号。' },
  SCHEMA_ENUM: { en: 'Use one of the listed codes, or add the spelling to the code set.', zh: '请使用所列代码之一，或在代码集中补充该写法。' },
  SCHEMA_CONST: { en: 'Send exactly the expected value.', zh: '请发送规定的值。' },
  SCHEMA_RANGE: { en: 'Check the value and its unit; it is outside the allowed range.', zh: '请核对数值及其单位；超出允许范围。' },
  SCHEMA_LENGTH: { en: 'Shorten or complete the text; its length is outside the bounds.', zh: '请缩短或补全文本；长度超出限制。' },
  SCHEMA_PATTERN: { en: 'Write the text in the expected form.', zh: '请按规定形式书写。' },
  SCHEMA_SCALE: { en: 'Round the number to the allowed decimals, or check its unit.', zh: '请按允许的小数位数修约，或核对单位。' },
  SCHEMA_PRECISION: { en: 'Check the number and its unit; it is too large for this field.', zh: '请核对数值及单位；超出该字段的位数。' },
  SCHEMA_ITEMS: { en: 'Send the allowed number of elements.', zh: '请发送允许数量的元素。' },
  SCHEMA_UNIQUE: { en: 'Name each element once.', zh: '列表元素不得重复。' },
  SCHEMA_CONTAINS: { en: 'Include the element that this list must hold.', zh: '请包含该列表必须有的元素。' },
  SCHEMA_PROPERTIES: { en: 'Send the allowed number and names of fields.', zh: '请发送允许数量和名称的字段。' },
  SCHEMA_DEPENDENT: { en: 'Give the field that belongs to one that is present.', zh: '请补充与已有字段配套的字段。' },
  SCHEMA_ALTERNATIVE: { en: 'Meet one of the alternatives; the reasons beside this one name them.', zh: '请满足其中一种形式；相邻原因列出了各种形式。' },
  SCHEMA_CONDITION: { en: 'Meet the condition that the other fields set.', zh: '请满足由其他字段决定的条件。' },
  SCHEMA_FORBIDDEN: { en: 'Remove what the schema forbids here.', zh: '请删除此处不允许的内容。' },
  FORMAT_DATE: { en: 'Write the day as YYYY-MM-DD; it must exist.', zh: '日期请写为 YYYY-MM-DD，且须真实存在。' },
  FORMAT_DATE_TIME: { en: 'Write the instant as 2022-02-28T08:55:00+08:00; the offset is required.', zh: '时间请写为 2022-02-28T08:55:00+08:00，须带时区。' },
  FORMAT_TEXT: { en: 'Write the text in the named format.', zh: '请按所述格式书写。' },
  FORMAT_USCC: { en: 'Compare the unified social credit code with the licence.', zh: '请按营业执照核对统一社会信用代码。' },
  FORMAT_RESIDENT_ID: { en: 'Compare the resident identity number with the card.', zh: '请按身份证件核对公民身份号码。' },
  FORMAT_PLATE: { en: 'Give the whole plate, e.g. 浙B12345.', zh: '请填写完整号牌，如 浙B12345。' },
  FORMAT_DIVISION_CODE: { en: 'Give the six-digit code of GB/T 2260.', zh: '请使用 GB/T 2260 的六位区划代码。' },
  FORMAT_PROJECT_CODE: { en: 'Give the investment project code of 24 characters.', zh: '请填写 24 位投资项目统一代码。' },
  FORMAT_PERMIT_NO: { en: 'Compare the works-permit number with the permit.', zh: '请核对施工许可证编号。' },
  FORMAT_DESIGNATION: { en: 'Write the designation of GB/T 14902.', zh: '请按 GB/T 14902 书写标记。' },
  FORMAT_ORGANISATION_CODE: { en: 'Compare the organisation code with the certificate.', zh: '请核对组织机构代码。' },
  FORMAT_CERT_NO: { en: 'Compare the certificate number with the certificate (23 digits).', zh: '请核对合格证编号（23 位）。' },
  FORMAT_STRENGTH_GRADE: { en: 'Give the strength grade alone, e.g. C30.', zh: '只填强度等级，如 C30。' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type RuleReasonCode = keyof typeof RULE_REASONS;

const BY_KEYWORD: Readonly<Record<string, RuleReasonCode>> = {
  required: 'SCHEMA_REQUIRED',
  additionalProperties: 'SCHEMA_UNKNOWN_FIELD', unevaluatedProperties: 'SCHEMA_UNKNOWN_FIELD', unevaluatedItems: 'SCHEMA_ITEMS',
  type: 'SCHEMA_TYPE', enum: 'SCHEMA_ENUM', const: 'SCHEMA_CONST',
  minimum: 'SCHEMA_RANGE', maximum: 'SCHEMA_RANGE', exclusiveMinimum: 'SCHEMA_RANGE', exclusiveMaximum: 'SCHEMA_RANGE',
  minLength: 'SCHEMA_LENGTH', maxLength: 'SCHEMA_LENGTH', pattern: 'SCHEMA_PATTERN',
  'x-scale': 'SCHEMA_SCALE', 'x-precision': 'SCHEMA_PRECISION',
  minItems: 'SCHEMA_ITEMS', maxItems: 'SCHEMA_ITEMS', items: 'SCHEMA_ITEMS', uniqueItems: 'SCHEMA_UNIQUE', contains: 'SCHEMA_CONTAINS',
  minProperties: 'SCHEMA_PROPERTIES', maxProperties: 'SCHEMA_PROPERTIES', propertyNames: 'SCHEMA_PROPERTIES',
  dependentRequired: 'SCHEMA_DEPENDENT', anyOf: 'SCHEMA_ALTERNATIVE', oneOf: 'SCHEMA_ALTERNATIVE', if: 'SCHEMA_CONDITION',
  not: 'SCHEMA_FORBIDDEN', 'false schema': 'SCHEMA_FORBIDDEN',
};

const BY_FORMAT: Readonly<Record<string, RuleReasonCode>> = {
  date: 'FORMAT_DATE', 'date-time': 'FORMAT_DATE_TIME', uscc: 'FORMAT_USCC', 'resident-id': 'FORMAT_RESIDENT_ID', plate: 'FORMAT_PLATE', 'division-code': 'FORMAT_DIVISION_CODE',
  'project-code': 'FORMAT_PROJECT_CODE', 'permit-no': 'FORMAT_PERMIT_NO', designation: 'FORMAT_DESIGNATION', 'strength-grade': 'FORMAT_STRENGTH_GRADE',
};

/** The code of a JSON Schema keyword; SCHEMA_FORBIDDEN for one that is not in the table. */
export function codeOfKeyword(keyword: string): RuleReasonCode {
  return BY_KEYWORD[keyword] ?? 'SCHEMA_FORBIDDEN';
}

/** The code of a format; FORMAT_TEXT for one without a code of its own. */
export function codeOfFormat(format: string): RuleReasonCode {
  return BY_FORMAT[format] ?? 'FORMAT_TEXT';
}
