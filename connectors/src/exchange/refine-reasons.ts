// Why refine itself refuses a record, beside what schemas and tables say: the closed list with what to do next.
import type { Bilingual, Reason } from '@lianshu/schemas';

export const REFINE_REASONS = {
  ROUTE_UNKNOWN: {
    zh: '没有连接定义此来源与记录类型；请补充连接定义后重放。',
    en: 'No connection names this source and record type; add the connection, then replay.',
  },
  EVENT_TOO_LARGE: {
    zh: '映射后的文档超过消息上限。请让来源拆分该记录，或缩减映射的列表。',
    en: 'The mapped document is larger than a message may be. Have the source split the record, or map less of its lists.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export function refineReason(code: keyof typeof REFINE_REASONS, stage: Reason['stage'], expected: string, got: string): Reason {
  return { stage, code, path: '', expected, got, hint: REFINE_REASONS[code] };
}
