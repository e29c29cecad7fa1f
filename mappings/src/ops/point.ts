// point: longitude and latitude of any of China's three systems become a WGS-84 point (domain §4.15).
import gcoord from 'gcoord';
import { Fault } from '../fault';
import { readNumber } from './number-text';
import type { Op } from './op';
import { roundHalfEven } from './round';

type Crs = 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09';
interface Args {
  crs: Crs;
  scale?: number;
  part?: 'lng' | 'lat';
}

const FORM = { thousands: false, units: ['°', '度'] };

export const pointOp: Op<Args> = {
  name: 'point',
  title: { zh: '坐标', en: 'Point' },
  docs: {
    zh: '由 [经度, 纬度] 得到 WGS-84 点 {lng, lat}；crs 为 wgs84、cgcs2000、gcj02 或 bd09；小数位 scale 默认 6；part 只取一个。两者皆缺则缺失；缺一半、(0,0)、超界或颠倒是错误。',
    en: 'Of [longitude, latitude] a WGS-84 point {lng, lat}; crs is wgs84, cgcs2000, gcj02 or bd09; scale is 6 places; part takes one half. Both absent is absent; half a point, (0,0), out of range or swapped is a reason.',
  },
  example: 'from: [lon, lat], ops: [{ point: { crs: gcj02 } }]',
  args: {
    type: 'object',
    required: ['crs'],
    additionalProperties: false,
    properties: { crs: { enum: ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] }, scale: { type: 'integer', minimum: 0, maximum: 9 }, part: { enum: ['lng', 'lat'] } },
  },
  takes: ['list', 'any'],
  gives: (args) => (args.part === undefined ? 'object' : 'number'),
  prepare: (args) => (value) => {
    if (!Array.isArray(value) || value.length !== 2) return new Fault('MAP_SHAPE', 'a pair [longitude, latitude]');
    const lng = readNumber(value[0], FORM);
    const lat = readNumber(value[1], FORM);
    if (lng === undefined && lat === undefined) return undefined;
    return lng === undefined || lat === undefined || lng === null || lat === null ? outOfRange() : toPoint(Number(lng), Number(lat), args);
  },
};

function toPoint(lng: number, lat: number, args: Args): unknown {
  const plausible = Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && !(lng === 0 && lat === 0);
  if (!plausible) return outOfRange();
  const [x, y] = toWgs84(lng, lat, args.crs);
  const point = { lng: roundHalfEven(x, args.scale ?? 6).toNumber(), lat: roundHalfEven(y, args.scale ?? 6).toNumber() };
  return args.part === undefined ? point : point[args.part];
}

/** WGS-84 degrees of a point in one of China's systems; CGCS2000 is WGS-84 within a few centimetres.
 *  gcoord's inverse stops at 1e-6 degrees; two further steps against its exact forward transform bring it to 1e-9. */
export function toWgs84(lng: number, lat: number, crs: Crs): readonly [number, number] {
  if (crs === 'wgs84' || crs === 'cgcs2000') return [lng, lat];
  const from = crs === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09;
  let [x, y] = gcoord.transform([lng, lat], from, gcoord.WGS84) as [number, number];
  for (let step = 0; step < 2; step += 1) {
    const [forthX, forthY] = gcoord.transform([x, y], gcoord.WGS84, from) as [number, number];
    x += lng - forthX;
    y += lat - forthY;
  }
  return [x, y];
}

function outOfRange(): Fault {
  return new Fault('POINT_RANGE', 'longitude within ±180 and latitude within ±90');
}
