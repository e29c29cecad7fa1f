// Certificates: issue, correction, void and re-issue, and the version that follows the site check.
import { randomStream, type Random } from '../../random';
import { compactDay, HOUR, MINUTE, stamp } from '../calendar';
import type { JsonRecord } from '../emission';
import { certificateKind } from '../kinds/certificate';
import { known, type Content } from '../record-kind';
import type { Scene } from '../scene';
import { personName } from '../world/enterprises';
import type { Load } from './batches';
import type { Journey } from './trips-day';

const SERIAL_GAPS = 0.005;
const REISSUED = 0.004;
/** Serial of the worked chain on its day; no other certificate takes it. */
export const CHAIN_CERTIFICATE = '33021200720220228000137';

/** Writes the certificate's first version and returns it (the re-issued one, where the first is voided). */
export function certify(scene: Scene, journey: Journey, load: Load, random: Random): Content {
  const content = issued(scene, journey, load);
  const written = scene.desk.write(certificateKind, content, { at: journey.issuedAt + 20_000, random });
  const certNo = String(content.doc.certNo);
  if (written.fate === 'quarantined') {
    if (random.chance(0.5)) scene.desk.write(certificateKind, { ...content, version: 2 }, { at: journey.issuedAt + 5 * MINUTE, random, sound: true });
    return content;
  }
  if (!random.chance(REISSUED)) return content;
  const voided = { ...content, version: 2, doc: { ...content.doc, status: 'voided', voidReason: '打印错误' } };
  scene.desk.write(certificateKind, voided, { at: journey.issuedAt + MINUTE, random, sound: true });
  const again = issued(scene, journey, load);
  scene.desk.write(certificateKind, { ...again, extra: { ...again.extra, yhgzbh: certNo } }, { at: journey.issuedAt + 90_000, random, sound: true });
  return again;
}

/** The version after the site check; now and then the volume changed, or the first version comes again, late. */
export function confirm(scene: Scene, journey: Journey, before: Content, accepted: boolean, random: Random): void {
  const volume: JsonRecord = random.chance(0.005) ? { volume: journey.volume - 0.5 } : {};
  const doc = { ...before.doc, ...volume, status: accepted ? 'accepted' : 'rejected' };
  scene.desk.write(certificateKind, { ...before, doc, version: 3 }, { at: journey.checkedAt + 2 * MINUTE, random, sound: true });
  if (random.chance(scene.desk.rates.stale)) scene.desk.write(certificateKind, before, { at: journey.checkedAt + HOUR, fate: 'stale' });
}

function issued(scene: Scene, journey: Journey, load: Load): Content {
  const { plant, order } = journey;
  const doc = certificateDoc(journey, load, nextNumber(scene, journey));
  const people = randomStream('plant people', plant.no);
  return {
    doc, version: 1, refs: { driverRef: journey.truck.driver, 'releaseCheck.checkerRef': personName(people) },
    extra: { rwdh: order.taskNo, cpys: '2', yhgzbh: '', xgsj: stamp(journey.issuedAt).slice(0, 19).replace('T', ' ') },
  };
}

function nextNumber(scene: Scene, journey: Journey): string {
  const { plant } = journey;
  const prefix = `${plant.division}${plant.no}${compactDay(journey.issuedAt)}`;
  const gaps = randomStream(scene.seed, 'gaps', journey.tripNo, plant.no).chance(SERIAL_GAPS) ? 2 : 1;
  let certNo = '';
  for (let i = 0; i < gaps || certNo === CHAIN_CERTIFICATE; i++) certNo = `${prefix}${String(scene.serial(prefix)).padStart(6, '0')}`;
  return certNo;
}

function certificateDoc(journey: Journey, load: Pick<Load, 'batchNos' | 'materialBatchIds' | 'reportNos'>, certNo: string): JsonRecord {
  const { plant, order, truck } = journey;
  const { project, mix } = order;
  return known({
    certNo, productKind: 'readyMix', plantUscc: plant.uscc, plantName: plant.name, buyerUscc: project.contractor.uscc, buyerName: project.contractor.name,
    orderNo: order.orderNo, contractNo: `HT-${plant.no}-${project.code.slice(-6)}`, projectCode: project.code, partId: order.partId, partText: order.partText,
    designation: mix.designation, grade: mix.grade, impermeability: mix.impermeability, slumpMm: mix.slumpMm, mixNo: mix.mixNo, volume: journey.volume,
    cumulativeVolume: Number((order.poured + journey.volume).toFixed(2)), batchNos: [...load.batchNos], materialBatchIds: [...load.materialBatchIds], materialReportNos: [...load.reportNos],
    plate: truck.plate, loadedAt: stamp(journey.loadedAt), issuedAt: stamp(journey.issuedAt),
    releaseCheck: { slumpMm: journey.slumpMm, dosageOk: true, moisturePct: 5, appearance: 'good', at: stamp(journey.issuedAt - MINUTE) },
    status: 'issued', qrText: `https://example.invalid/yt/${certNo}`, signature: `MEUC${certNo}`,
  });
}
