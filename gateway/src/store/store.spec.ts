// The store's contract on libsql always, and on MariaDB where LIANSHU_TEST_MARIADB (mysql://user:password@host:port) names one.
import { describePersistContract } from './persist.contract';
import { libsqlPlace, mariadbPlace } from './store-fixture';

describePersistContract('libsql', libsqlPlace);

const server = process.env['LIANSHU_TEST_MARIADB'];
if (server) describePersistContract('MariaDB', () => mariadbPlace(server));
else describe.skip('the store on MariaDB: skipped, because LIANSHU_TEST_MARIADB names no server', () => { it('is not run', () => undefined); });
