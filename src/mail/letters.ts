import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Message } from '../web/message.js';
import type { Reader } from '../web/words.js';
import type { Mail } from './mail.entity.js';

/** What a mail says, as data; one template makes its HTML and one function its text. */
export interface Letter {
  reader: Reader;
  subject: Message;
  /** Above the text; the subject where it is left out. */
  heading?: Message;
  paragraphs: Message[];
  facts?: { label: Message; value: Message | string }[];
  /** The button. `path` is one of our own; `:token` in it stands for the secret that the mail was sent with. */
  action?: { label: Message; path: string };
  closing?: Message[];
  /** Shown as the sender in place of the name in MAIL_FROM; the address stays. */
  fromName?: string;
  replyTo?: string;
}

/** Puts a letter together from what is true now; undefined when there is nothing to send any more. */
type LetterWriter = (db: EntityManager, ids: Record<string, string>) => Promise<Letter | undefined>;

/** Runs in the transaction that changes the mail and may run again: no effect outside the database. */
type MailListener = (db: EntityManager, mail: Mail, now: Date) => Promise<void>;

interface MailListeners {
  /** The mail server took it. */
  delivered?: MailListener;
  /** The mail server refuses it, or could not be reached for two days; `mail.answer` has its words. */
  refused?: MailListener;
  /** It was still queued when it expired. */
  expired?: MailListener;
}

/** Every letter that can be sent; higher modules add theirs in `onModuleInit`. */
@Injectable()
export class Letters {
  private readonly known = new Map<string, { write: LetterWriter; listeners: MailListeners }>();

  add(name: string, write: LetterWriter, listeners: MailListeners = {}): void {
    if (this.known.has(name)) throw new Error(`The letter ${name} was added twice`);
    this.known.set(name, { write, listeners });
  }

  write(db: EntityManager, mail: Mail): Promise<Letter | undefined> {
    return this.of(mail).write(db, mail.ids);
  }

  /** Tells the letter's module how its mail ended; a cancelled one it ended itself. */
  async tell(db: EntityManager, mail: Mail, now: Date): Promise<void> {
    await this.of(mail).listeners[mail.state as keyof MailListeners]?.(db, mail, now);
  }

  has(name: string): boolean {
    return this.known.has(name);
  }

  private of({ letter }: Mail) {
    const found = this.known.get(letter);
    if (!found) throw new Error(`No module has added the letter ${letter}`);
    return found;
  }
}
