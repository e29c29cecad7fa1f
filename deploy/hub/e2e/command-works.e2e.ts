// Command works of civil defence must never enter the hub: met once, the source stands still and nothing of the page is stored.
import { createTopics } from '@lianshu/schemas';
import { type CityHub, startCityHub } from './city-hub';
import { onBothPairs, type Pair } from './pairs';

onBothPairs('a command work in a civil-defence file', (open) => {
  let pair: Pair;
  let city: CityHub;

  beforeAll(async () => {
    pair = await open();
    city = await startCityHub(pair, { only: 'chain', from: '2022-04-04 06:00' });
    await city.settle();
  }, 180_000);

  afterAll(async () => {
    await city?.close();
    await pair?.remove();
  }, 60_000);

  it('stops the source, names the record\'s place, and stores nothing of the page, raw and quarantine included', async () => {
    const { bus, store, schedules } = city.hub();
    if (!store || !schedules) throw new Error('this hub has all roles');
    const topics = createTopics(city.config.prefix);
    const standing = async () => [await bus.endOffsets(topics.raw('civil-defence', 'works')), await bus.endOffsets(topics.quarantine), await store.changes.latest()];
    const before = await standing();
    city.sandbox.dropCommandWorks();
    await schedules.runNow('civil-defence.works');
    await schedules.runNow('civil-defence.works');
    expect(await standing()).toEqual(before);
    await city.settle();
    const state = (await store.sources.list()).find(({ id }) => id === 'civil-defence.works');
    expect(state?.lastError).toMatchObject({ code: 'RECORD_FORBIDDEN' });
    expect(state?.lastError?.message).toMatch(/工程类型|工程名称/);
    expect(JSON.stringify(state)).not.toContain('指挥');
  }, 120_000);
});
