import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { keyset, windowOf } from '../database/keyset.js';
import { SecretBox } from '../keys/seal.js';
import type { Current } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { NotThere } from '../web/refusal.js';
import { Composer } from './composer.js';
import { Mail, type MailState } from './mail.entity.js';

const PAGE = 50;
const NEWEST = [{ sql: 'id', as: 'id' }];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whose mails: of these providers, or, by the operator's link, all. */
export type Scope = { all: true } | { all: false; providerIds: string[] };

const STATES: Record<MailState, { text: Message; tone: string }> = {
  queued: { text: say('Queued'), tone: 'plain' },
  delivered: { text: say('Delivered'), tone: 'good' },
  refused: { text: say('Refused'), tone: 'bad' },
  cancelled: { text: say('Cancelled'), tone: 'plain' },
  expired: { text: say('Expired'), tone: 'warning' },
};
const HELD = { text: say('Held since the restore'), tone: 'warning' };

/** How a mail stands. What a restore holds back is queued and never due. */
export const standing = ({ state, nextAt }: Pick<Mail, 'state' | 'nextAt'>) =>
  state === 'queued' && !nextAt ? HELD : STATES[state];

/** The mails of a server without SMTP, to be read in the browser: exists on the operator's own machine only. */
@Injectable()
export class Mailbox {
  readonly isOpen: boolean;
  /** For the operator's terminal: opens every mail, and stays the same as long as SECRET_KEYS do. */
  readonly operatorLink: URL | undefined;
  private readonly operatorToken: string;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    box: SecretBox,
    private readonly composer: Composer,
  ) {
    this.isOpen = config.local && !config.smtpUrl;
    this.operatorToken = box.mac('outbox link').slice(0, 32);
    this.operatorLink = this.isOpen ? new URL(`/outbox/open/${this.operatorToken}`, config.baseUrl) : undefined;
  }

  isOperator(token = ''): boolean {
    const [given, expected] = [Buffer.from(token), Buffer.from(this.operatorToken)];
    return this.isOpen && given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** Newest first, as raw rows. */
  async page(current: Current, scope: Scope, cursor?: string) {
    const { orderBy, after, values } = keyset(NEWEST, true, cursor);
    const within = scope.all ? '' : 'AND provider_id IN (?)';
    const rows: Pick<Mail, 'id' | 'address' | 'subject' | 'letter' | 'state' | 'createdAt' | 'nextAt'>[] =
      await current.db.query(
        `SELECT id, address, subject, letter, state, created_at AS createdAt, next_at AS nextAt FROM mails
       WHERE TRUE ${within} ${after} ORDER BY ${orderBy} LIMIT ${PAGE + 1}`,
        [...(scope.all ? [] : [scope.providerIds]), ...values],
      );
    return windowOf(rows, PAGE, NEWEST);
  }

  async find(current: Current, scope: Scope, id: string): Promise<Mail> {
    const within = scope.all ? {} : { providerId: In(scope.providerIds) };
    const mail = UUID.test(id) ? await current.db.findOneBy(Mail, { id, ...within }) : null;
    if (!mail) throw new NotThere();
    return mail;
  }

  /** As it would go out now, its text by blocks of lines; undefined when it says nothing any more. */
  async read(mail: Mail) {
    const letter = await this.composer.compose(mail);
    const blocks = letter?.text.split(/\n{2,}/).map((block) => block.split('\n').map((line) => this.linked(line)));
    return letter && { ...letter, blocks };
  }

  /** A line that is one of our own addresses becomes a link, and nothing else does. */
  private linked(line: string) {
    return { line, href: line.startsWith(this.config.baseUrl.href) ? line : undefined };
  }
}
