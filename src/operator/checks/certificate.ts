import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Config } from '../../config.js';
import { type Finding, fine, note, wrong } from '../finding.js';

const DAY = 24 * 3600 * 1000;
const WARN_DAYS = 14;
const PATIENCE = 10_000;

/** The certificate that browsers get at BASE_URL. */
export async function certificate({ baseUrl }: Config): Promise<Finding[]> {
  if (baseUrl.protocol !== 'https:') return [];
  const { host, hostname } = baseUrl;
  const port = Number(baseUrl.port) || 443;
  try {
    const socket = await handshake(hostname, port);
    const until = new Date(socket.getPeerCertificate().valid_to);
    const { authorized, authorizationError } = socket;
    socket.destroy();
    return [judge(host, until, authorized ? undefined : String(authorizationError))];
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return [
      note(`${baseUrl.origin} cannot be reached from here (${code ?? message}), so its certificate was not examined.`),
    ];
  }
}

function judge(host: string, until: Date, fault?: string): Finding {
  const date = until.toISOString().slice(0, 10);
  const days = Math.floor((until.getTime() - Date.now()) / DAY);
  if (days < 0)
    return wrong(
      `The certificate of ${host} expired on ${date}. Renew it, and reload the proxy in front of the portal.`,
    );
  if (fault)
    return wrong(
      `Browsers do not trust the certificate of ${host} (${fault}). Get one for this name, with its whole chain.`,
    );
  if (days < WARN_DAYS)
    return wrong(`The certificate of ${host} expires on ${date}. Renew it, and see why that did not happen by itself.`);
  return fine(`The certificate of ${host} is good until ${date}.`);
}

const handshake = (host: string, port: number): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const servername = isIP(host) ? undefined : host;
    const socket = connect({ host, port, servername, rejectUnauthorized: false }, () => resolve(socket));
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('no answer')));
    socket.on('error', reject);
  });
