// Faults of the mappings package: definitions that may not run. A spec compares the table with docs/errors.md.
import { errorsOf, type ErrorSpec } from '@lianshu/schemas';

export const MAPPING_ERRORS = {
  MAPPING_FILE: {
    message: {
      zh: '无法读取映射文件 {file}：{cause}。请检查该文件是否存在且可读。',
      en: 'Cannot read the mapping file {file}: {cause}. Check that it exists and can be read.',
    },
    retriable: false,
    status: 400,
  },
  MAPPING_YAML: {
    message: {
      zh: '{file} 第 {line} 行不是有效的 YAML：{problem}。请改正该行后重试。',
      en: '{file}, line {line} is not valid YAML: {problem}. Mend that line and try again.',
    },
    retriable: false,
    status: 400,
  },
  MAPPING_LANGUAGE: {
    message: {
      zh: '{file} 不符合映射表语言（{count} 处），第一处在第 {line} 行 {key}：\n{list}\n语言说明见 mappings/README.md。',
      en: '{file} does not follow the table language ({count} places), the first at line {line}, key {key}:\n{list}\nThe language is described in mappings/README.md.',
    },
    retriable: false,
    status: 400,
  },
  MAPPING_INVALID: {
    message: {
      zh: '{file} 不能运行（{count} 处问题），第一处在第 {line} 行 {key}：\n{list}\n请逐条改正后再发布。',
      en: '{file} may not run ({count} problems), the first at line {line}, key {key}:\n{list}\nMend each of them, then publish again.',
    },
    retriable: false,
    status: 422,
  },
  MAPPING_DUPLICATE: {
    message: {
      zh: '{file} 与 {other} 声明了同一张表 {table}@{version}。请给其中一张换版本号或名称。',
      en: '{file} and {other} both declare {table}@{version}. Give one of them another version or name.',
    },
    retriable: false,
    status: 409,
  },
} satisfies Record<string, ErrorSpec>;

export const mappingError = errorsOf(MAPPING_ERRORS);
