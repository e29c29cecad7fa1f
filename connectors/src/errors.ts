// The error table of this floor. docs/errors.md lists the same codes (errors.spec.ts compares them); a code is never reused.
import { type ErrorSpec, errorsOf } from '@lianshu/schemas';

export const CONNECTORS_ERRORS = {
  KIND_UNKNOWN: {
    message: { zh: '没有名为 {kind} 的{what}。可用：{known}。', en: 'There is no {what} kind {kind}. Known: {known}.' },
    retriable: false,
    status: 400,
  },
  SOURCE_UNAVAILABLE: {
    message: { zh: '来源系统 {where} 暂不可用：{problem}。枢纽会自动重试；若持续，请联系该部门。', en: 'The source system {where} is unavailable: {problem}. The hub tries again; if it lasts, call the department.' },
    retriable: true,
    status: 502,
  },
  SOURCE_TIMEOUT: {
    message: { zh: '来源系统 {where} 在 {ms} 毫秒内没有应答。枢纽会自动重试。', en: 'The source system {where} did not answer within {ms} ms. The hub tries again.' },
    retriable: true,
    status: 504,
  },
  SOURCE_REFUSED: {
    message: { zh: '来源系统 {where} 拒绝请求：{problem}。请检查凭据、路径和权限。', en: 'The source system {where} refuses: {problem}. Check credential, path and rights.' },
    retriable: false,
    status: 502,
  },
  SOURCE_MALFORMED: {
    message: { zh: '来源系统 {where} 的一页无法读取（{problem}），已送隔离区；下次将从同一位置重试。', en: 'A page of {where} cannot be read ({problem}); it is in quarantine, and the same place is tried again at the next run.' },
    retriable: true,
    status: 502,
  },
  SOURCE_CONFIG: {
    message: { zh: '来源 {where} 的设置与其系统不符：{problem}。', en: 'The settings of source {where} do not fit its system: {problem}.' },
    retriable: false,
    status: 400,
  },
  ADDRESS_FORBIDDEN: {
    message: { zh: '禁止连接 {address}（{problem}）。若确为本部门内网地址，请设置 allowPrivate: true。', en: 'Connecting to {address} is forbidden ({problem}). If it is a department inside your own network, set allowPrivate: true.' },
    retriable: false,
    status: 400,
  },
  REDIRECT_FORBIDDEN: {
    message: { zh: '{where} 的转向被拒绝：{problem}。请把最终地址写入 url。', en: 'The redirect of {where} is refused: {problem}. Write the final address into url.' },
    retriable: false,
    status: 502,
  },
  FILE_CHANGED: {
    message: { zh: '文件 {file} 在读取时被改动，将从头重读。请先写临时名再改名。', en: 'The file {file} changed while it was read; it is read again from its start. Write under a temporary name, then rename.' },
    retriable: true,
  },
  FOLDER_UNUSABLE: {
    message: { zh: '目录 {folder} 无法使用：{problem}。请检查路径和权限。', en: 'The folder {folder} cannot be used: {problem}. Check its path and rights.' },
    retriable: true,
  },
  RECORD_FORBIDDEN: {
    message: {
      zh: '连接 {connection} 的第 {place} 条记录在字段 {field} 中含有不得进入枢纽的内容；本页未存入任何数据，来源已停止。请由来源部门在其视图中剔除后重新提供。',
      en: 'Record {place} of a page of connection {connection} holds in {field} what must never enter the hub. Nothing of the page was stored and the source stands still. Have the department leave it out of its view, then provide the page again.',
    },
    retriable: false,
    status: 422,
  },
  SINK_UNAVAILABLE: {
    message: { zh: '接收系统 {where} 暂不可用：{problem}。推送等待，不会丢失。', en: 'The receiving system {where} is unavailable: {problem}. The feed waits; nothing is lost.' },
    retriable: true,
    status: 502,
  },
  BUS_MESSAGE_TOO_LARGE: {
    message: { zh: '发往 {topic} 的第 {index} 条消息有 {bytes} 字节，超过上限 {limit}。请在来源处拆分该记录。', en: 'Message {index} for {topic} has {bytes} bytes, over the limit of {limit}. Split the record at its source.' },
    retriable: false,
    status: 413,
  },
  BUS_TOPIC_UNKNOWN: {
    message: { zh: '总线上没有主题 {topic}。请先由枢纽创建主题（ensureTopics）。', en: 'The bus has no topic {topic}. Let the hub create it first (ensureTopics).' },
    retriable: true,
  },
  BUS_UNAVAILABLE: {
    message: { zh: '总线暂不可用（{what}：{problem}）。枢纽会自动重试；若持续，请检查总线。', en: 'The bus is unavailable ({what}: {problem}). The hub tries again; if it lasts, check the bus.' },
    retriable: true,
    status: 503,
  },
  BUS_CLOSED: {
    message: { zh: '总线已关闭，进程正在退出。', en: 'The bus is closed: this process is ending.' },
    retriable: false,
    status: 503,
  },
  BUS_FILE_IN_USE: {
    message: { zh: '日志文件 {file} 正被另一进程使用。请先停止它；多个进程请改用 Kafka。', en: 'The log file {file} is used by another process. Stop that one first; for several processes use Kafka.' },
    retriable: false,
  },
  BUS_LIMIT: {
    message: { zh: '嵌入式日志已达上限：{problem}。请改用 Kafka。', en: 'The embedded log is at its limit: {problem}. Use Kafka.' },
    retriable: false,
  },
} as const satisfies Readonly<Record<string, ErrorSpec>>;

export const fail = errorsOf<Record<keyof typeof CONNECTORS_ERRORS, ErrorSpec>>(CONNECTORS_ERRORS);
