// The feed definitions that the hub ships fit the catalogue, and a bad one is refused by name and place.
import { resolve } from 'node:path';
import { loadCatalogue } from '@lianshu/schemas';
import { planCatalogue } from '../store/dataset-plan';
import { matches } from '../store/matches';
import { checkFeed, FEEDS_FOLDER, loadFeeds } from './feed-definitions';

describe('feed definitions', () => {
  let plans: ReturnType<typeof planCatalogue>;
  beforeAll(async () => {
    plans = planCatalogue(await loadCatalogue(resolve(__dirname, '../../../schemas/catalogue')));
  });

  it('shipped with the hub fit its catalogue', () => {
    expect(loadFeeds(FEEDS_FOLDER, plans).map(({ feed }) => feed)).toEqual(expect.arrayContaining([
      'blacklist', 'certificates-civil-defence', 'certificates-construction', 'certificates-transport', 'certificates-water',
    ]));
  });

  it('keep natural persons out of the blacklist, even where an organisation is named beside them', () => {
    const blacklist = loadFeeds(FEEDS_FOLDER, plans).find(({ feed }) => feed === 'blacklist');
    const plan = plans.get('blacklistEntry');
    if (!blacklist?.where || !plan) throw new Error('no blacklist');
    const lets = (doc: Record<string, string>) => blacklist.where !== undefined && matches(blacklist.where, doc, plan);
    expect(lets({ entryNo: '1', subjectUscc: '91330212MA2G00021Q' })).toBe(true);
    expect(lets({ entryNo: '2', personRef: 'p' })).toBe(false);
    expect(lets({ entryNo: '3', personRef: 'p', subjectUscc: '91330212MA2G00021Q' })).toBe(false);
    expect(lets({ entryNo: '4' })).toBe(false);
  });

  it.each([
    [{ feed: 'Bad Name', dataset: 'concreteCert' }, '/feed'],
    [{ feed: 'a', dataset: 'nowhere' }, '/dataset'],
    [{ feed: 'a', dataset: 'concreteCert', colour: 1 }, '/colour'],
    [{ feed: 'a', dataset: 'concreteCert', via: { dataset: 'civilDefence', on: 'name' } }, '/via/on'],
    [{ feed: 'a', dataset: 'concreteCert', via: { dataset: 'concreteCert', on: 'projectCode' } }, '/via/dataset'],
    [{ feed: 'a', dataset: 'concreteCert', where: { and: [{ field: 'nowhere', op: 'eq', value: 1 }] } }, '/where/and/0/field'],
    [{ feed: 'a', dataset: 'concreteCert', where: { field: 'certNo', op: 'like', value: 1 } }, '/where/op'],
    ['text', '/'],
  ])('refuse %j at %s', (value, at) => {
    expect(() => checkFeed(value, 'a.yaml', plans)).toThrow(expect.objectContaining({ code: 'FEED_INVALID', details: expect.objectContaining({ file: 'a.yaml', at }) }));
  });
});
