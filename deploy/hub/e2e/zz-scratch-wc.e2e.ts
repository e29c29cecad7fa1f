import { writeFileSync } from 'node:fs';
import { startCityHub } from './city-hub';
import { asker } from './ask';
import { onBothPairs } from './pairs';
onBothPairs('scratch', (open) => {
  it('dumps', async () => {
    const pair = await open();
    const t0 = Date.now();
    const city = await startCityHub(pair, { only: 'chain', from: '2022-04-04 06:00' });
    await city.settle();
    const store = city.hub().store!;
    const out: Record<string, unknown> = {};
    for (const { name } of city.hub().definitions.catalogue.datasets()) {
      const page = await store.reader.find({ dataset: name, first: 200 });
      if (page.rows.length) out[name] = page.rows.map((r) => r.doc).slice(0, name === 'vehiclePosition' ? 3 : 100);
    }
    out.deliveries = await store.deliveries.summary();
    out.quarantine = (await store.quarantine.list({}, 50)).items;
    out.receivers = Object.fromEntries(Object.entries(city.sandbox.receivers).map(([k, r]) => [k, [r.count('certificates'), r.count('list-entries'), r.count('receipts')]]));
    await store.partners.add({ id: 'x', name: 'x' });
    for (const { name } of city.hub().definitions.catalogue.datasets()) await store.partners.grant({ partnerId: 'x', dataset: name, maxLevel: 'L4' });
    const key = (await store.partners.issueKey({ partnerId: 'x', role: 'partner' })).secret;
    const ask = asker(city.hub().url, key);
    const sdl = await ask<any>('{ __schema { types { name kind fields { name type { name kind ofType { name kind ofType { name kind } } } args { name } } inputFields { name type { name ofType { name } } } enumValues { name } } } }');
    writeFileSync(process.env.WC_OUT + '/' + (pair.config.bus ? 'real' : 'emb') + '.json', JSON.stringify(out, null, 1));
    writeFileSync(process.env.WC_OUT + '/sdl.json', JSON.stringify(sdl));
    process.stderr.write(`took ${Date.now() - t0}\n`);
    await city.close();
    await pair.remove();
  }, 300_000);
});
