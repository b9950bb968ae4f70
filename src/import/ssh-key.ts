import { createHash, createPrivateKey, type JsonWebKey, type KeyObject, randomBytes } from 'node:crypto';
import type { SshKey } from '../items/plain-item.js';

const ARMOUR = /^-----BEGIN OPENSSH PRIVATE KEY-----\n([A-Za-z0-9+/=\n]+)\n-----END OPENSSH PRIVATE KEY-----$/;
const MAGIC = 'openssh-key-v1\0';
const BLOCK = 8;
const LINE = 70;
/** What stands before the 32 secret bytes. */
const SHORT_ED25519 = '302e020100300506032b657004220420';
const LONG_ED25519 = '3051020101300506032b657004220420';
const LONGEST = 20_000;

/**
 * A private key with its public half and its fingerprint, as SSH programs write them.
 *
 * @param text an OpenSSH private key, taken as it is (also under a passphrase, which is not needed: the public half stands
 *   beside it), or an unencrypted PEM of an Ed25519 or RSA key, which is rewritten
 * @param comment of the public key
 * @returns nothing when the text is no such key
 * Source: OpenSSH PROTOCOL.key; RFC 4253 §6.6; RFC 8709 §4; the fingerprint is SHA-256 in base64 without padding.
 */
export function readSshKey(text: string, comment = ''): Required<SshKey> | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    const even = `${text.trim().replace(/\r\n?/g, '\n')}`;
    const [, body] = ARMOUR.exec(even) ?? [];
    if (body) return described(`${even}\n`, publicOf(Buffer.from(body, 'base64')), comment);
    const { open, secret } = wire(opened(even).export({ format: 'jwk' }));
    return described(armoured(open, secret), open, comment);
  } catch {
    return undefined;
  }
}

/** Ed25519 with its public half behind it (RFC 5958), which OpenSSL does not read, is cut down to what it reads. */
function opened(pem: string): KeyObject {
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64');
  if (der.toString('hex', 0, LONG_ED25519.length / 2) !== LONG_ED25519) return createPrivateKey(pem);
  const seed = der.subarray(LONG_ED25519.length / 2, LONG_ED25519.length / 2 + 32);
  const short = Buffer.concat([Buffer.from(SHORT_ED25519, 'hex'), seed]);
  return createPrivateKey({ key: short, format: 'der', type: 'pkcs8' });
}

function described(privateKey: string, open: Buffer, comment: string): Required<SshKey> {
  const kind = strings(open)[0].toString('latin1');
  const digest = createHash('sha256').update(open).digest('base64').replace('=', '');
  const publicKey = [kind, open.toString('base64'), comment.trim()].filter(Boolean).join(' ');
  return { privateKey, publicKey, fingerprint: `SHA256:${digest}` };
}

/** The public key that stands in the open part of a private key's file. */
function publicOf(file: Buffer): Buffer {
  if (file.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('not OpenSSH');
  let rest = file.subarray(MAGIC.length);
  for (const _ of ['cipher', 'derivation', 'its options']) rest = rest.subarray(4 + rest.readUInt32BE());
  if (rest.readUInt32BE() !== 1) throw new Error('not one key');
  const key = rest.subarray(8, 8 + rest.readUInt32BE(4));
  if (key.length === 0 || strings(key).length < 2) throw new Error('no key');
  return key;
}

/** The strings that a key is made of, each behind its length. */
function strings(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (at + 4 + length > bytes.length) throw new Error('cut off');
    found.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}

const string = (bytes: Buffer | string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(bytes));
  return Buffer.concat([length, Buffer.from(bytes as string)]);
};

/** A positive whole number: a zero byte goes before a first bit that would make it negative. */
const integer = (bytes: Buffer) => string(bytes[0] & 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);

/** The public half and the secret half as OpenSSH writes them. */
function wire(jwk: JsonWebKey): { open: Buffer; secret: Buffer } {
  const part = (name: keyof JsonWebKey) => Buffer.from(String(jwk[name]), 'base64url');
  if (jwk.kty === 'RSA') {
    const kind = string('ssh-rsa');
    const [n, e, d, inverse, p, q] = (['n', 'e', 'd', 'qi', 'p', 'q'] as const).map((name) => integer(part(name)));
    return { open: Buffer.concat([kind, e, n]), secret: Buffer.concat([kind, n, e, d, inverse, p, q]) };
  }
  if (jwk.crv !== 'Ed25519') throw new Error('another kind of key');
  const kind = string('ssh-ed25519');
  const open = Buffer.concat([kind, string(part('x'))]);
  return { open, secret: Buffer.concat([open, string(Buffer.concat([part('d'), part('x')]))]) };
}

function armoured(open: Buffer, secret: Buffer): string {
  const check = randomBytes(4);
  const whole = Buffer.concat([check, check, secret, string('')]);
  const padding = Buffer.from(Array.from({ length: (BLOCK - (whole.length % BLOCK)) % BLOCK }, (_, at) => at + 1));
  const count = Buffer.from([0, 0, 0, 1]);
  const none = ['none', 'none', ''].map(string);
  const file = [Buffer.from(MAGIC), ...none, count, string(open), string(Buffer.concat([whole, padding]))];
  const lines =
    Buffer.concat(file)
      .toString('base64')
      .match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}
