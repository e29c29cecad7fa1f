// The kinds of change, whom each one hurts, and what is said of it in both languages. `{name}`, `{from}` and `{to}` are filled in.
import type { Bilingual } from '../../reason';
import type { ChangeEffect } from '../types';

export interface ChangeKind {
  readonly effect: ChangeEffect;
  readonly text: Bilingual;
  readonly fix?: Bilingual;
}

const kind = (effect: ChangeEffect, en: string, zh: string, fix?: readonly [string, string]): ChangeKind => ({
  effect,
  text: { en, zh },
  ...(fix ? { fix: { en: fix[0], zh: fix[1] } } : {}),
});

const KEEP = ['Keep the old rule, or publish a new major version with a migration table.', '保留原规则，或发布新的主版本并附迁移表。'] as const;
const WAIT = ['Let every reader move to the new version before writers use it.', '先让所有接收方升级到新版本，再由提供方启用。'] as const;

export const CHANGE_KINDS = {
  SCHEMA_CLOSED: kind('narrows', 'Nothing is allowed here any more.', '此处不再允许任何值。', KEEP),
  SCHEMA_OPENED: kind('widens', 'Anything is allowed here now.', '此处现在允许任何值。', WAIT),
  TYPE_NARROWED: kind('narrows', 'The types went from {from} to fewer: {to}.', '类型由 {from} 收窄为 {to}。', ['Keep accepting the old types.', '继续接受原有类型。']),
  TYPE_WIDENED: kind('widens', 'The types went from {from} to more: {to}.', '类型由 {from} 放宽为 {to}。', WAIT),
  TYPE_CHANGED: kind('both', 'The type changed from {from} to {to}.', '类型由 {from} 改为 {to}。', ['Add a new property of the new type and keep the old one.', '以新类型新增字段，并保留原字段。']),
  ENUM_NARROWED: kind('narrows', 'The values {from} are no longer allowed.', '不再允许取值 {from}。', ['Keep the old values and mark them as retired.', '保留原取值并标注为停用。']),
  ENUM_WIDENED: kind('widens', 'The values {to} are allowed in addition.', '新增允许取值 {to}。', WAIT),
  ENUM_CHANGED: kind('both', 'The values {from} were replaced by {to}.', '取值 {from} 被替换为 {to}。', ['Keep the old values beside the new ones.', '在新增取值的同时保留原取值。']),
  ENUM_ADDED: kind('narrows', 'Only listed values are allowed now: {to}.', '现在只允许所列取值：{to}。', KEEP),
  ENUM_REMOVED: kind('widens', 'The list of allowed values is gone: {from}.', '取值列表已取消：{from}。', WAIT),
  RANGE_NARROWED: kind('narrows', '{name} is stricter: {from} became {to}.', '{name} 收紧：由 {from} 改为 {to}。', ['Keep the old bound.', '保留原界限。']),
  RANGE_WIDENED: kind('widens', '{name} is looser: {from} became {to}.', '{name} 放宽：由 {from} 改为 {to}。', WAIT),
  MULTIPLE_CHANGED: kind('both', 'multipleOf changed from {from} to {to}.', '倍数要求由 {from} 改为 {to}。', KEEP),
  MULTIPLE_NARROWED: kind('narrows', 'Values must be multiples of {to} now (before: {from}).', '取值现须为 {to} 的倍数（原为 {from}）。', KEEP),
  MULTIPLE_WIDENED: kind('widens', 'multipleOf was loosened from {from} to {to}.', '倍数要求由 {from} 放宽为 {to}。', WAIT),
  PATTERN_ADDED: kind('narrows', 'Text must match {to} now.', '文本现须匹配 {to}。', KEEP),
  PATTERN_REMOVED: kind('widens', 'Text need not match {from} any more.', '文本不再要求匹配 {from}。', WAIT),
  PATTERN_CHANGED: kind('both', 'The pattern changed from {from} to {to}.', '正则由 {from} 改为 {to}。', ['Let the new pattern match all that the old one matched.', '让新的正则覆盖原正则所匹配的全部文本。']),
  FORMAT_ADDED: kind('narrows', 'The format {to} is named now.', '新增格式 {to}。', KEEP),
  FORMAT_REMOVED: kind('widens', 'The format {from} is gone.', '取消格式 {from}。', WAIT),
  FORMAT_CHANGED: kind('both', 'The format changed from {from} to {to}.', '格式由 {from} 改为 {to}。', KEEP),
  REQUIRED_ADDED: kind('narrows', 'The property {name} is required now.', '字段 {name} 现为必填。', ['Make it optional, or give writers time to send it before requiring it.', '改为选填，或先让提供方补齐后再设为必填。']),
  REQUIRED_REMOVED: kind('widens', 'The property {name} is no longer required.', '字段 {name} 不再必填。', ['Keep it required until every reader copes without it.', '在所有接收方能处理缺失前保持必填。']),
  PROPERTY_ADDED_OPEN: kind('narrows', 'The property {name} is declared now; before, anything could stand under that name.', '新增声明字段 {name}；此前该名称下可为任意值。', ['Close the old version first (additionalProperties: false), or compare as lenient.', '先将旧版本设为封闭（additionalProperties: false），或按宽松方式比较。']),
  PROPERTY_ADDED_CLOSED: kind('widens', 'The property {name} is new; the old version refuses it.', '新增字段 {name}；旧版本会拒绝它。', WAIT),
  PROPERTY_ADDED_COVERED: kind('both', 'The property {name} is declared now; before, the rule for undeclared names applied.', '新增声明字段 {name}；此前适用未声明字段的规则。', ['Let its rule equal the one for undeclared names.', '使其规则与未声明字段的规则一致。']),
  PROPERTY_REMOVED_OPEN: kind('widens', 'The property {name} is no longer declared; anything may stand under that name.', '不再声明字段 {name}；该名称下可为任意值。', ['Keep the declaration and mark it deprecated.', '保留声明并标注为弃用。']),
  PROPERTY_REMOVED_CLOSED: kind('narrows', 'The property {name} is gone and is refused now.', '字段 {name} 已删除，现会被拒绝。', ['Keep the property, mark it deprecated.', '保留该字段并标注为弃用。']),
  PROPERTY_REMOVED_COVERED: kind('both', 'The property {name} is no longer declared; the rule for undeclared names applies.', '不再声明字段 {name}；改用未声明字段的规则。', ['Keep the declaration.', '保留声明。']),
  ADDITIONAL_PROPERTIES_CLOSED: kind('narrows', 'Undeclared properties are refused now.', '现在拒绝未声明字段。', ['Leave the object open, or declare the properties that are in use.', '保持开放，或声明正在使用的字段。']),
  ADDITIONAL_PROPERTIES_OPENED: kind('widens', 'Undeclared properties are allowed now.', '现在允许未声明字段。', WAIT),
  PATTERN_PROPERTY_ADDED: kind('both', 'Names that match {name} have a rule now.', '匹配 {name} 的字段名现有规则。', KEEP),
  PATTERN_PROPERTY_REMOVED: kind('both', 'Names that match {name} have no rule any more.', '匹配 {name} 的字段名不再有规则。', KEEP),
  ITEM_ADDED: kind('narrows', 'Item {name} of the list has a rule now.', '列表第 {name} 项现有规则。', KEEP),
  ITEM_REMOVED: kind('widens', 'Item {name} of the list has no rule any more.', '列表第 {name} 项不再有规则。', WAIT),
  UNIQUE_ADDED: kind('narrows', 'Items must differ now.', '列表项现须互不相同。', KEEP),
  UNIQUE_REMOVED: kind('widens', 'Items may repeat now.', '列表项现可重复。', WAIT),
  DEPENDENCY_ADDED: kind('narrows', 'With {name}, {to} is demanded now.', '出现 {name} 时现要求 {to}。', KEEP),
  DEPENDENCY_REMOVED: kind('widens', 'With {name}, {from} is no longer demanded.', '出现 {name} 时不再要求 {from}。', WAIT),
  DEPENDENCY_CHANGED: kind('both', 'What {name} demands changed.', '{name} 的依赖要求已改变。', KEEP),
  BRANCH_ADDED: kind('widens', 'The union {name} has one more branch.', '联合 {name} 增加一个分支。', WAIT),
  BRANCH_REMOVED: kind('narrows', 'The union {name} has lost a branch.', '联合 {name} 减少一个分支。', ['Keep the branch and mark it deprecated.', '保留该分支并标注为弃用。']),
  ONE_OF_CHANGED: kind('both', 'The branches of oneOf changed; a value may match none or several now.', 'oneOf 的分支已改变；取值可能不再恰好匹配一个。', KEEP),
  RULE_ADDED: kind('narrows', 'The rule {name} is new.', '新增规则 {name}。', KEEP),
  RULE_REMOVED: kind('widens', 'The rule {name} is gone.', '取消规则 {name}。', WAIT),
  RULE_CHANGED: kind('both', 'The rule {name} changed.', '规则 {name} 已改变。', KEEP),
  REFERENCE_CHANGED: kind('none', 'The reference went from {from} to {to}.', '引用由 {from} 改为 {to}。'),
  DIALECT_CHANGED: kind('none', 'The dialect went from {from} to {to}.', '方言由 {from} 改为 {to}。'),
  WORDING_CHANGED: kind('none', 'Only wording changed: {name}.', '仅说明文字改变：{name}。'),
} as const satisfies Readonly<Record<string, ChangeKind>>;

export type ChangeKindName = keyof typeof CHANGE_KINDS;
