// Kafka and MariaDB on loopback without Docker, each in a work folder, started and ended by pid.
export { NativeError, type NativeErrorCode } from './errors';
export { freePorts } from './free-port';
export { startKafka, type KafkaOptions } from './kafka/start-kafka';
export { startMariadb, type MariadbOptions, type NativeMariadb } from './mariadb/start-mariadb';
export type { NativeService } from './service';
