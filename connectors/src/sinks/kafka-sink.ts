// Sink kind `kafka`: publishes structured CloudEvents to a topic of another cluster, keyed by subject.
import type { JsonObject } from '@lianshu/schemas';
import type { Bus, OutMessage } from '../bus/bus';
import { createKafkaBus } from '../bus/kafka-bus';
import { fail } from '../errors';
import { faultCode, faultText } from '../sources/fault-code';
import { CLUSTER_PROPERTIES, type ClusterOptions } from '../sources/kafka/kafka-options';
import { deliverReason } from './deliver-reasons';
import { eventOf } from './rest-sink';
import type { Delivery, DeliveryOutcome, Sink, SinkKind } from './sink';

const KAFKA_SINK_OPTIONS: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['brokers', 'topic'],
  properties: CLUSTER_PROPERTIES,
  dependentRequired: { username: ['password'], password: ['username'] },
};

export const kafkaSink: SinkKind = {
  kind: 'kafka',
  optionsSchema: KAFKA_SINK_OPTIONS,
  create: (options, deps) => {
    const settings = options as unknown as ClusterOptions;
    return createKafkaSink(settings, createKafkaBus({ ...settings, ssl: settings.tls, clientId: 'lianshu-sink', lanes: 1, log: deps.log }));
  },
};

/** `bus`: the foreign cluster. The sink closes it. A department that reads it drops repeats by the event's `id` or `sequence`. */
export function createKafkaSink(options: ClusterOptions, bus: Bus): Sink {
  const publish = async (messages: readonly OutMessage[]): Promise<void> => {
    try {
      await bus.publish(options.topic, messages);
    } catch (error) {
      if (faultCode(error) === 'BUS_MESSAGE_TOO_LARGE') throw error;
      throw fail('SINK_UNAVAILABLE', { where: options.topic, problem: faultText(error) }, error);
    }
  };
  return {
    async deliver(deliveries) {
      try {
        await publish(deliveries.map(messageOf));
        return deliveries.map(() => ({ status: 'receipted' }));
      } catch (error) {
        if (faultCode(error) !== 'BUS_MESSAGE_TOO_LARGE') throw error;
        return oneByOne(deliveries, publish);
      }
    },
    close: () => bus.close(),
  };
}

/** A batch with an oversize event was refused as a whole before anything was sent. */
async function oneByOne(deliveries: readonly Delivery[], publish: (messages: readonly OutMessage[]) => Promise<void>): Promise<readonly DeliveryOutcome[]> {
  const outcomes: DeliveryOutcome[] = [];
  for (const delivery of deliveries) {
    const message = messageOf(delivery);
    try {
      await publish([message]);
      outcomes.push({ status: 'receipted' });
    } catch (error) {
      if (faultCode(error) !== 'BUS_MESSAGE_TOO_LARGE') throw error;
      outcomes.push({ status: 'refused', reasons: [deliverReason('DELIVER_TOO_LARGE', 'a smaller event', `${message.value?.length ?? 0} bytes`)] });
    }
  }
  return outcomes;
}

function messageOf(delivery: Delivery): OutMessage {
  const value = Buffer.from(JSON.stringify(eventOf(delivery)));
  return { key: delivery.event.subject, value, headers: { 'content-type': 'application/cloudevents+json; charset=UTF-8' } };
}
