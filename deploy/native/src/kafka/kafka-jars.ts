// Brings the broker's jars into the work folder by Maven, once, with a local repository that is removed afterwards.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireTool, runTool } from '../run-tool';
import { jarsProject, KAFKA_VERSION } from './kafka-config';

/** The folder of jars; fetches them if `<home>/jars` does not hold a finished copy of this version. */
export async function ensureKafkaJars(home: string): Promise<string> {
  const jars = join(home, 'jars');
  if (holdsBroker(jars)) return jars;
  const mvn = requireTool('mvn', 'Apache Maven 3.8 or newer', 'maven');
  const work = join(home, 'fetch');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, 'pom.xml'), jarsProject());
  const fetched = join(work, 'jars');
  await runTool({
    command: mvn,
    args: ['-B', '-q', `-Dmaven.repo.local=${join(work, 'repository')}`, 'dependency:copy-dependencies', `-DoutputDirectory=${fetched}`],
    cwd: work,
  });
  rmSync(jars, { recursive: true, force: true });
  renameSync(fetched, jars);
  rmSync(work, { recursive: true, force: true });
  return jars;
}

function holdsBroker(jars: string): boolean {
  return existsSync(jars) && readdirSync(jars).includes(`kafka_2.13-${KAFKA_VERSION}.jar`);
}
