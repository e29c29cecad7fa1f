// The worked chain and the sample records of the domain reference: in through the departments' native formats, out of GraphQL as stated.
import type { Store } from '@lianshu/gateway';
import { drop, encode } from '@lianshu/sandbox';
import { createTopics } from '@lianshu/schemas';
import { DEMO_GRANTS, DEMO_QUERY, DEMO_VARIABLES, isWhole } from '../src/commands/demo-query';
import { asker } from './ask';
import { type CityHub, startCityHub } from './city-hub';
import { feedReader } from './feed-reader';
import { CF_TWIN, LIST_FILE, listEntryStep, penaltyStep, PERSON, SAMPLES } from './native-samples';
import { onBothPairs, type Pair } from './pairs';
import { addPartner } from './partner';
import { CERT, type Step, STEPS } from './worked-chain';

/** The chain's last record, the assessment, is of 30 March. */
const AFTERWARDS = '2022-04-04 06:00';

interface Weighed {
  readonly productionBatches: { readonly nodes: readonly { readonly materials: readonly { readonly material: string; readonly targetKg: number; readonly actualKg: number }[] }[] };
}
interface Times {
  readonly concreteCert: { readonly batches: readonly { readonly dischargedAt: string }[]; readonly trips: { readonly nodes: readonly { readonly unloadStartAt: string }[] } };
}

onBothPairs('the worked chain', (open) => {
  let pair: Pair;
  let city: CityHub;
  let store: Store;
  let key: string;
  let ask: ReturnType<typeof asker>;

  beforeAll(async () => {
    pair = await open();
    city = await startCityHub(pair, { only: 'chain', from: AFTERWARDS });
    await city.settle();
    const { store: opened, definitions, url } = city.hub();
    if (!opened) throw new Error('this hub has a gateway');
    store = opened;
    key = await addPartner(store, Object.fromEntries(definitions.catalogue.datasets().map(({ name }) => [name, 'L4' as const])));
    ask = asker(url, key);
  }, 300_000);

  afterAll(async () => {
    await city?.close();
    await pair?.remove();
  }, 120_000);

  const holds = async ({ query, answer }: Step): Promise<void> => expect(await ask(query)).toEqual(answer);

  it('leaves nothing waiting in quarantine', async () => {
    expect(await store.quarantine.summary()).toEqual([]);
  });

  it.each(STEPS.map((step) => [step.title, step] as const))('%s', async (_title, step) => holds(step));

  it('adds up over the four batches as §3 states: fly ash -0.67 %, admixture +0.28 %, cement within 1 %', async () => {
    const { productionBatches } = await ask<Weighed>('{ productionBatches(where: { tripNo: { eq: "T0137" } }) { nodes { materials { material targetKg actualKg } } } }');
    const all = productionBatches.nodes.flatMap(({ materials }) => materials);
    const sum = (material: string, weight: 'targetKg' | 'actualKg'): number => all.filter((part) => part.material === material).reduce((kg, part) => kg + part[weight], 0);
    const deviation = (material: string): string => ((sum(material, 'actualKg') / sum(material, 'targetKg') - 1) * 100).toFixed(2);
    expect([deviation('flyAsh'), deviation('admixture'), deviation('cement')]).toEqual(['-0.67', '0.28', '0.20']);
  });

  it('takes 57 minutes from the first discharge to unloading', async () => {
    const { concreteCert } = await ask<Times>(`{ concreteCert(certNo: "${CERT}") { batches { dischargedAt } trips { nodes { unloadStartAt } } } }`);
    const discharged = Math.min(...concreteCert.batches.map(({ dischargedAt }) => Date.parse(dischargedAt)));
    const unloaded = Date.parse(concreteCert.trips.nodes[0]?.unloadStartAt ?? '');
    expect(Math.ceil((unloaded - discharged) / 60_000)).toBe(57);
  });

  it('answers the demo\'s query whole to the demo\'s partner', async () => {
    const answer = await asker(city.hub().url, await addPartner(store, DEMO_GRANTS))(DEMO_QUERY, DEMO_VARIABLES);
    expect(isWhole(answer)).toBe(true);
    expect(answer).toEqual(DEMO_ANSWER);
  });

  it.each(SAMPLES.map((step) => [step.title, step] as const))('sample: %s', async (_title, step) => holds(step));

  describe('when the credit authority drops a penalty file with CF_ headers and a list with a natural person', () => {
    const folderOf = (id: string): string => {
      const folder = city.hub().definitions.connections.sources.find((source) => source.id === id)?.options['folder'];
      if (typeof folder !== 'string') throw new Error(`no drop folder of ${id}`);
      return folder;
    };
    let penaltyBefore: unknown;

    beforeAll(async () => {
      penaltyBefore = await ask(ORIGIN);
      drop(folderOf('credit.penalty-cf'), 'cf_20220404.csv', encode(CF_TWIN, 'gb18030'));
      drop(folderOf('credit.list-entry.file'), 'smd_20220404.xml', encode(LIST_FILE, 'gb18030'));
      await city.settle();
    }, 120_000);

    it('the twin of a known penalty changes nothing, and says the same of a new one', async () => {
      expect(await ask(ORIGIN)).toEqual(penaltyBefore);
      await holds(penaltyStep('某建罚〔2022〕15号'));
      await holds(penaltyStep('某建罚〔2022〕16号'));
    });

    it('a list entry in XML is stored, delivered, and receipted by the procurement venue', async () => {
      await holds(listEntryStep('SXQX330200-2022-0016', '某人社欠薪决〔2022〕16号'));
      await holds(listEntryStep('SXQX330200-2022-0015', '某人社欠薪决〔2022〕15号'));
      for (const department of ['civil-defence', 'water', 'transport', 'construction', 'procurement', 'credit'] as const) {
        const received = city.sandbox.receivers[department].list(department === 'credit' ? 'receipts' : 'list-entries').map(({ body }) => (body as { entryNo: string }).entryNo);
        expect([department, ...new Set(received)]).toEqual([department, 'SXQX330200-2022-0015', 'SXQX330200-2022-0016']);
      }
      expect(city.sandbox.bid({ bidNo: 'B-1', tenderNo: 'ZB-1', bidder: '91330203MA2F000127' })).toMatchObject({ accepted: false });
    });

    it('pull, snapshot and live give the same entries under the same sequences', async () => {
      const feed = feedReader(city.hub().url, key);
      const { events, next, latest } = await feed.pull('blacklist');
      expect(events.map(({ sequence, subject }) => [sequence, subject])).toEqual([['1', 'SXQX330200-2022-0015'], ['2', 'SXQX330200-2022-0016']]);
      expect([next, latest]).toEqual(['2', '2']);
      expect(await feed.live('blacklist', '0', 2)).toEqual(events);
      expect(await feed.live('blacklist', '1', 1)).toEqual(events.slice(1));
      const snapshot = await feed.snapshot('blacklist');
      expect(snapshot.sequence).toBe('2');
      expect([...snapshot.documents].sort((a, b) => a.subject.localeCompare(b.subject))).toEqual(events.map(({ subject, data }) => ({ subject, data })));
    });

    it('a natural person is stored under a pseudonym and enters the feed nowhere', async () => {
      const { blacklistEntry } = await ask<{ blacklistEntry: object }>(`{ blacklistEntry(entryNo: "${PERSON.entryNo}") { subjectUscc personRef listType } }`);
      expect(blacklistEntry).toEqual({ subjectUscc: null, personRef: expect.stringMatching(/^[0-9a-f]{64}$/), listType: 'wageArrears' });
      const feed = feedReader(city.hub().url, key);
      const told = [await feed.pull('blacklist'), await feed.snapshot('blacklist'), await feed.live('blacklist', '0', 2), await copyOf('blacklist'), ...Object.values(city.sandbox.receivers).map((each) => each.list('list-entries'))];
      for (const secret of [PERSON.entryNo, PERSON.id, PERSON.name, 'personRef']) expect(JSON.stringify(told)).not.toContain(secret);
    });

    /** The feed's topic, which departments may read for themselves. */
    async function copyOf(feed: string): Promise<string[]> {
      const seen: string[] = [];
      const following = await city.hub().bus.follow(createTopics(city.config.prefix).feed(feed), (messages) => void seen.push(...messages.map(({ value }) => value?.toString('utf8') ?? '')));
      await following.caughtUp();
      await following.close();
      expect(seen).toHaveLength(2);
      return seen;
    }
  });

  it('refuses what was not granted, as if it did not exist', async () => {
    const { url } = city.hub();
    const other = await addPartner(store, { enterprise: 'L2' });
    await expect(asker(url, other)(`{ concreteCert(certNo: "${CERT}") { certNo } }`)).rejects.toThrow(/Cannot query field.*concreteCert/);
    await expect(asker(url, other)('{ enterprises { nodes { name certificates { totalCount } } } }')).rejects.toThrow(/Cannot query field.*certificates/);
    for (const path of ['blacklist', 'blacklist/snapshot', 'blacklist/events', 'no-such-feed']) {
      const response = await feedReader(url, other).get(path);
      expect([path, response.status, await response.text()]).toEqual([path, 404, expect.stringContaining('ACCESS_FEED_UNKNOWN')]);
    }
    expect((await feedReader(url, 'no-key').get('blacklist')).status).toBe(401);
  });
});

const ORIGIN = '{ enforcement(docNo: "某建罚〔2022〕15号", authorityUscc: "11330200MB0A00018F") { docNo fine publicUntil _meta { eventId } } }';

const DEMO_ANSWER = {
  concreteCert: {
    certNo: CERT, designation: 'A-C30-180(S4)-GB/T 14902', volume: 10, issuedAt: '2022-02-28T08:55:00+08:00', status: 'accepted', partText: '3# 楼 12 层梁板', plant: { name: '鄞州某混凝土有限公司', plantNo: '007' },
    trips: {
      nodes: [{
        tripNo: 'T0137', plate: '浙B12345', gateOutAt: '2022-02-28T08:58:00+08:00', siteInAt: '2022-02-28T09:31:00+08:00', unloadStartAt: '2022-02-28T09:40:00+08:00', vehicles: { nodes: [{ kind: 'mixer', ratedM3: 12 }] },
      }],
    },
    acceptances: { nodes: [{ checkedAt: '2022-02-28T09:36:00+08:00', slumpMm: 185, result: 'accepted' }] },
    project: {
      name: '某某小区(一期)', contractor: { name: '某建设有限公司' }, civilDefences: { nodes: [{ cdfNo: 'RF330212-0045', name: '某广场地下室', nuclearClass: '核6', builtArea: 3256.5 }] }, waterProjects: { nodes: [] },
    },
    testBlockGroups: {
      nodes: [{
        groupNo: '330212007-20220228-01', dueOn: '2022-03-28', reports: { nodes: [{ reportNo: 'HNT-2022-00123', groupValueMPa: 35.1, conclusion: 'qualified' }] },
        assessments: { nodes: [{ assessmentNo: 'PD-330212-20220330-01', mean: 35.3, result: 'pass' }] },
      }],
    },
  },
};
