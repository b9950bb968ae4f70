import { request as plainRequest } from 'node:http';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Sent, Wire } from '../support/exchange.js';
import type { Answer } from '../support/page.js';
import { selfSigned } from './certificate.js';

/** As the README has it: TLS ends here, and the portal hears of host, scheme and client by headers. */
export class TlsProxy {
  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    private readonly host: string,
    private readonly cert: string,
  ) {}

  /** @param client the address that its clients have, whatever they say themselves */
  static async open(target: number, host: string, client: string): Promise<TlsProxy> {
    const { key, cert } = selfSigned(host);
    const server = createServer({ key, cert }, (incoming, outgoing) => {
      const { headers, method, url: path } = incoming;
      const forwarded = [headers['x-forwarded-for'], client].filter(Boolean).join(', ');
      const added = { 'x-forwarded-for': forwarded, 'x-forwarded-proto': 'https', 'x-forwarded-host': host };
      const onward = plainRequest({ port: target, method, path, headers: { ...headers, ...added } }, (answer) => {
        outgoing.writeHead(answer.statusCode as number, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(onward);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TlsProxy(server, host, cert);
  }

  /** What browsers use: TLS, with this proxy's certificate checked. */
  get wire(): Wire {
    return new TlsWire((this.server.address() as AddressInfo).port, this.host, this.cert);
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

class TlsWire extends Wire {
  constructor(
    private readonly tlsPort: number,
    private readonly servername: string,
    private readonly ca: string,
  ) {
    super(tlsPort);
  }

  override ask({ method, path, headers, body }: Sent): Promise<Answer> {
    const { tlsPort: port, servername, ca } = this;
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const options = { host: '127.0.0.1', port, servername, ca, method, path, headers: { ...headers, ...length } };
      const outgoing = request(options, async (incoming) => {
        let text = '';
        for await (const chunk of incoming.setEncoding('utf8')) text += chunk;
        const { statusCode: status = 0, headers } = incoming;
        resolve({ status, headers, body: text, bytes: Buffer.byteLength(text) });
      });
      outgoing.on('error', reject).end(body);
    });
  }
}
