import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type ParsedMail, parseMail } from './parse-mail.js';

export interface ReceivedMail extends ParsedMail {
  from: string;
  to: string;
  raw: string;
}

interface Reply {
  code: number;
  words: string;
}

/** A real mail server on the loopback, that takes everything until it is told otherwise. */
export class PostOffice {
  readonly received: ReceivedMail[] = [];
  /** The next mails to an address are answered like this. */
  readonly replies = new Map<string, Reply[]>();
  /** What it does once it has read a mail, before it answers. */
  whileTaking: (mail: ReceivedMail) => Promise<unknown> = async () => {};
  private readonly server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onRcptTo: ({ address }, _session, done) => {
        const reply = this.replies.get(address)?.shift();
        done(reply ? Object.assign(new Error(reply.words), { responseCode: reply.code }) : undefined);
      },
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          const mail = { ...parseMail(raw), raw, from, to: envelope.rcptTo[0].address };
          try {
            await this.whileTaking(mail);
            this.received.push(mail);
            done(null, `OK queued as ${this.received.length}`);
          } catch (error) {
            done(error as Error);
          }
        });
      },
      ...options,
    });
    this.server.on('error', () => {});
  }

  static async open(options: SMTPServerOptions = {}): Promise<PostOffice> {
    const office = new PostOffice(options);
    await new Promise<void>((resolve) => office.server.listen(0, '127.0.0.1', resolve));
    return office;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  answers(address: string, code: number, words: string, times = 1): void {
    this.replies.set(address, Array(times).fill({ code, words }));
  }

  to(address: string): ReceivedMail[] {
    return this.received.filter((mail) => mail.to === address);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
