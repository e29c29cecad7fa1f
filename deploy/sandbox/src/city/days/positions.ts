// Positions of a loaded truck: a fix every 30 s from the plant's gate to the start of unloading.
import { randomStream, round, type Random } from '../../random';
import { MINUTE, stamp } from '../calendar';
import type { JsonRecord } from '../emission';
import { along, heading, point } from '../geometry';
import { positionKind } from '../kinds/others';
import type { Scene } from '../scene';
import type { Journey } from './trips-day';

export const FIX_EVERY = 30_000;
const LATE_TRIPS = 0.004;
const JUMPS = 0.0005;

/** Schedules the fixes of the journey: they are made when the truck leaves, with a stream of their own. */
export function drive(scene: Scene, journey: Journey): void {
  const random = randomStream(scene.seed, 'positions', journey.plant.no, journey.tripNo);
  const mileageKm = journey.truck.mileageKm;
  journey.truck.mileageKm = round(mileageKm + 2 * journey.distanceKm, 1);
  scene.desk.later(journey.gateOutAt, () => writeFixes(scene, journey, mileageKm, random));
}

function writeFixes(scene: Scene, journey: Journey, mileageKm: number, random: Random): void {
  const [from, to] = [journey.plant.location, journey.order.project.location];
  const share = (at: number) => Math.min(1, (at - journey.gateOutAt) / (journey.siteInAt - journey.gateOutAt));
  const kmh = journey.distanceKm / ((journey.siteInAt - journey.gateOutAt) / (60 * MINUTE));
  const direction = heading(from, to);
  const lateFrom = random.chance(LATE_TRIPS) ? journey.gateOutAt + 5 * MINUTE : Infinity;
  for (let at = journey.gateOutAt; at < journey.unloadStartAt; at += FIX_EVERY) {
    const moving = at < journey.siteInAt;
    const jump = random.chance(JUMPS) ? 0.08 : 0;
    const place = along(from, to, share(at));
    const received = at >= lateFrom && at < lateFrom + 10 * MINUTE ? lateFrom + 20 * MINUTE + (at % 7000) : at + 3000;
    const doc: JsonRecord = {
      plate: journey.truck.plate, at: stamp(at), ...point(place.lng + jump + random.real(-0.0001, 0.0001, 6), place.lat + random.real(-0.0001, 0.0001, 6)), crs: 'wgs84',
      speed: moving ? round(Math.min(80, Math.max(3, kmh + random.real(-8, 8, 1))), 1) : 0, heading: direction, altitude: random.int(3, 30),
      mileageKm: round(mileageKm + journey.distanceKm * share(at), 1), acc: true, located: true,
      drum: random.chance(0.03) ? 'unknown' : 'mixing', alarmBits: '00000000', source: 'vendor', receivedAt: stamp(received),
    };
    scene.desk.write(positionKind, { doc, extra: { platecolor: '2' } }, { at: received, random });
  }
}
