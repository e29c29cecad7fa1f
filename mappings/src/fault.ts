// Why a value could not be mapped: a fault of one op, and the reason that quarantine shows for it.
import type { Bilingual, Reason } from '@lianshu/schemas';

export const FAULTS = {
  MAP_REQUIRED: { zh: '必填项没有取得值：请在来源补齐该字段，或在映射表中为它设置默认值。', en: 'A required field got no value: fill the source field, or give the row a default.' },
  MAP_CONDITION: { zh: 'when 条件无法对该记录求值：请检查条件中比较的类型。', en: 'The condition could not be evaluated on this record: check the types that it compares.' },
  MAP_SHAPE: { zh: '值的结构与该行不符（例如应为单个值却收到列表）：请检查来源路径或改用 list、each。', en: 'The value has another shape than the row expects (a list for a single value, say): check the source path, or use list or each.' },
  MAP_LOSSY: { zh: '数值位数过多，转换会丢失精度：请先用 round 取舍。', en: 'The number has more digits than a JSON number keeps: round it first.' },
  PATTERN_NO_MATCH: { zh: '文本不符合 extract 的模式：请核对来源文本，或设 unmatched: absent。', en: 'The text does not match the pattern of extract: check the source text, or set unmatched: absent.' },
  DECIMAL_FORMAT: { zh: '不是数字：请改正来源值，或在 units 中声明其单位后缀。', en: 'Not a number: mend the source value, or declare its unit suffix in units.' },
  DECIMAL_SCALE: { zh: '小数位数超过规定：请改用 round 修约，或改正来源值。', en: 'More decimal places than allowed: use round, or mend the source value.' },
  INTEGER_FORMAT: { zh: '不是整数：请改正来源值。', en: 'Not a whole number: mend the source value.' },
  DATE_FORMAT: { zh: '不是可识别的日期：请按 YYYY-MM-DD 提供，或在 formats 中声明格式。', en: 'Not a date that can be read: send YYYY-MM-DD, or declare its form in formats.' },
  DATETIME_FORMAT: { zh: '不是可识别的时间：请按 YYYY-MM-DD HH:mm:ss 提供，或在 formats 中声明格式。', en: 'Not an instant that can be read: send YYYY-MM-DD HH:mm:ss, or declare its form in formats.' },
  BOOLEAN_UNKNOWN: { zh: '不是可识别的是/否值：请在 true、false 中声明该写法。', en: 'Not a yes or no that is known: declare the spelling under true or false.' },
  CODE_UNKNOWN: { zh: '代码集中没有该值：请在代码集中增加别名，或在 map 中声明。', en: 'The code set does not have this value: add an alias to the set, or declare it in map.' },
  LOOKUP_MISSING: { zh: '对照表中还没有该键：键到达后本记录会自动重放。', en: 'The lookup table does not have this key yet: the record replays by itself when the key arrives.' },
  FORMAT_USCC: { zh: '不是有效的统一社会信用代码（GB 32100）：请核对 18 位及校验位。', en: 'Not a valid unified social credit code (GB 32100): check its 18 characters and check digit.' },
  FORMAT_PLATE: { zh: '不是有效的车牌号（GA 36）：请核对省份简称、字母与位数。', en: 'Not a valid plate (GA 36): check province, letter and length.' },
  FORMAT_DIVISION: { zh: '不是有效的行政区划代码（GB/T 2260）：请核对六位代码。', en: 'Not a valid division code (GB/T 2260): check its six digits.' },
  FORMAT_DESIGNATION: { zh: '不是有效的混凝土标记（GB/T 14902）：请核对标记格式。', en: 'Not a valid concrete designation (GB/T 14902): check its form.' },
  FORMAT_CONCRETE: { zh: '无法从文本识别混凝土强度等级：请写成 C30、C30P6 或 C9025W6F100 的形式。', en: 'No concrete grade can be read from the text: write it as C30, C30P6 or C9025W6F100.' },
  POINT_RANGE: { zh: '坐标缺一半、超出范围、为 (0,0) 或经纬度颠倒：请改正来源坐标。', en: 'The point lacks a half, is out of range, is (0,0), or has longitude and latitude swapped: mend the source.' },
} satisfies Record<string, Bilingual>;

export type FaultCode = keyof typeof FAULTS;

/** Returned by an op instead of a value. `expected` names a kind or a form, never the value that came. */
export class Fault {
  constructor(
    readonly code: FaultCode,
    readonly expected: string,
    readonly lookup?: { readonly table: string; readonly key: string },
  ) {}
}

/** The reason for a fault at a place of the record; `got` is described by kind only. */
export function reasonOf(fault: Fault, path: string, target: string, got: unknown): Reason {
  return {
    stage: 'map',
    code: fault.code,
    path,
    ...(target === '' ? {} : { target }),
    expected: fault.expected,
    got: kindOf(got),
    hint: FAULTS[fault.code],
    ...(fault.lookup ? { lookup: fault.lookup } : {}),
  };
}

/** The kind of a value and its size; never the value itself. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'absent';
  if (typeof value === 'string') return value === '' ? 'empty text' : `text of ${value.length} characters`;
  if (Array.isArray(value)) return `list of ${value.length}`;
  return typeof value;
}
