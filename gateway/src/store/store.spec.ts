// The store's contract on libsql always, and on MariaDB where LIANSHU_TEST_MARIADB (mysql://user:password@host:port) names one.
import { describeFeedContract } from './feed.contract';
import { describeHubContract } from './hub.contract';
import { describePersistContract } from './persist.contract';
import { describeReadContract } from './read.contract';
import { libsqlPlace, mariadbPlace, type Place } from './store-fixture';

const SUITES = [describePersistContract, describeReadContract, describeFeedContract, describeHubContract];

function run(name: string, setup: () => Place | Promise<Place>): void {
  for (const suite of SUITES) suite(name, setup);
}

run('libsql', libsqlPlace);

const server = process.env['LIANSHU_TEST_MARIADB'];
if (server) run('MariaDB', () => mariadbPlace(server));
else describe.skip('the store on MariaDB: skipped, because LIANSHU_TEST_MARIADB names no server', () => { it('is not run', () => undefined); });
