import { type ConnectionDocument, expandConnection } from './connection';

const document: ConnectionDocument = {
  department: 'plant',
  system: 'control',
  instances: 'plants',
  constants: { plantUscc: '{instance.uscc}' },
  sources: [
    {
      record: 'batch',
      kind: 'sql',
      schema: 'urn:lianshu:source:plant:batch:1',
      tables: ['plant/batch-to-productionBatch@1'],
      schedule: '*/5 * * * * *',
      options: { url: '{instance.db}', page: '{pageSize}', title: 'plant {instance.id} of {city}' },
    },
    {
      record: 'batch',
      channel: 'csv',
      kind: 'file',
      schema: 'urn:lianshu:source:plant:batch:1',
      tables: ['plant/batch-to-productionBatch@1'],
      schedule: '0 0 3 * * *',
      constants: { lineNo: '1' },
      options: {},
    },
  ],
  sinks: [{ name: 'orders', feed: 'orders', kind: 'rest', options: { url: '{instance.url}' } }],
};
const values = {
  city: '宁波',
  pageSize: 500,
  plants: [
    { id: '007', uscc: '91330212MA2G00021Q', db: 'file:7.db', url: 'http://127.0.0.1:7' },
    { id: '008', uscc: '91330203MA2F000127', db: 'file:8.db', url: 'http://127.0.0.1:8' },
  ],
};
const missing = (path: string): Error => new Error(`no value for ${path}`);

describe('expandConnection', () => {
  const connections = expandConnection(document, values, missing);

  it('makes one source per instance and channel, each with an id of its own', () => {
    expect(connections.sources.map(({ id }) => id)).toEqual(['plant.batch@007', 'plant.batch.csv@007', 'plant.batch@008', 'plant.batch.csv@008']);
  });

  it('gives the channels of one system the same CloudEvents source', () => {
    expect(new Set(connections.sources.slice(0, 2).map(({ source }) => source))).toEqual(new Set(['/plant/control/007']));
  });

  it('fills placeholders, keeping the type of a value that stands alone', () => {
    expect(connections.sources[0]?.options).toEqual({ url: 'file:7.db', page: 500, title: 'plant 007 of 宁波' });
  });

  it('lets a channel add constants to those of the connection', () => {
    expect(connections.sources[1]?.constants).toEqual({ plantUscc: '91330212MA2G00021Q', lineNo: '1' });
  });

  it('names a placeholder that has no value', () => {
    expect(() => expandConnection(document, { plants: values.plants, city: 'x' }, missing)).toThrow('no value for pageSize');
  });

  it('does not reach into the prototype for a value', () => {
    const sneaky: ConnectionDocument = { department: 'a', system: 'b', sinks: [{ name: 'x', feed: 'f', kind: 'rest', options: { url: '{constructor}' } }] };
    expect(() => expandConnection(sneaky, {}, missing)).toThrow('no value for constructor');
  });
});
