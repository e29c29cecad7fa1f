// Zones as tables write them. China has one; offsets serve foreign sources.

export const ZONE_SCHEMA = { type: 'string', pattern: '^(?:Asia/Shanghai|UTC|[+-](?:0\\d|1[0-4]):[0-5]\\d)$' } as const;

/** Asia/Shanghai, in minutes east of UTC: every canonical instant is written in it. */
export const CHINA = 480;

export function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Asia/Shanghai') return CHINA;
  if (zone === 'UTC') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return zone.startsWith('-') ? -minutes : minutes;
}
