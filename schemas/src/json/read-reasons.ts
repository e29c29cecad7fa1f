// Why bytes could not be read as a record: one row a reason.
import type { Bilingual, Reason } from '../reason';

/** Reason codes of reading, each with what to do. `docs/errors.md` repeats this table. */
export const READ_REASONS = {
  READ_SIZE: { en: 'Send less in one record, or raise the size limit of this connection.', zh: '请减小单条记录，或提高该连接的大小上限。' },
  READ_ENCODING: { en: 'Send UTF-8, or set the encoding of this connection.', zh: '请以 UTF-8 发送，或为该连接设置编码。' },
  READ_JSON: { en: 'Send one complete JSON value; check for cut or joined records.', zh: '请发送一个完整的 JSON 值；检查记录是否被截断或粘连。' },
  READ_DEPTH: { en: 'Flatten the record; it nests deeper than the hub reads.', zh: '请减少嵌套层数；记录嵌套过深。' },
  READ_NODES: { en: 'Split the record; it holds more values than the hub reads at once.', zh: '请拆分记录；单条记录的值过多。' },
  READ_NUMBER: { en: 'Send long numbers as text, in quotes; as JSON numbers their last digits are lost.', zh: '长数字请加引号以文本发送；作为 JSON 数字会丢失末位。' },
  READ_DUPLICATE_KEY: { en: 'Say each key once; of two values the hub cannot know the right one.', zh: '每个键只写一次；两个值中无法判断哪个正确。' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type ReadReasonCode = keyof typeof READ_REASONS;

/** A reason of stage `read`. `expected` and `got` name kinds, never values. */
export function readReason(code: ReadReasonCode, path: string, expected: string, got: string): Reason {
  return { stage: 'read', code, path, expected, got, hint: READ_REASONS[code] };
}
