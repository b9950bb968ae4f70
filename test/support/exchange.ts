import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Answer } from './page.js';

export interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Buffer;
  /** The client's own address, such as 127.0.0.7; else the world's. */
  from?: string;
}

/** HTTP with exactly these headers: fetch would add some of its own. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true });
  /** Each world has its own: what one test did wrong does not slow the next one down, whose database may be the same. */
  private readonly home = `127.${[0, 0, 0].map(() => 1 + Math.floor(Math.random() * 254)).join('.')}`;

  constructor(private readonly port: number) {}

  ask({ method, path, headers, body, from }: Sent): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const outgoing = request({
        ...{ host: '127.0.0.1', port: this.port, method, path, agent: this.agent, localAddress: from ?? this.home },
        headers: { ...headers, ...length },
      });
      outgoing.on('error', reject);
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const raw = Buffer.concat(chunks);
          const zipped = incoming.headers['content-encoding'] === 'gzip' && raw.length > 0;
          const text = (zipped ? gunzipSync(raw) : raw).toString('utf8');
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text, bytes: raw.length });
        });
      });
      outgoing.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
