// Why something could not be read into records: the closed list of READ_* codes with what to do next.
import type { Bilingual, Reason } from '@lianshu/schemas';

export const READ_REASONS = {
  READ_ENCODING: { zh: '按声明的编码无法解码。请确认来源的编码（UTF-8、GBK、GB18030）。', en: 'Bytes are not valid in the declared encoding. Find out which one the source writes (UTF-8, GBK, GB18030).' },
  READ_MALFORMED: { zh: '结构有误，无法拆分为记录。请让来源部门重新提供。', en: 'The structure is broken, so it cannot be split into records. Ask the department to send it again.' },
  READ_TOO_LARGE: { zh: '超过允许的大小。请让来源分批提供，或调高上限。', en: 'Larger than allowed. Ask for smaller portions or raise the limit.' },
  READ_DOCTYPE: { zh: '出于安全原因不接受含 DOCTYPE 的 XML。请去掉后重新提供。', en: 'XML with a DOCTYPE is not accepted, for safety. Ask for it without.' },
  READ_KEY: { zh: '来源主键字段缺失或过长。请核对 key 选项，或让来源补全。', en: 'A source key field is missing or far too long. Check the key option, or ask the source to fill it.' },
  READ_VERSION: { zh: '版本字段不是数字也不是时间。请核对 version 选项。', en: 'The version field is neither a number nor a time. Check the version option.' },
  READ_COLUMNS: { zh: '该行的列数与表头不符（常见于未加引号的逗号）。请改正该行后重新提供。', en: 'The row has another number of columns than the header (often an unquoted comma). Mend the row and send it again.' },
  READ_HEADER: { zh: '找不到表头或表头有重复列。请核对 headerRow 选项。', en: 'There is no header row, or it repeats a name. Check the headerRow option.' },
  READ_ARCHIVE: { zh: '压缩包被拒绝（损坏、加密、路径越界或膨胀过大）。请重新打包。', en: 'The archive is refused (damaged, encrypted, leaving its folder, or swelling too much). Pack it again.' },
  READ_EMPTY: { zh: '记录没有内容。', en: 'The record has no content.' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type ReadCode = keyof typeof READ_REASONS;

/** `got` names the kind of what came, never a personal value. */
export function readReason(code: ReadCode, expected: string, got: string, path = ''): Reason {
  return { stage: 'read', code, path, expected, got, hint: READ_REASONS[code] };
}
