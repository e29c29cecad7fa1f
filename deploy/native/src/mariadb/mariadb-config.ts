// The configuration texts of one MariaDB server: my.cnf and the statements that give root its password.

export interface MariadbPlace {
  readonly home: string;
  readonly port: number;
  readonly user: string;
  readonly socket: string;
}

/** sun_path of unix(7) holds 108 bytes with its closing zero. */
export const SOCKET_PATH_LIMIT = 107;

export function myCnf({ home, port, user, socket }: MariadbPlace): string {
  return [
    '[mariadbd]',
    `datadir=${home}/data`,
    `socket=${socket}`,
    `pid-file=${home}/mariadbd.pid`,
    `tmpdir=${home}/tmp`,
    `init-file=${home}/init.sql`,
    `user=${user}`,
    'bind-address=127.0.0.1',
    `port=${port}`,
    'skip-name-resolve',
    'character-set-server=utf8mb4',
    'collation-server=utf8mb4_general_ci',
    'innodb_flush_log_at_trx_commit=1',
    'innodb_buffer_pool_size=256M',
    'max_allowed_packet=64M',
    'max_connections=300',
    'performance_schema=OFF',
    '',
  ].join('\n');
}

/** Run by the server at each start (an init file holds one statement a line). With name resolution off, TCP from loopback is
 *  root@127.0.0.1, and the socket is root@localhost. */
export function initSql(password: string): string {
  if (!/^[0-9a-f]+$/.test(password)) throw new Error('the generated password is hexadecimal');
  return ['127.0.0.1', 'localhost']
    .flatMap((host) => [
      `CREATE USER IF NOT EXISTS 'root'@'${host}' IDENTIFIED BY '${password}';`,
      `ALTER USER 'root'@'${host}' IDENTIFIED BY '${password}';`,
      `GRANT ALL PRIVILEGES ON *.* TO 'root'@'${host}' WITH GRANT OPTION;`,
    ])
    .concat('')
    .join('\n');
}

export const mariadbUrl = (port: number, password: string): string => `mysql://root:${password}@127.0.0.1:${port}`;
