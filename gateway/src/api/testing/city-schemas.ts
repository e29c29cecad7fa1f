// For specs: the catalogue of the small city. It has every case that a view must get right.
import type { SchemaNode } from '@lianshu/schemas';

const titled = (zh: string, en: string, node: SchemaNode): SchemaNode => ({ ...node, 'x-title-zh': zh, 'x-title-en': en });
const text = (zh: string, en: string, more: SchemaNode = {}): SchemaNode => titled(zh, en, { type: 'string', maxLength: 60, ...more });

function dataset(name: string, key: readonly string[], required: readonly string[], level: 'L1' | 'L2' | 'L3', properties: Record<string, SchemaNode>): SchemaNode {
  return titled(`${name} 数据集`, name, {
    $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `urn:lianshu:canonical:${name}:1`, type: 'object', additionalProperties: false,
    required, properties, 'x-key': key, 'x-level': level, 'x-share': 'conditional', 'x-provider': ['construction'], 'x-consumers': ['water'], 'x-cadence': 'daily',
  });
}

const plant = dataset('plant', ['uscc'], ['uscc', 'name'], 'L1', {
  uscc: text('统一社会信用代码', 'Unified social credit code'),
  name: text('名称', 'Name'),
  kind: text('类型', 'Kind', { enum: ['readyMix', 'precast'] }),
  lines: titled('生产线', 'Lines', { type: 'integer', minimum: 0 }),
  openedOn: text('开业日期', 'Opened on', { format: 'date' }),
  contactName: text('联系人', 'Contact', { 'x-personal': 'name' }),
  profit: titled('利润', 'Profit', { type: 'number', 'x-scale': 2, 'x-precision': 18, 'x-unit': 'CNY', 'x-level': 'L3' }),
});

const cert = dataset('cert', ['certNo'], ['certNo', 'grade', 'volume', 'issuedAt'], 'L2', {
  certNo: text('合格证编号', 'Certificate number'),
  plantUscc: text('生产企业', 'Plant', { 'x-ref': { dataset: 'plant', as: 'plant', reverse: 'certs' } }),
  grade: text('强度等级', 'Strength grade'),
  volume: titled('方量', 'Volume', { type: 'number', 'x-scale': 2, 'x-precision': 6, 'x-unit': 'm³' }),
  issuedAt: text('签发时间', 'Issued at', { format: 'date-time' }),
  status: text('状态', 'Status', { enum: ['issued', 'accepted', 'voided'] }),
  defenceClass: text('防护等级', 'Defence class', { enum: ['常5', '常6'] }),
  reportNos: titled('报告编号', 'Reports', { type: 'array', items: { type: 'string', maxLength: 40, 'x-ref': { dataset: 'report', as: 'reports', reverse: 'citedBy' } } }),
  materials: titled('材料', 'Materials', {
    type: 'array',
    items: {
      type: 'object', additionalProperties: false,
      properties: { material: text('材料', 'Material'), kg: titled('质量', 'Mass', { type: 'number', 'x-scale': 1, 'x-precision': 8, 'x-unit': 'kg' }), recipe: text('配方', 'Recipe', { 'x-level': 'L3' }) },
    },
  }),
  driver: titled('驾驶员', 'Driver', {
    type: 'object', additionalProperties: false, properties: { ref: text('代号', 'Reference'), name: text('姓名', 'Name', { 'x-personal': 'name' }) },
  }),
  idNo: text('身份证号', 'Identity number', { 'x-personal': 'idNo' }),
  price: titled('单价', 'Price', { type: 'number', 'x-scale': 2, 'x-precision': 10, 'x-level': 'L3', 'x-unit': 'CNY' }),
});

const report = dataset('report', ['reportNo'], ['reportNo', 'conclusion'], 'L2', {
  reportNo: text('报告编号', 'Report number'),
  certNo: text('合格证编号', 'Certificate', { 'x-ref': { dataset: 'cert', as: 'cert', reverse: 'tests' } }),
  ageDays: titled('龄期', 'Age', { type: 'integer', 'x-unit': 'd' }),
  mpa: titled('强度', 'Strength', { type: 'number', 'x-scale': 1, 'x-precision': 5, 'x-unit': 'MPa' }),
  conclusion: text('结论', 'Conclusion', { enum: ['qualified', 'unqualified'] }),
});

const wage = dataset('wage', ['wageNo'], ['wageNo'], 'L3', {
  wageNo: text('编号', 'Number'),
  certNo: text('合格证编号', 'Certificate', { 'x-ref': { dataset: 'cert', as: 'cert', reverse: 'wages' } }),
  amount: titled('金额', 'Amount', { type: 'number', 'x-scale': 2, 'x-precision': 16, 'x-unit': 'CNY' }),
});

export const CITY_SCHEMAS: readonly SchemaNode[] = [plant, cert, report, wage];
