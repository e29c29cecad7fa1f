// The configuration texts of a single-node broker in KRaft mode: server.properties and the Maven project that fetches its jars.

export const KAFKA_VERSION = '4.1.1';

export interface KafkaPorts {
  readonly broker: number;
  readonly controller: number;
}

/** One node that is broker and controller. A broker that was killed is fenced until its session ends: the short session lets it
 *  come back in about 8 s (by default 16-20 s), which the crash tests need. */
export function serverProperties(ports: KafkaPorts, dataDir: string): string {
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `listeners=PLAINTEXT://127.0.0.1:${ports.broker},CONTROLLER://127.0.0.1:${ports.controller}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${ports.broker}`,
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name=PLAINTEXT',
    'controller.listener.names=CONTROLLER',
    `controller.quorum.bootstrap.servers=127.0.0.1:${ports.controller}`,
    `log.dirs=${escapeValue(dataDir)}`,
    'auto.create.topics.enable=false',
    'num.partitions=1',
    'default.replication.factor=1',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=8',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=8',
    'share.coordinator.state.topic.replication.factor=1',
    'share.coordinator.state.topic.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'broker.session.timeout.ms=2000',
    'broker.heartbeat.interval.ms=500',
    'log.segment.delete.delay.ms=1000',
    '',
  ].join('\n');
}

/** The project of which `dependency:copy-dependencies` lays the broker and its dependencies into one folder. */
export function jarsProject(): string {
  const dependency = (group: string, artifact: string, version: string) =>
    `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '  <modelVersion>4.0.0</modelVersion>',
    '  <groupId>lianshu</groupId><artifactId>kafka-jars</artifactId><version>1</version><packaging>pom</packaging>',
    '  <dependencies>',
    dependency('org.apache.kafka', 'kafka_2.13', KAFKA_VERSION),
    dependency('org.slf4j', 'slf4j-simple', '1.7.36'),
    '  </dependencies>',
    '</project>',
    '',
  ].join('\n');
}

export const kafkaJvmArgs = (jars: string): string[] => [
  '-Xms256m', '-Xmx512m', '-XX:+UseSerialGC', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Djava.awt.headless=true', '-XX:-UsePerfData', '-cp', `${jars}/*`,
];

/** Backslash is the only character of a Unix path that a properties file reads otherwise. */
function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\');
}
