// Why a department's system will never take an event: the closed list of DELIVER_* codes.
import type { Bilingual, Reason } from '@lianshu/schemas';

export const DELIVER_REASONS = {
  DELIVER_REFUSED: { zh: '接收系统拒绝了该数据。请与该部门核对字段要求后重新推送。', en: 'The receiving system refused the document. Settle its demands with the department, then deliver again.' },
  DELIVER_COLUMN: { zh: '数据与目标表的列不符。请核对列映射及目标列的类型和长度。', en: 'The document does not fit the target table. Check the column map and the types and lengths of the columns.' },
  DELIVER_TOO_LARGE: { zh: '该数据超过接收集群的消息上限。请提高上限或减小数据。', en: 'The event is larger than the receiving cluster takes. Raise its limit or send less.' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** `got` never holds a value of the document. */
export function deliverReason(code: keyof typeof DELIVER_REASONS, expected: string, got: string, path = ''): Reason {
  return { stage: 'deliver', code, path, expected, got, hint: DELIVER_REASONS[code] };
}
