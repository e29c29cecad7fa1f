// Which addresses an HTTP connection may reach: the decision is made on the resolved address, so that DNS cannot turn it round.
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { fail } from '../../errors';

const PRIVATE = new BlockList();
const PRIVATE_6 = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) {
  PRIVATE.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [['::', 127], ['64:ff9b::', 96], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) {
  PRIVATE_6.addSubnet(net, prefix, 'ipv6');
}

/** Loopback, link-local (cloud metadata), private, multicast and reserved ranges; an IPv4 address inside IPv6 counts as private too. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return PRIVATE.check(address);
  return family === 0 || /^::ffff:/i.test(address) || PRIVATE_6.check(address, 'ipv6');
}

/** Refuses a literal private address; names are judged when they are resolved (guardedLookup). Throws ADDRESS_FORBIDDEN. */
export function refusePrivateLiteral(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isPrivateAddress(host)) throw fail('ADDRESS_FORBIDDEN', { address: host, problem: 'private or loopback address' });
}

/** A resolver for sockets that answers only when every address of the name is public. */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return callback(error, '', 0);
    const refused = found.find(({ address }) => isPrivateAddress(address));
    if (refused) return callback(fail('ADDRESS_FORBIDDEN', { address: hostname, problem: `it resolves to ${refused.address}` }), '', 0);
    const first = found[0];
    if (!first) return callback(new Error(`no address for ${hostname}`), '', 0);
    return options.all ? callback(null, found) : callback(null, first.address, first.family);
  });
};
