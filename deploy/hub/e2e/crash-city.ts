// The sandbox city living on while the hub beside it is killed again and again, and with it the services it stands on.
import path from 'node:path';
import { createManualClock, createSandbox, instant, type ManualClock, type Sandbox, type SandboxOptions } from '@lianshu/sandbox';
import { valuesOf } from '../src/commands/demo';
import { loadConfig } from '../src/config';
import type { Config } from '../src/config-schema';
import { ROOT } from '../src/definitions';
import { PSEUDONYM_KEY } from './city-hub';
import { type HubLife, PartMissing, startLife } from './hub-life';
import type { Pair } from './pairs';

/** A service that can be killed and comes back on its data. */
export interface Mortal {
  kill(): Promise<void>;
  restart(): Promise<void>;
}

export interface Crash {
  /** `hub`, or the name of one of the services. */
  readonly victim: string;
  /** Real milliseconds of the hub's absence: from the kill until it was ready; of a service: until it served again. */
  readonly downMs: number;
  /** How many readings of its clock the hub had made since its work began. */
  readonly readings: number;
}

export interface CrashCity {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
  readonly config: Config;
  readonly crashes: readonly Crash[];
  readonly log: string;
  /** Moves the city to this instant and kills the victims, one after another, while the hub catches up; then lets it catch up. */
  advance(to: number, victims: readonly string[]): Promise<void>;
  /** Ends the hub cleanly. */
  stopHub(): Promise<void>;
  close(): Promise<void>;
}

export interface CrashCityOptions extends Partial<SandboxOptions> {
  readonly from: string;
  /** 0 to 1; seeded. */
  readonly random: () => number;
  readonly services?: Readonly<Record<string, Mortal>>;
}

/** How long the hub may take to catch up after a crash. */
const PATIENCE_MS = 240_000;
/** Of the clock, until the blow: the past takes thousands, a step about a hundred. */
const MOST_READINGS = 150;
const LONGEST_AIM_MS = 40;
const LONGEST_START_MS = 2500;
const BETWEEN_TRIES_MS = 200;
/** The hub's clock goes on while it is away: what is fetched again has another fetch instant. */
const AWAY_MS = 1500;

export async function startCrashCity(pair: Pair, { from, random, services = {}, ...options }: CrashCityOptions): Promise<CrashCity> {
  const clock = createManualClock(instant(from));
  const sandbox = createSandbox({ ...options, clock, dir: path.join(pair.dir, 'city'), follow: false });
  const connections = [path.join(ROOT, 'deploy', 'connections')];
  const config = loadConfig({ environment: {}, overrides: { ...pair.config, pseudonymKey: PSEUDONYM_KEY, connections, values: valuesOf(await sandbox.start()) } });
  const log = path.join(pair.dir, 'hub.log');
  const crashes: Crash[] = [];
  const hub = await startMortalHub(config, clock, log, random).catch(async (error: unknown) => {
    await sandbox.stop();
    throw error;
  });
  const strike = async (victim: string): Promise<void> => {
    const readings = await hub.atSomeMoment();
    const began = Date.now();
    if (victim === 'hub') await hub.dieAndComeBack();
    else await killService(services, victim);
    crashes.push({ victim, downMs: Date.now() - began, readings });
  };
  return {
    sandbox,
    clock,
    config,
    crashes,
    log,
    async advance(to, victims) {
      clock.set(to);
      hub.followClock();
      await sandbox.advance(to);
      for (const victim of victims) await strike(victim);
      await hub.catchUp();
    },
    stopHub: () => hub.life().stop(),
    async close() {
      await hub.life().kill();
      await sandbox.stop();
    },
  };
}

async function killService(services: Readonly<Record<string, Mortal>>, name: string): Promise<void> {
  const service = services[name];
  if (!service) throw new Error(`there is no service ${name}`);
  await service.kill();
  await service.restart();
}

/** One hub over many lives. */
async function startMortalHub(config: Config, clock: ManualClock, log: string, random: () => number) {
  let away = 0;
  let usual = 60;
  const begin = (): HubLife => startLife(config, clock.now() + away, log);
  let life = begin();
  await life.ready.catch(async (error: unknown) => {
    await life.kill();
    throw error;
  });
  const work = async (): Promise<void> => { usual = Math.min(MOST_READINGS, Math.max(20, await life.catchUp())); };
  return {
    life: () => life,
    followClock: () => life.setClock(clock.now() + away),
    /** Sets the hub to work and resolves somewhere in the middle of it: after so many readings of its clock. */
    async atSomeMoment(): Promise<number> {
      const readings = 1 + Math.floor(random() * usual);
      // What becomes of this work is not asked: it is cut off, and asked for again after the crash.
      await Promise.race([life.marked(readings), work().catch(() => undefined)]);
      await pause(random() * LONGEST_AIM_MS);
      return readings;
    },
    /** One in five dies again while it starts. */
    async dieAndComeBack(): Promise<void> {
      await life.kill();
      away += AWAY_MS;
      life = begin();
      if (random() < 0.2) {
        await Promise.race([life.ready, pause(random() * LONGEST_START_MS)]);
        await life.kill();
        life = begin();
      }
      await life.ready;
    },
    /** A hub that ends or fails by itself fails the test; one that says that a part does not answer is asked again. */
    async catchUp(): Promise<void> {
      for (const deadline = Date.now() + PATIENCE_MS; ; ) {
        try {
          return await work();
        } catch (error) {
          if (!(error instanceof PartMissing) || Date.now() > deadline) throw error;
          await pause(BETWEEN_TRIES_MS);
        }
      }
    },
  };
}

/** Time passes: a seeded moment to strike, or a look a little later. Nothing is taken to be true after it. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
