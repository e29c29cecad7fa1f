// The gateway's error table. docs/errors.md lists the same codes (errors.spec.ts compares); a code is never reused.
import { errorsOf, type ErrorSpec } from '@lianshu/schemas';
import { API_ERROR_ROWS } from './api/error-rows';

export const GATEWAY_ERRORS = {
  ...API_ERROR_ROWS,
  STORE_UNAVAILABLE: {
    message: { en: 'The database does not answer: {reason}. Check that it runs and that the store URL is right; work goes on by itself once it is back.', zh: '数据库无响应：{reason}。请检查数据库是否运行、存储地址是否正确；恢复后自动继续。' },
    retriable: true, status: 503,
  },
  STORE_FAULT: {
    message: { en: 'The database refused a statement: {reason}. This is a fault of the hub; report it with the correlation id.', zh: '数据库拒绝执行语句：{reason}。这是枢纽自身的故障，请附关联编号上报。' },
    retriable: true, status: 500,
  },
  STORE_URL: {
    message: { en: 'The store URL must start with mysql:// or file:, not {scheme}.', zh: '存储地址须以 mysql:// 或 file: 开头，而不是 {scheme}。' },
    retriable: false,
  },
  STORE_OTHER_LOG: {
    message: { en: 'The store holds offsets of log {stored}, but this bus is log {given}. Connect the right bus, or start with an empty store.', zh: '存储中记录的是日志 {stored} 的位点，而当前总线是日志 {given}。请连接正确的总线，或使用空的存储。' },
    retriable: false,
  },
  STORE_OFFSET_PAST_END: {
    message: { en: 'The store has consumed {topic}/{partition} up to {stored}, past its end at {end}: the topic was made anew. Restore the log, or start with an empty store.', zh: '存储对 {topic}/{partition} 的位点 {stored} 超过了其末尾 {end}：该主题已被重建。请恢复日志，或使用空的存储。' },
    retriable: false,
  },
  STORE_NOT_ADDITIVE: {
    message: { en: 'Table {table} has column {column} as {was}, but the catalogue wants {wanted}. Publish a new major version of the dataset instead of changing it.', zh: '表 {table} 的列 {column} 现为 {was}，目录要求 {wanted}。请发布数据集的新主版本，而不是修改原版本。' },
    retriable: false,
  },
  DATASET_UNKNOWN: {
    message: { en: 'There is no dataset {dataset}. Take a name from the catalogue.', zh: '没有数据集 {dataset}。请从目录中选择名称。' },
    retriable: false, status: 404,
  },
  FIELD_NOT_SEARCHABLE: {
    message: { en: 'Field {field} of {dataset} cannot be used for {use}. Use a scalar field of the dataset.', zh: '数据集 {dataset} 的字段 {field} 不能用于{use}。请使用标量字段。' },
    retriable: false, status: 400,
  },
  VALUE_INVALID: {
    message: { en: 'Field {field} of {dataset} takes {expected}, not {got}.', zh: '数据集 {dataset} 的字段 {field} 需要 {expected}，而不是 {got}。' },
    retriable: false, status: 400,
  },
  CURSOR_INVALID: {
    message: { en: 'The cursor is not of this list and order. Take it from an answer to the same question.', zh: '游标不属于此列表及其排序。请使用同一查询返回的游标。' },
    retriable: false, status: 400,
  },
  PAGE_SIZE: {
    message: { en: 'A page has 1 to {most} rows, not {got}.', zh: '每页 1 至 {most} 行，而不是 {got}。' },
    retriable: false, status: 400,
  },
  FEED_UNKNOWN: {
    message: { en: 'There is no feed {feed}. Take a name from the list of feeds.', zh: '没有数据流 {feed}。请从数据流列表中选择名称。' },
    retriable: false, status: 404,
  },
  FEED_INVALID: {
    message: { en: 'Feed definition {file} is refused at {at}: {reason}.', zh: '数据流定义 {file} 在 {at} 处被拒绝：{reason}。' },
    retriable: false,
  },
  QUARANTINE_UNKNOWN: {
    message: { en: 'There is no quarantine item {id}.', zh: '没有隔离项 {id}。' },
    retriable: false, status: 404,
  },
  QUARANTINE_CLOSED: {
    message: { en: 'Quarantine item {id} is {state}; only open items can be changed.', zh: '隔离项 {id} 的状态为 {state}；只能更改未关闭的隔离项。' },
    retriable: false, status: 409,
  },
  PARTNER_EXISTS: {
    message: { en: 'Partner {id} exists already. Choose another id, or use it.', zh: '合作方 {id} 已存在。请另选标识或直接使用。' },
    retriable: false, status: 409,
  },
  PARTNER_UNKNOWN: {
    message: { en: 'There is no partner {id}. Add it first.', zh: '没有合作方 {id}。请先添加。' },
    retriable: false, status: 404,
  },
  KEY_UNKNOWN: {
    message: { en: 'There is no key {id}.', zh: '没有密钥 {id}。' },
    retriable: false, status: 404,
  },
} as const satisfies Readonly<Record<string, ErrorSpec>>;

export const gatewayError = errorsOf(GATEWAY_ERRORS);
