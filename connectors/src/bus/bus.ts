// The bus seam: Kafka and the embedded log behind one interface, held to one contract suite (bus.contract.ts).

export interface TopicSpec {
  readonly topic: string;
  readonly partitions: number;
  readonly cleanup: 'delete' | 'compact';
  /** Milliseconds; -1 keeps everything. */
  readonly retentionMs: number;
}

export interface OutMessage {
  readonly key: string | null;
  /** null deletes the key on a compacted topic. */
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Epoch milliseconds; the moment of publishing by default. */
  readonly timestamp?: number;
}

export interface InMessage {
  readonly offset: bigint;
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly timestamp: number;
}

export interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly InMessage[];
  /** Offset of the next message that will be written to this partition, as known when the batch was fetched. */
  readonly endOffset: bigint;
}

export interface ConsumeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  /** Called with one partition's messages in order. When it resolves, the offset is committed; when it rejects,
   *  the same messages come again after a pause that grows to `maxPauseMs`, and other partitions go on. */
  readonly handler: (batch: Batch) => Promise<void>;
  /** At most this many messages a batch (default 1000). */
  readonly maxMessages?: number;
  readonly maxPauseMs?: number;
  /** Called at each failure of the handler. */
  readonly onError?: (error: unknown, batch: Batch) => void;
}

export interface Consumption {
  pause(topic: string, partition: number): void;
  resume(topic: string, partition: number): void;
  /** Waits for the running handler, commits, leaves the group. */
  close(): Promise<void>;
}

/** A view that follows a topic from its beginning, in every process, without a group. */
export interface Following {
  /** Resolves when everything that was written before the call has been handed to the handler; rejects with BUS_CLOSED
   *  when closed before that. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

export interface Bus {
  /** Creates missing topics; leaves existing ones. */
  ensureTopics(specs: readonly TopicSpec[]): Promise<void>;
  /** Resolves when every message is durable (acks=all). Order per key is kept; splits by bytes below the broker's limit.
   *  A single message over the limit rejects with BUS_MESSAGE_TOO_LARGE before anything is sent. */
  publish(topic: string, messages: readonly OutMessage[]): Promise<void>;
  /** Consumes as a member of a group, from the group's committed offset, or from the beginning. */
  consume(options: ConsumeOptions): Promise<Consumption>;
  /** Reads a topic from the beginning and stays on it: lookups, definitions, checkpoints. */
  follow(topic: string, handler: (messages: readonly InMessage[]) => void): Promise<Following>;
  /** Next offset to be written, per partition. */
  endOffsets(topic: string): Promise<readonly bigint[]>;
  /** Committed offset per partition (null: none yet). For lag. */
  groupOffsets(group: string, topic: string): Promise<readonly (bigint | null)[]>;
  /** Names the log; the store remembers it and refuses offsets of another log. */
  clusterId(): Promise<string>;
  /** Drains consumers and the producer, then disconnects. */
  close(): Promise<void>;
}
