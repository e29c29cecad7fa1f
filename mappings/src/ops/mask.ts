// mask: a personal value keeps only what its kind allows (domain §4.2).
import { overLists, textStep, type Op } from './op';

const MASK_KINDS = ['name', 'idNo', 'idNoPublic', 'phone', 'plate', 'account', 'text'] as const;
export type MaskKind = (typeof MASK_KINDS)[number];

const COMPOUND = new Set('欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 长孙 宇文 司徒 夏侯 令狐 端木 百里 南宫 独孤 申屠 闻人'.split(' '));
const PHONE = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;
const LANDLINE = /(?<!\d)(0\d{2,3}-?)\d{3,4}(\d{4})(?!\d)/g;
const ID_NO = /(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)/g;
const OLD_ID_NO = /(?<!\d)(\d{6})\d{6}(\d{3})(?!\d)/g;

export const maskOp: Op<{ kind: MaskKind }> = {
  name: 'mask',
  title: { zh: '掩码', en: 'Mask' },
  docs: {
    zh: '按种类掩码：name 张*/欧阳*，idNo 330203********0014，idNoPublic 3****************4，phone 138****5678，plate 浙B***45，account 末四位，text 掩去文中的手机、电话和证件号。',
    en: 'Masks by kind: name 张*/欧阳*, idNo 330203********0014, idNoPublic 3****************4, phone 138****5678, plate 浙B***45, account last four, text: phones and ID numbers within the text.',
  },
  example: 'ops: [text, { mask: { kind: phone } }]',
  args: { type: 'object', required: ['kind'], additionalProperties: false, properties: { kind: { enum: [...MASK_KINDS] } } },
  gives: (_args, input) => (input === 'list' ? 'list' : 'text'),
  prepare: (args) => overLists(textStep((text) => maskText(args.kind, text))),
};

const MASKS: Readonly<Record<MaskKind, (text: string) => string>> = {
  name: (text) => (COMPOUND.has(text.slice(0, 2)) && [...text].length > 2 ? `${text.slice(0, 2)}*` : `${[...text][0] ?? ''}*`),
  idNo: (text) => keepEnds(text, 6, 4),
  idNoPublic: (text) => keepEnds(text, 1, 1),
  phone: (text) => {
    const masked = maskPhones(text);
    return masked === text ? keepEnds(text, 0, 4) : masked;
  },
  plate: (text) => keepEnds(text, 2, 2),
  account: (text) => keepEnds(text.replace(/\s/g, ''), 0, 4),
  text: (text) => maskPhones(text.replace(ID_NO, '$1********$2').replace(OLD_ID_NO, '$1******$2')),
};

/** A personal value under its mask. Never gives back a short value whole. */
export function maskText(kind: MaskKind, text: string): string {
  return MASKS[kind](text);
}

function maskPhones(text: string): string {
  return text.replace(PHONE, '$1****$2').replace(LANDLINE, '$1****$2');
}

function keepEnds(text: string, head: number, tail: number): string {
  const signs = [...text];
  const hidden = signs.length - head - tail;
  if (hidden < 1) return '*'.repeat(signs.length);
  return signs.slice(0, head).join('') + '*'.repeat(hidden) + (tail === 0 ? '' : signs.slice(-tail).join(''));
}
