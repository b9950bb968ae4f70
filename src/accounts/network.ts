/**
 * The network that one customer of a carrier has: an IPv4 address, also where it comes in IPv6 spelling (RFC 4291 §2.5.5.2),
 * or the first 64 bits of an IPv6 one.
 */
export function network(ip: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip) ?? [];
  if (mapped || !ip.includes(':')) return mapped ?? ip;
  const [head, tail] = ip.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = tail ? Math.max(0, 8 - head.length - tail.length) : 0;
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...(tail ?? [])];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
