// A process to be killed: publishes batches to the embedded log and prints what was acknowledged, until the end.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '..', '..', '..', 'dist', 'bus', 'embedded-bus.js');
if (!existsSync(built)) throw new Error('Build first: npx tsc -b connectors');
const { createEmbeddedBus } = require(built);

const silent = { error: console.error, warn() {}, info() {}, debug() {} };

async function main([file, durability]) {
  const bus = createEmbeddedBus({ file, log: silent, durability });
  await bus.ensureTopics([{ topic: 't', partitions: 3, cleanup: 'delete', retentionMs: -1 }]);
  for (let round = 0; ; round++) {
    const values = Array.from({ length: 100 }, (_, index) => `${round}-${index}`);
    await bus.publish('t', values.map((value) => ({ key: value, value: Buffer.from(value) })));
    process.stdout.write(`${values.join(' ')}\n`);
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
