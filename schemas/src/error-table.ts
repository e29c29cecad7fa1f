// The faults of this package. `docs/errors.md` repeats this table; a test compares the two.
import { errorsOf, type ErrorSpec } from './errors';

export const SCHEMAS_ERRORS = {
  CATALOGUE_UNKNOWN: {
    message: {
      en: 'The catalogue has no {id}. Choose one of the ids that the catalogue lists, or add its schema file.',
      zh: '目录中没有 {id}。请选用目录所列的标识，或添加其模式文件。',
    },
    retriable: false,
    status: 404,
  },
  CODE_SET_UNKNOWN: {
    message: {
      en: 'There is no code set {id}. Add codes/{id}.json to the catalogue or correct the name.',
      zh: '没有代码集 {id}。请在目录中添加 codes/{id}.json 或更正名称。',
    },
    retriable: false,
    status: 404,
  },
  CATALOGUE_INVALID: {
    message: {
      en: 'The catalogue is refused, {count} problem(s): {problems} Mend the named files and start again.',
      zh: '目录被拒绝，共 {count} 处问题：{problemsZh} 请修改所列文件后重新启动。',
    },
    retriable: false,
    status: 422,
  },
  CATALOGUE_UNREADABLE: {
    message: {
      en: 'The catalogue file or folder {file} cannot be read. Check the path and its permissions.',
      zh: '无法读取目录文件或文件夹 {file}。请检查路径和权限。',
    },
    retriable: true,
    status: 500,
  },
  PATTERN_REFUSED: {
    message: {
      en: 'The pattern {pattern} is refused: {problem}. Write it without look-around and back-references.',
      zh: '正则表达式 {pattern} 被拒绝：{problem}。请勿使用环视和反向引用。',
    },
    retriable: false,
    status: 422,
  },
  JSON_NOT_CANONICAL: {
    message: {
      en: 'A value of kind {kind} at {path} has no canonical JSON. Pass strings, finite numbers, booleans, null, lists and plain objects only.',
      zh: '{path} 处的值（{kind}）没有规范 JSON 形式。只能传入字符串、有限数、布尔、null、列表和普通对象。',
    },
    retriable: false,
    status: 500,
  },
  OPTIONS_INVALID: {
    message: {
      en: 'Options of {where} are invalid: {problems}. Mend the named key, then start or apply again.',
      zh: '{where} 的选项有误：{problems}。请改正该键后重新启动或重新应用。',
    },
    retriable: false,
    status: 400,
  },
  COMPAT_DIALECT: {
    message: {
      en: 'The schema names the dialect {dialect}, which is not compared. Name draft-07, 2019-09 or 2020-12 in $schema.',
      zh: '模式声明的方言 {dialect} 不支持比较。请在 $schema 中声明 draft-07、2019-09 或 2020-12。',
    },
    retriable: false,
    status: 422,
  },
  COMPAT_SCHEMA: {
    message: {
      en: 'The {which} schema cannot be compared: {problem}. Correct the schema and compare again.',
      zh: '{which} 模式无法比较：{problem}。请改正模式后重新比较。',
    },
    retriable: false,
    status: 422,
  },
} as const satisfies Readonly<Record<string, ErrorSpec>>;

export const schemasError = errorsOf(SCHEMAS_ERRORS);
