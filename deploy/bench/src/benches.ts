// The benches, in the order in which they run.
import type { Bench } from './bench';
import { exchangeRatio } from './exchange-ratio';
import { kafkaRefine } from './kafka-refine';
import { listLatency } from './list-latency';
import { persistMariadb } from './persist-mariadb';

export const BENCHES: readonly Bench[] = [exchangeRatio, kafkaRefine, persistMariadb, listLatency];
