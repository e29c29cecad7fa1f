// Proves that the hub's events survive structured mode and that what is no event is refused with every reason.
import fc from 'fast-check';
import { formatVersion, parseStructured, parseVersion, toStructured, type HubEvent, type Verdict } from '.';

const event: HubEvent = {
  specversion: '1.0', id: 'a1', source: '/construction/materials-platform', type: 'lianshu.concreteCert.upsert', subject: '33021200720220228000137', time: '2022-02-28T08:55:01.123Z',
  datacontenttype: 'application/json', dataschema: 'urn:lianshu:canonical:concreteCert:1', sourceversion: '0.1646009701123', sourcerecord: 'construction.certificate', sourcekey: '137',
  mapping: 'construction/certificate-to-concreteCert@1', data: { certNo: '33021200720220228000137', partText: '3# 楼 12 层梁板' },
};
const read = (value: unknown) => parseStructured(Buffer.from(JSON.stringify(value)));
const said = (verdict: Verdict<unknown>) => (verdict.ok ? [] : verdict.reasons.map((reason) => `${reason.code} ${reason.path}`));

describe('structured mode', () => {
  it('is a round trip', () => {
    fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.oneof(fc.string(), fc.integer(), fc.boolean())), fc.string({ minLength: 1 }), (data, subject) => {
      const sent = { ...event, subject, data };
      expect(parseStructured(toStructured(sent))).toEqual({ ok: true, value: sent });
    }));
  });

  it('keeps well-formed extensions that the hub does not know', () => {
    expect(read({ ...event, sequence: '12', partnerid: 'x', flag: true, count: 3 })).toEqual({ ok: true, value: { ...event, sequence: '12', partnerid: 'x', flag: true, count: 3 } });
  });

  it.each<[string, unknown, string[]]>([
    ['another specversion', { ...event, specversion: '0.3' }, ['EVENT_ATTRIBUTE /specversion']],
    ['missing attributes, all of them', { specversion: '1.0', data: {} }, ['id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'dataschema', 'sourceversion', 'sourcerecord', 'sourcekey', 'mapping'].map((name) => `EVENT_ATTRIBUTE /${name}`)],
    ['an empty id and a numeric subject', { ...event, id: '', subject: 5 }, ['EVENT_ATTRIBUTE /id', 'EVENT_ATTRIBUTE /subject']],
    ['a time without offset', { ...event, time: '2022-02-28T08:55:00' }, ['EVENT_ATTRIBUTE /time']],
    ['a source that is no URI reference', { ...event, source: '/a b' }, ['EVENT_ATTRIBUTE /source']],
    ['a relative dataschema', { ...event, dataschema: 'concreteCert' }, ['EVENT_ATTRIBUTE /dataschema']],
    ['sequence 0', { ...event, sequence: '0' }, ['EVENT_ATTRIBUTE /sequence']],
    ['a null attribute', { ...event, purpose: null }, ['EVENT_ATTRIBUTE /purpose']],
    ['an extension in camel case', { ...event, partnerId: 'x' }, ['EVENT_EXTENSION ']],
    ['an extension that is an object', { ...event, partner: {} }, ['EVENT_EXTENSION /partner']],
    ['an integer beyond 32 bits', { ...event, count: 2 ** 31 }, ['EVENT_EXTENSION /count']],
    ['data_base64', { ...event, data: undefined, data_base64: 'AA==' }, ['EVENT_DATA /data_base64']],
    ['data that is a list', { ...event, data: [] }, ['EVENT_DATA /data']],
    ['no object', [event], ['EVENT_DATA ']],
  ])('refuses %s', (_what, value, expected) => expect(said(read(value))).toEqual(expected));

  it('refuses bytes that are no JSON', () => expect(said(parseStructured(Buffer.from('{"specversion":')))).toEqual(['READ_JSON ']));
});

describe('a source version', () => {
  it('comes back from its text, decimals of the declared part included, and such an event is an event', () => {
    fc.assert(fc.property(fc.oneof(fc.nat(), fc.nat().map((n) => n / 10)), fc.nat(), (declared, fetchedAt) => {
      const sourceversion = formatVersion({ declared, fetchedAt });
      expect(parseVersion(sourceversion)).toEqual({ declared, fetchedAt });
      expect(read({ ...event, sourceversion }).ok).toBe(true);
    }));
  });
});
