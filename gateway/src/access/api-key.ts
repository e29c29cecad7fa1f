// Where an API key stands in a request. The store keeps keys as hashes and shows a secret once.

export type HeaderBag = Readonly<Record<string, unknown>>;

/** `Authorization: Bearer …` or `x-api-key`; undefined when neither is there. Never from the address, which lands in logs. */
export function keyFromHeaders(headers: HeaderBag): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(text(headers.authorization) ?? '')?.[1];
  return bearer ?? text(headers['x-api-key']);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
