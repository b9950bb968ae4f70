import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { Clock } from '../web/clock.js';
import { type Composed, Composer } from './composer.js';
import type { Mail } from './mail.entity.js';
import { MailQueue } from './queue.js';
import { NotSent, Smtp } from './smtp.js';

const POLL = 1000;
const DRAIN = 5000;
/**
 * One, two, four … minutes and then hours apart, the last try is two days after the first. Counted in tries: a letter may be
 * meant for later, and the time in which this server did not run is not held against it.
 */
const MOST_TRIES = 54;

/**
 * Sends what is due, at least once each. Without SMTP a mail counts as delivered into the Outbox, where its link stays readable
 * until it is used or expires.
 */
@Injectable()
export class Delivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('mail');
  private readonly smtp?: Smtp;
  private loop = Promise.resolve();
  private pass: Promise<unknown> = Promise.resolve();
  private stopped = false;
  private wake = () => {};

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly queue: MailQueue,
    private readonly composer: Composer,
    private readonly clock: Clock,
  ) {
    if (config.smtpUrl) this.smtp = new Smtp(config.smtpUrl);
  }

  onApplicationBootstrap(): void {
    this.loop = this.run();
  }

  /** Claims nothing any more and lets what is under way end; what does not soon is broken off and sent again later. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.nudge();
    await Promise.race([this.loop, sleep(DRAIN, undefined, { ref: false })]);
    this.smtp?.close();
    await this.loop;
  }

  /** Looks at once for what is due, rather than within the second. */
  nudge(): void {
    this.wake();
  }

  /** Deals with everything that is due by now. @returns how many mails that were */
  deliverDue(): Promise<number> {
    const pass = this.pass.then(() => this.deliverAll());
    this.pass = pass.catch(() => undefined);
    return pass;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.deliverDue().catch((error) => this.fault('The queue of mails cannot be read', error));
      if (!this.stopped) await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async deliverAll(): Promise<number> {
    let handled = 0;
    while (!this.stopped) {
      const mails = await this.queue.claim(this.clock.now());
      if (mails.length === 0) break;
      await Promise.all(mails.map((mail) => this.handle(mail)));
      handled += mails.length;
    }
    return handled;
  }

  private async handle(mail: Mail): Promise<void> {
    try {
      const now = this.clock.now();
      if (mail.state !== 'queued') await this.queue.eraseToken(mail, now);
      else if (mail.expiresAt && mail.expiresAt <= now) await this.queue.end(mail, { state: 'expired' }, now);
      else await this.try(mail);
    } catch (error) {
      // Its lease runs out, and it is due again.
      this.fault(`Mail ${mail.id} could not be settled`, error);
    }
  }

  private async try(mail: Mail): Promise<void> {
    try {
      const outcome = await this.send(mail);
      await this.queue.end(mail, outcome, this.clock.now());
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      const answer = this.said(mail, error.answer);
      const last = error.permanent || mail.attempts + 1 >= MOST_TRIES;
      this.log.warn(`Mail ${mail.id} was ${last ? 'refused' : 'put off'}: ${answer}`);
      if (last) await this.queue.end(mail, { state: 'refused', answer }, this.clock.now());
      else await this.queue.postpone(mail, answer, this.clock.now());
    }
  }

  private async send(mail: Mail): Promise<Partial<Mail> & Pick<Mail, 'state'>> {
    const composed = await this.compose(mail);
    if (!composed) return { state: 'cancelled' };
    const sent = { state: 'delivered' as const, subject: composed.subject.slice(0, 300) };
    if (this.smtp) return { ...sent, answer: this.said(mail, await this.smtp.send(composed)) };
    return { ...sent, answer: null, token: mail.token, nextAt: mail.token ? mail.expiresAt : null };
  }

  /** A letter that cannot be put together is tried again like one that cannot be sent: the mistake may be mended by then. */
  private async compose(mail: Mail): Promise<Composed | undefined> {
    try {
      return await this.composer.compose(mail);
    } catch (error) {
      this.fault(`Mail ${mail.id} cannot be written`, error);
      throw new NotSent('Clientele could not write this mail; its log says why.', false);
    }
  }

  /** Servers may quote the mail that they refuse; its secret stays out of the row. */
  private said(mail: Mail, answer: string): string {
    return this.composer.withoutSecret(mail, answer).slice(0, 500);
  }

  private fault(what: string, error: unknown): void {
    this.log.error(what, error instanceof Error ? error.stack : error);
  }
}
