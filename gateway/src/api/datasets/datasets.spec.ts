// Datasets in GraphQL on libsql always, and on MariaDB where LIANSHU_TEST_MARIADB (mysql://user:password@host:port) names one.
import { describeDatasetsContract } from './datasets.contract';

describeDatasetsContract('libsql');

const server = process.env['LIANSHU_TEST_MARIADB'];
if (server) describeDatasetsContract('MariaDB', server);
else describe.skip('datasets in GraphQL on MariaDB: skipped, because LIANSHU_TEST_MARIADB names no server', () => { it('is not run', () => undefined); });
