// The dataset side of GraphQL on a store: by key, connection, filters, order, aggregates, links, batching. Held by both databases.
import { openCity, type City } from '../testing/city';
import { certNo, seedCity } from '../testing/city-seed';

export function describeDatasetsContract(name: string, server?: string): void {
  describe(`datasets in GraphQL on ${name}`, () => {
    let city: City;
    let key: string;

    beforeAll(async () => {
      city = await openCity({ server });
      await seedCity(city);
      ({ secret: key } = await city.partner('water', { cert: 'L2', plant: 'L1', report: 'L2' }));
    });
    afterAll(() => city.close());

    const data = async (query: string, variables?: Record<string, never>) => {
      const answer = await city.ask(key, query, variables);
      expect(answer.errors).toEqual([]);
      return answer.data;
    };

    describe('a record by key', () => {
      it('answers what the document says, with its own offset, decimals and lists', async () => {
        const { cert } = await data('{ cert(certNo: "C001") { certNo volume issuedAt status defenceClass reportNos materials { material kg } driver { ref } } }');
        expect(cert).toEqual({
          certNo: 'C001', volume: 8.25, issuedAt: '2022-02-02T08:55:00+08:00', status: 'issued', defenceClass: '常6', reportNos: ['R2', 'R3'],
          materials: [{ material: 'cement', kg: 300.5 }, { material: 'sand', kg: 700 }], driver: { ref: 'D1' },
        });
      });

      it('is null when there is none', async () => {
        expect(await data('{ cert(certNo: "nobody") { certNo } }')).toEqual({ cert: null });
      });

      it('carries its provenance', async () => {
        const { cert } = await data('{ cert(certNo: "C001") { _meta { source receivedAt mapping schemaVersion eventId voided } } }');
        expect(cert._meta).toEqual({ source: '/construction/platform', receivedAt: '2022-02-28T01:00:00.000Z', mapping: 'construction/table@1', schemaVersion: 1, eventId: expect.stringMatching(/^[0-9a-f]{32}$/), voided: false });
      });

      it('shows no provenance below L2', async () => {
        const { errors } = await city.ask(key, '{ plant(uscc: "P1") { _meta { source } } }');
        expect(errors[0]?.extensions.code).toBe('API_VALIDATION');
      });
    });

    describe('a connection', () => {
      it('gives 20 records unless asked otherwise, and pages through all of them once', async () => {
        const seen: string[] = [];
        let after: string | null = null;
        let pages = 0;
        do {
          const { certs }: { certs: { nodes: { certNo: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string }; totalCount: number } } =
            await data(`{ certs(after: ${JSON.stringify(after)}, orderBy: [{ field: volume, direction: DESC }]) { totalCount nodes { certNo } pageInfo { hasNextPage endCursor } } }`);
          expect(certs.totalCount).toBe(30);
          seen.push(...certs.nodes.map((node) => node.certNo));
          after = certs.pageInfo.hasNextPage ? certs.pageInfo.endCursor : null;
          pages += 1;
        } while (after);
        expect(pages).toBe(2);
        expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => certNo(29 - at)));
      });

      it.each([
        ['{ grade: { eq: "C30" } }', 15],
        ['{ volume: { gte: 9, lt: 10 } }', 4],
        ['{ status: { in: [accepted] } }', 6],
        ['{ not: { status: { eq: accepted } } }', 24],
        ['{ or: [{ certNo: { eq: "C001" } }, { certNo: { startsWith: "C01" } }] }', 11],
        ['{ and: [{ grade: { eq: "C30" } }, { status: { ne: issued } }] }', 3],
        ['{ reportNos: { has: "R8" } }', 1],
        ['{ reportNos: { hasAny: ["R8", "R9", "R10"] } }', 2],
        ['{ issuedAt: { lt: "2022-02-02T00:56:00Z" } }', 4],
        ['{ defenceClass: { eq: "常6" } }', 30],
        ['{ plantUscc: { isNull: true } }', 0],
        ['{ grade: { notIn: ["C30"] } }', 15],
      ])('finds by %s', async (where, expected) => {
        const { certs } = await data(`{ certs(where: ${where}, first: 100) { totalCount nodes { certNo } } }`);
        expect(certs.totalCount).toBe(expected);
        expect(certs.nodes).toHaveLength(expected);
      });

      it.each([
        ['certs(where: { grade: null }) { totalCount }', 'where.grade'],
        ['certs(where: { grade: { eq: null } }) { totalCount }', 'where.grade.eq'],
        ['certs(where: { or: [] }) { totalCount }', 'where.or'],
        ['certs(where: { grade: { in: [] } }) { totalCount }', 'where.grade.in'],
      ])('never takes %s as no condition', async (field, named) => {
        const { errors } = await city.ask(key, `{ ${field} }`);
        expect(errors[0]?.extensions).toMatchObject({ code: 'API_INPUT', field: named });
      });

      it.each(['2022-13-01T00:00:00Z', '2022-02-28', '2022-02-28T08:00:00', 'yesterday'])('refuses the instant %s, as text and as variable', async (instant) => {
        const literal = await city.ask(key, `{ certs(where: { issuedAt: { lt: "${instant}" } }) { totalCount } }`);
        const variable = await city.ask(key, 'query ($at: DateTime) { certs(where: { issuedAt: { lt: $at } }) { totalCount } }', { at: instant });
        for (const { errors } of [literal, variable]) expect(errors[0]?.extensions).toMatchObject({ code: 'API_INPUT', field: 'DateTime', expected: expect.stringContaining('RFC 3339') });
      });

      it.each([0, -1, 101])('refuses a page of %i', async (first) => {
        const { errors } = await city.ask(key, `{ certs(first: ${first}) { nodes { certNo } } }`);
        expect(errors[0]?.extensions).toMatchObject({ code: 'API_PAGE', field: 'first', expected: 100, got: first });
      });

      it('refuses a filter of more conditions than served, also from a variable', async () => {
        const where = { or: Array.from({ length: 101 }, () => ({ grade: { eq: 'C30' } })) };
        const { errors } = await city.ask(key, 'query ($where: CertWhere) { certs(where: $where) { totalCount } }', { where });
        expect(errors[0]?.extensions.code).toBe('API_WHERE_TOO_LARGE');
      });
    });

    describe('an aggregate', () => {
      it('counts and averages by group', async () => {
        const { certsAggregate } = await data('{ certsAggregate(groupBy: [grade]) { group { grade } count avg { volume } min { volume issuedAt } max { volume } sum { volume } } }');
        expect(certsAggregate).toHaveLength(2);
        const c30 = certsAggregate.find((row: { group: { grade: string } }) => row.group.grade === 'C30');
        expect(c30).toMatchObject({ count: 15, avg: { volume: 11.75 }, min: { volume: 8.25 }, max: { volume: 15.25 }, sum: { volume: 176.25 } });
        expect(Date.parse(c30.min.issuedAt)).toBe(Date.parse('2022-02-02T08:55:00+08:00'));
      });

      it('is one row without groups', async () => {
        expect(await data('{ certsAggregate(where: { grade: { eq: "none" } }) { count avg { volume } } }')).toEqual({ certsAggregate: [{ count: 0, avg: { volume: null } }] });
      });

      it('answers through fragments', async () => {
        const { certsAggregate } = await data('{ certsAggregate { ...F } } fragment F on CertAggregate { avg { ...G } } fragment G on CertAggregateAvg { volume }');
        expect(certsAggregate[0].avg.volume).toBeCloseTo(11.625);
      });
    });

    describe('links', () => {
      it('go both ways, and over lists of keys', async () => {
        const { cert } = await data('{ cert(certNo: "C004") { plant { name certs(first: 2) { totalCount nodes { certNo } } } tests { nodes { reportNo cert { certNo } } } reports { reportNo citedBy { nodes { certNo } } } } }');
        expect(cert.plant).toEqual({ name: 'Plant 2', certs: { totalCount: 10, nodes: [{ certNo: 'C001' }, { certNo: 'C004' }] } });
        expect(cert.tests.nodes).toEqual([{ reportNo: 'R8', cert: { certNo: 'C004' } }, { reportNo: 'R9', cert: { certNo: 'C004' } }]);
        expect(cert.reports).toEqual([{ reportNo: 'R8', citedBy: { nodes: [{ certNo: 'C004' }] } }, { reportNo: 'R9', citedBy: { nodes: [{ certNo: 'C004' }] } }]);
      });

      it('take one statement a link, however many records', async () => {
        city.statements();
        const { certs } = await data('{ certs(first: 30) { nodes { plant { certs(first: 3) { nodes { tests(first: 2, where: { ageDays: { eq: 28 } }) { nodes { mpa } } } } } } } }');
        expect(certs.nodes).toHaveLength(30);
        expect(certs.nodes[0].plant.certs.nodes[0].tests.nodes).toEqual([{ mpa: 31 }]);
        expect(city.statements()).toBe(4);
      });

      it('answer null while the target has not come', async () => {
        await city.put('cert', [{ certNo: 'Z1', plantUscc: 'not-yet', grade: 'C99', volume: 1, issuedAt: '2022-03-01T00:00:00+08:00' }]);
        expect(await data('{ cert(certNo: "Z1") { plant { name } tests { totalCount nodes { mpa } } reports { reportNo } } }')).toEqual({ cert: { plant: null, tests: { totalCount: 0, nodes: [] }, reports: [] } });
      });

      it('page each owner by itself', async () => {
        const { plants } = await data('{ plants(first: 2) { nodes { certs(first: 3, orderBy: [{ field: certNo }]) { nodes { certNo } pageInfo { hasNextPage endCursor } } } } }');
        expect(plants.nodes.map((plant: { certs: { nodes: { certNo: string }[] } }) => plant.certs.nodes.map((node) => node.certNo))).toEqual([['C000', 'C003', 'C006'], ['C001', 'C004', 'C007']]);
        expect(plants.nodes[0].certs.pageInfo.hasNextPage).toBe(true);
      });
    });

    describe('the schema', () => {
      it('names titles in both languages, units, and the values that GraphQL cannot name', async () => {
        const { __type } = await data('{ __type(name: "Cert") { fields { name description type { name kind } } } }');
        const field = (name: string) => __type.fields.find((one: { name: string }) => one.name === name);
        expect(field('volume').description).toBe('方量 · Volume (m³)');
        expect(field('defenceClass')).toMatchObject({ type: { name: 'String' }, description: '防护等级 · Defence class — one of: 常5, 常6' });
        expect(field('status')).toMatchObject({ type: { name: 'Cert_status', kind: 'ENUM' } });
        expect(field('issuedAt').type.name).toBe('DateTime');
      });
    });
  });
}
