// Places: distance, points on the way, and the GCJ-02 shift that map vendors apply.

export interface Point {
  readonly lng: number;
  readonly lat: number;
}

const A = 6378245;
const EE = 0.006693421622965943;

export function point(lng: number, lat: number): Point {
  return { lng: Number(lng.toFixed(6)), lat: Number(lat.toFixed(6)) };
}

/** Kilometres on the sphere. */
export function kilometres(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const h = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lng - a.lng) * rad) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

export function along(a: Point, b: Point, share: number): Point {
  return point(a.lng + (b.lng - a.lng) * share, a.lat + (b.lat - a.lat) * share);
}

/** Compass degrees, whole. */
export function heading(a: Point, b: Point): number {
  const degrees = (Math.atan2((b.lng - a.lng) * Math.cos((a.lat * Math.PI) / 180), b.lat - a.lat) * 180) / Math.PI;
  return Math.round((degrees + 360) % 360) % 360;
}

/** WGS-84 → GCJ-02 (the published polynomial of the obfuscation), unrounded. */
export function toGcj02({ lng, lat }: Point): Point {
  const [x, y] = [lng - 105, lat - 35];
  const rad = (lat / 180) * Math.PI;
  const magic = 1 - EE * Math.sin(rad) ** 2;
  const dLat = (northing(x, y) * 180) / (((A * (1 - EE)) / (magic * Math.sqrt(magic))) * Math.PI);
  const dLng = (easting(x, y) * 180) / ((A / Math.sqrt(magic)) * Math.cos(rad) * Math.PI);
  return { lng: lng + dLng, lat: lat + dLat };
}

function northing(x: number, y: number): number {
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + waves(x, 6, 2)
    + ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3
    + ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3;
}

function easting(x: number, y: number): number {
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + waves(x, 6, 2)
    + ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3
    + ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3;
}

function waves(x: number, first: number, second: number): number {
  return ((20 * Math.sin(first * x * Math.PI) + 20 * Math.sin(second * x * Math.PI)) * 2) / 3;
}
