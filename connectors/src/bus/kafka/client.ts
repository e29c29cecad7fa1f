// The kafkajs client and its administration, with retries raised so that a broker that was killed is found again.
import { Kafka, logLevel, type Admin, type KafkaConfig, type RetryOptions, KafkaJSProtocolError } from 'kafkajs';
import { HubError } from '@lianshu/schemas';
import { fail } from '../../errors';
import type { Log } from '../../sources/source';
import { clientLog } from './client-log';

export interface KafkaConnection {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly ssl?: boolean;
  /** SASL SCRAM-SHA-512; none by default. */
  readonly username?: string;
  readonly password?: string;
}

/** 0.2, 0.4 … 3 s: about 20 s until an operation gives up. */
export const RETRY: RetryOptions = { initialRetryTime: 200, maxRetryTime: 3000, retries: 10 };

export function createClient(connection: KafkaConnection, log: Log, now: () => number): Kafka {
  const { brokers, clientId, ssl = false, username = '', password = '' } = connection;
  const config: KafkaConfig = {
    brokers: [...brokers],
    clientId,
    ssl,
    retry: RETRY,
    connectionTimeout: 5000,
    requestTimeout: 30_000,
    logLevel: logLevel.INFO,
    logCreator: clientLog(log, now),
    ...(username === '' ? {} : { sasl: { mechanism: 'scram-sha-512' as const, username, password } }),
  };
  return new Kafka(config);
}

export interface Administration {
  /** Connects at first use. kafkajs errors come out as BUS_TOPIC_UNKNOWN or BUS_UNAVAILABLE. */
  use<T>(what: string, work: (admin: Admin) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A partition just made has no leader for a moment, a broker just back knows none: asked again, 10 s at most. */
const ADMIN_TRIES = 40;
const ADMIN_PAUSE_MS = 250;

/** Protocol answers that pass by themselves. Lost connections are kafkajs's own to retry. */
function isPassing(error: unknown): boolean {
  return error instanceof KafkaJSProtocolError && error.retriable;
}

export function createAdministration(kafka: Kafka): Administration {
  const admin = kafka.admin();
  let connecting: Promise<void> | null = null;
  const connect = async () => {
    connecting ??= admin.connect();
    try {
      await connecting;
    } catch (error) {
      connecting = null;
      throw error;
    }
  };
  return {
    use: async (what, work) => {
      for (let tried = 1; ; tried += 1) {
        try {
          await connect();
          return await work(admin);
        } catch (error) {
          if (!isPassing(error) || tried === ADMIN_TRIES) throw asHubError(what, error);
          await new Promise((resolve) => setTimeout(resolve, ADMIN_PAUSE_MS));
        }
      }
    },
    close: async () => { if (connecting) await admin.disconnect(); },
  };
}

export function asHubError(what: string, error: unknown): HubError {
  if (error instanceof HubError) return error;
  return fail('BUS_UNAVAILABLE', { what, problem: error instanceof Error ? error.message : String(error) }, error);
}
