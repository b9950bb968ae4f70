import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { insertAll } from '../database/insert-all.js';
import { sealedPlace } from '../database/sealed.js';
import { SecretBox } from '../keys/seal.js';
import type { Current } from '../web/current.js';
import { Letters } from './letters.js';
import { Mail } from './mail.entity.js';

export interface NewMail {
  letter: string;
  to: string;
  /** What the letter's writer needs to find what it is about. */
  ids: Record<string, string>;
  /** The secret of the link in the letter. */
  token?: string;
  providerId?: string | null;
  /** After this moment it is not sent any more, and the token is erased. */
  expiresAt?: Date;
  notBefore?: Date;
}

type Sender = Pick<Current, 'db' | 'now'>;

export const tokenPlace = (mailId: string): string => sealedPlace('mails.token', mailId);

/** Where mail is handed in: a row in the caller's transaction, so that it goes out if that is committed and else never. */
@Injectable()
export class Outbox {
  constructor(
    private readonly box: SecretBox,
    private readonly letters: Letters,
  ) {}

  /** @returns the mail's id */
  async send(current: Sender, mail: NewMail): Promise<string> {
    const [id] = await this.sendAll(current, [mail]);
    return id;
  }

  /** Many in one statement. @returns their ids, in order */
  async sendAll(current: Sender, mails: NewMail[]): Promise<string[]> {
    const rows = mails.map((mail) => this.row(current, mail));
    await insertAll(current.db, Mail, rows);
    return rows.map(({ id }) => id);
  }

  private row({ now }: Sender, { letter, to, ids, token, providerId, expiresAt, notBefore }: NewMail) {
    if (!this.letters.has(letter)) throw new Error(`No module has added the letter ${letter}`);
    const id = uuid();
    return {
      ...{ id, letter, ids, providerId: providerId ?? null, address: to, state: 'queued' as const, attempts: 0 },
      token: token ? this.box.seal(token, tokenPlace(id)) : null,
      ...{ createdAt: now, nextAt: notBefore ?? now, expiresAt: expiresAt ?? null },
    };
  }

  /** Keeps a mail from being sent; of one that was sent, the token is erased where it is still there. */
  async cancel(current: Sender, id: string): Promise<void> {
    const erased = { token: null, nextAt: null, claimedBy: null };
    await current.db.update(Mail, { id, state: 'queued' }, { ...erased, state: 'cancelled', endedAt: current.now });
    await current.db.update(Mail, { id, state: Not('queued') }, erased);
  }
}
