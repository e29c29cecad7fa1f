// Refusals of access, GraphQL and feeds: what happened, and what the caller does next. Compared with docs/errors.md by a spec.
import type { Bilingual, ErrorSpec } from '@lianshu/schemas';

export interface ApiErrorSpec extends ErrorSpec {
  readonly next: Bilingual;
}

type Row = readonly [status: number, en: string, zh: string, nextEn: string, nextZh: string];

const spec = ([status, en, zh, nextEn, nextZh]: Row, retriable = false): ApiErrorSpec => ({
  message: { en, zh }, next: { en: nextEn, zh: nextZh }, retriable, status,
});

const ACCESS_ERROR_ROWS = {
  ACCESS_KEY_MISSING: spec([401, 'No API key was sent.', '请求未携带 API 密钥。', 'Send the header "Authorization: Bearer <key>" or "x-api-key: <key>".', '请在请求头加入 "Authorization: Bearer <密钥>" 或 "x-api-key: <密钥>"。']),
  ACCESS_KEY_UNKNOWN: spec([401, 'The API key is not known, has expired, or was revoked.', 'API 密钥无效、已过期或已被吊销。', 'Check that the whole key was copied, or ask the data office for a new one.', '请核对密钥是否完整，或向数据主管部门申请新密钥。']),
  ACCESS_ROLE: spec([403, 'This needs the role {expected}; the key has the role {got}.', '此操作需要 {expected} 角色，当前密钥角色为 {got}。', 'Use a staff or operator key.', '请使用工作人员或运维密钥。']),
  ACCESS_FEED_UNKNOWN: spec([404, 'There is no feed {feed} that this key may read.', '没有此密钥可读取的数据流 {feed}。', 'List the readable feeds with the query { feeds { name } }, or apply for a grant of its dataset.', '请用查询 { feeds { name } } 查看可读取的数据流，或申请对应数据集的授权。']),
  ACCESS_WITHDRAWN: spec([403, 'The right to read this stream was withdrawn.', '读取此数据流的授权已被收回。', 'Ask the data office; a new grant continues from the last sequence that was received.', '请联系数据主管部门；重新授权后可从最后收到的序号继续。']),
} as const;

const REQUEST_ERROR_ROWS = {
  API_METHOD: spec([405, 'GraphQL is asked by POST; got {got}.', 'GraphQL 只接受 POST 请求，收到 {got}。', 'POST a JSON body { "query": … } with content-type application/json.', '请以 POST 发送 JSON 请求体 { "query": … }，content-type 为 application/json。']),
  API_CONTENT_TYPE: spec([415, 'The content type {got} is not accepted.', '不接受内容类型 {got}。', 'Send application/json.', '请使用 application/json。']),
  API_CHARSET: spec([415, 'The charset {got} is not accepted.', '不接受字符集 {got}。', 'Send UTF-8: content-type application/json; charset=utf-8.', '请使用 UTF-8：content-type application/json; charset=utf-8。']),
  API_BODY: spec([400, 'The request body is not a GraphQL request.', '请求体不是有效的 GraphQL 请求。', 'Send a JSON object { "query": "…", "variables": {…} }; batches are not accepted.', '请发送 JSON 对象 { "query": "…", "variables": {…} }；不接受批量请求。']),
  API_BODY_TOO_LARGE: spec([413, 'The request body is larger than {expected} bytes.', '请求体超过 {expected} 字节。', 'Send a shorter query, or fewer values.', '请缩短查询或减少取值。']),
  API_SYNTAX: spec([400, 'The query is not valid GraphQL: {problem}', '查询语句语法错误：{problem}', 'Correct the query at the place named in "locations".', '请按 "locations" 指出的位置修改查询。']),
  API_VALIDATION: spec([400, '{problem}', '查询与当前密钥可见的结构不符：{problem}', 'Ask only for what this key\'s schema holds (introspection shows it), or apply for a grant of more.', '请只查询当前密钥可见的结构（可用内省查看），或申请更多授权。']),
  API_INPUT: spec([400, 'The value of {field} is not accepted: expected {expected}, got {got}.', '{field} 的取值无效：应为 {expected}，收到 {got}。', 'Correct the value.', '请修改取值。']),
  API_TIMEOUT: spec([504, 'The request took longer than {expected} ms and was stopped.', '请求超过 {expected} 毫秒，已中止。', 'Ask for fewer records, or narrow "where".', '请减少记录数或收窄 where 条件。'], true),
  API_UNAVAILABLE: spec([503, 'The hub\'s store does not answer at the moment.', '平台存储暂时不可用。', 'Try again in a few seconds; a feed continues from the last sequence.', '请稍后重试；数据流可从最后收到的序号继续。'], true),
  API_INTERNAL: spec([500, 'The hub failed to answer.', '平台内部错误。', 'Try again; if it stays, report the correlation id to the operator.', '请稍后重试；若持续出现，请将 correlationId 告知运维人员。'], true),
  API_SCHEMA_CONFLICT: spec([500, 'The catalogue cannot be served: {problem}', '数据目录无法生成接口：{problem}', 'Rename the link or field in the catalogue.', '请在数据目录中修改链接或字段名称。']),
} as const;

const LIMIT_ERROR_ROWS = {
  API_TOKENS: spec([400, 'The query has more than {expected} tokens.', '查询语句超过 {expected} 个词元。', 'Send a shorter query.', '请缩短查询语句。']),
  API_DEPTH: spec([400, 'The query is {got} levels deep; at most {expected} are served.', '查询嵌套 {got} 层，最多 {expected} 层。', 'Ask in two queries.', '请拆成两次查询。']),
  API_ALIASES: spec([400, 'The query has {got} aliases; at most {expected} are served.', '查询含 {got} 个别名，最多 {expected} 个。', 'Use "where … in" or several requests in place of aliases.', '请用 where … in 或多次请求代替别名。']),
  API_DIRECTIVES: spec([400, 'The query has {got} directives; at most {expected} are served.', '查询含 {got} 个指令，最多 {expected} 个。', 'Remove directives.', '请减少指令。']),
  API_FIELDS: spec([400, 'The query expands to {got} fields; at most {expected} are served.', '查询展开后含 {got} 个字段，最多 {expected} 个。', 'Use fewer or smaller fragments.', '请减少或缩小片段。']),
  API_COST: spec([400, 'The query may return {got} records; at most {expected} are served in one call.', '查询最多可能返回 {got} 条记录，单次上限 {expected} 条。', 'Lower "first" on the outer or the inner lists and page with "after".', '请减小外层或内层列表的 first，并用 after 翻页。']),
  API_PAGE: spec([400, '{field} must be between 1 and {expected}; got {got}.', '{field} 应在 1 到 {expected} 之间，收到 {got}。', 'Ask for a smaller page and continue with "after".', '请减小每页条数，并用 after 继续。']),
  API_WHERE_TOO_LARGE: spec([400, 'The filter has more than {expected}.', '筛选条件超过 {expected}。', 'Use fewer conditions, or "in" with a list.', '请减少条件，或使用 in 列表。']),
} as const;

const FEED_ERROR_ROWS = {
  FEED_AFTER: spec([400, '"after" must be a sequence that the feed gave out (0 … {expected}); got {got}.', 'after 应为数据流给出的序号（0 … {expected}），收到 {got}。', 'Send the last sequence that was received; 0 starts at the beginning.', '请发送最后收到的序号；0 表示从头开始。']),
  FEED_SUBSCRIPTIONS_ONLY: spec([400, 'The web socket carries subscriptions only.', 'WebSocket 仅用于订阅。', 'Send queries and mutations by POST to /graphql.', '查询与变更请以 POST 发送到 /graphql。']),
  FEED_TRANSPORT: spec([400, 'Subscriptions are served over the web socket at /graphql.', '订阅通过 /graphql 的 WebSocket 提供。', 'Connect with the graphql-transport-ws protocol, or read /feeds/<feed>/events.', '请使用 graphql-transport-ws 协议连接，或读取 /feeds/<名称>/events。']),
  FEED_TOO_MANY: spec([429, 'This organisation already has {expected} live streams.', '该机构的实时连接已达 {expected} 个。', 'Close streams that are no longer read.', '请关闭不再使用的连接。'], true),
} as const;

export const API_ERROR_ROWS = { ...ACCESS_ERROR_ROWS, ...REQUEST_ERROR_ROWS, ...LIMIT_ERROR_ROWS, ...FEED_ERROR_ROWS } as const;
