// The error table of the composition root and the command line.
import { errorsOf, type ErrorSpec } from '@lianshu/schemas';

export const HUB_ERRORS = {
  CONFIG_UNREADABLE: {
    message: { en: 'The configuration {file} cannot be read: {why}. Give an existing YAML file with --config.', zh: '无法读取配置文件 {file}：{why}。请用 --config 指定存在的 YAML 文件。' },
    retriable: false,
  },
  CONFIG_INVALID: {
    message: { en: 'The configuration is refused at {key}: {why}. Correct this key and start again.', zh: '配置项 {key} 有误：{why}。请更正后重新启动。' },
    retriable: false,
  },
  SECRET_MISSING: {
    message: { en: 'The secret {name} is missing. Set LIANSHU_SECRET_{name} or put a file {name} into the secrets folder.', zh: '缺少密钥 {name}。请设置 LIANSHU_SECRET_{name}，或在密钥目录中放置文件 {name}。' },
    retriable: false,
  },
  CONNECTION_INVALID: {
    message: { en: 'The connection file {file} is refused at {key} (line {line}): {why}.', zh: '连接文件 {file} 第 {line} 行 {key} 有误：{why}。' },
    retriable: false,
  },
  CONNECTION_VALUE_MISSING: {
    message: { en: 'The connection file {file} uses {path}, for which the configuration has no value. Add it under `values`.', zh: '连接文件 {file} 引用了 {path}，但配置的 values 中没有该值，请补充。' },
    retriable: false,
  },
  DEFINITIONS_INVALID: {
    message: { en: 'Definitions are refused:\n{problems}', zh: '定义有误：\n{problems}' },
    retriable: false,
  },
  PORT_IN_USE: {
    message: { en: 'No free port was found from {port} on. Give another with --port.', zh: '自 {port} 起没有空闲端口，请用 --port 指定其他端口。' },
    retriable: false,
  },
  DATA_LOCKED: {
    message: { en: 'The data folder {dir} is used by the running process {pid}. Stop it first, or give another folder with --data.', zh: '数据目录 {dir} 正被进程 {pid} 使用。请先停止该进程，或用 --data 指定其他目录。' },
    retriable: false,
  },
  HUB_UNREACHABLE: {
    message: { en: 'No hub answers at {url}: {why}. Start it, or give its address with --url.', zh: '{url} 处没有运行中的联数：{why}。请先启动，或用 --url 指定地址。' },
    retriable: true,
  },
  HUB_REFUSED: {
    message: { en: 'The hub refused: {why}', zh: '联数拒绝了请求：{why}' },
    retriable: false,
  },
} as const satisfies Record<string, ErrorSpec>;

export const fail = errorsOf(HUB_ERRORS);
