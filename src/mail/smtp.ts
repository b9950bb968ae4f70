import { createTransport } from 'nodemailer';
import type { Composed } from './composer.js';

/** Well within the lease of a claim, so that no other process begins while this one is still talking. */
const PATIENCE = 40_000;

/** The mail server did not take a mail. */
export class NotSent extends Error {
  constructor(
    /** What it said, or the code of what went wrong on the way. */
    readonly answer: string,
    /** Trying again is no use. */
    readonly permanent: boolean,
  ) {
    super(answer);
  }
}

/** The mail server of `SMTP_URL`, over connections that are kept open. */
export class Smtp {
  private readonly transport;

  constructor(url: string) {
    this.transport = createTransport({
      url,
      pool: true,
      // A kept connection may have been closed meanwhile; further retries are the queue's.
      maxRequeues: 1,
      connectionTimeout: PATIENCE,
      greetingTimeout: PATIENCE,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** @returns what the server said @throws NotSent */
  async send(mail: Composed): Promise<string> {
    try {
      return (await this.transport.sendMail({ ...mail, signal: AbortSignal.timeout(PATIENCE) })).response;
    } catch (error) {
      throw notSent(error as SmtpError);
    }
  }

  /** Connects, and signs in where the address says how. @throws NotSent */
  async greet(): Promise<void> {
    try {
      await this.transport.verify();
    } catch (error) {
      throw notSent(error as SmtpError);
    }
  }

  /** Breaks off what is still being sent. */
  close(): void {
    this.transport.close({ force: true });
  }
}

interface SmtpError extends Error {
  code?: string;
  originalCode?: string;
  command?: string;
  response?: string;
  permanent?: boolean;
}

const notSent = (error: SmtpError): NotSent =>
  new NotSent(error.response ?? error.originalCode ?? error.code ?? error.name, isPermanent(error));

/**
 * A 5yz reply (RFC 5321 §4.2.1) to the recipient or the content, or an address that cannot be written into the protocol. One to
 * the greeting, the sign-in or the sender is about this server, and its operator can mend it.
 */
function isPermanent({ code, command, permanent }: SmtpError): boolean {
  if (code === 'EENVELOPE' && command === 'API') return true;
  return permanent === true && (command === 'RCPT TO' || command === 'DATA');
}
