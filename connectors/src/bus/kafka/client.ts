// The kafkajs client and its administration, with retries raised so that a broker that was killed is found again.
import { Kafka, logLevel, type Admin, type KafkaConfig, type RetryOptions } from 'kafkajs';
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
      try {
        await connect();
        return await work(admin);
      } catch (error) {
        throw asHubError(what, error);
      }
    },
    close: async () => { if (connecting) await admin.disconnect(); },
  };
}

export function asHubError(what: string, error: unknown): HubError {
  if (error instanceof HubError) return error;
  return fail('BUS_UNAVAILABLE', { what, problem: error instanceof Error ? error.message : String(error) }, error);
}
