import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import addressparser from 'nodemailer/lib/addressparser';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { SecretBox } from '../keys/seal.js';
import { isMessage, type Message, say } from '../web/message.js';
import { handlebars } from '../web/views.js';
import { words } from '../web/words.js';
import { type Letter, Letters } from './letters.js';
import type { Mail } from './mail.entity.js';
import { tokenPlace } from './outbox.service.js';

/** A letter in words, as SMTP takes it. */
export interface Composed {
  messageId: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo?: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

const source = readFileSync(new URL('../../views/mail/letter.hbs', import.meta.url), 'utf8');
const template = handlebars.compile(source, { preventIndent: true });

const style = createHash('sha256')
  .update(source.split(/<\/?style>/)[1])
  .digest('base64');
/** For a browser that shows a letter: its own style and nothing else, stricter than our pages'. */
export const LETTER_POLICY = `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

// Controls, line and paragraph separators; then the overrides that turn text around.
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const OVERRIDES = /[\u202a-\u202e]/g;
/** Names are data: no line break in one makes a header or a paragraph of its own. */
const oneLine = (text: string): string => text.replace(BREAKS, ' ').replace(OVERRIDES, '').trim();

/** Puts mails into words, in their reader's language. */
@Injectable()
export class Composer {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly letters: Letters,
    private readonly box: SecretBox,
  ) {}

  /** @returns undefined when there is nothing to send any more */
  async compose(mail: Mail): Promise<Composed | undefined> {
    const letter = await this.letters.write(this.dataSource.manager, mail);
    if (!letter) return undefined;
    return compose(letter, { id: mail.id, to: mail.address, token: this.tokenOf(mail), config: this.config });
  }

  withoutSecret(mail: Mail, text: string): string {
    const token = this.tokenOf(mail);
    return token ? text.replaceAll(token, '…') : text;
  }

  private tokenOf({ id, token }: Mail): string | undefined {
    return token ? this.box.open(token, tokenPlace(id)) : undefined;
  }
}

interface Mailing {
  id: string;
  to: string;
  token?: string;
  config: Config;
}

/** A pure function of the letter. Without its token the button is left out and a sentence stands in its place. */
export function compose(letter: Letter, { id, to, token, config }: Mailing): Composed {
  const { reader, subject, replyTo } = letter;
  const put = (message: Message | string) => oneLine(isMessage(message) ? words(message, reader) : message);
  const href = letter.action && linkOf(letter.action.path, token, config);
  const gone = letter.action && !href ? [say('The link in this mail was used, replaced or has expired.')] : [];
  const parts: Parts = {
    locale: reader.locale,
    subject: put(subject),
    heading: put(letter.heading ?? subject),
    paragraphs: [...letter.paragraphs, ...gone].map(put),
    facts: (letter.facts ?? []).map(({ label, value }) => ({ label: put(label), value: put(value) })),
    action: letter.action && href ? { label: put(letter.action.label), href } : undefined,
    hint: put(say('If the button does not work, copy this address into your browser:')),
    closing: (letter.closing ?? []).map(put),
    foot: put(say('Sent by Clientele at {{site}}', { site: config.baseUrl.host })),
  };
  const [from] = addressparser(config.mailFrom, { flatten: true });
  return {
    // The same at each try: a mail that comes twice is shown once.
    messageId: `<${id}@${config.baseUrl.hostname}>`,
    from: { name: oneLine(letter.fromName ?? from.name), address: from.address },
    to: { name: '', address: to },
    replyTo: replyTo ? { name: '', address: replyTo } : undefined,
    subject: parts.subject,
    text: textOf(parts),
    html: template(parts),
    // RFC 3834 §5: nobody's absence note answers.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': reader.locale },
  };
}

interface Parts {
  locale: string;
  subject: string;
  heading: string;
  paragraphs: string[];
  facts: { label: string; value: string }[];
  action?: { label: string; href: string };
  hint: string;
  closing: string[];
  foot: string;
}

function linkOf(path: string, token: string | undefined, { baseUrl }: Config): string | undefined {
  if (!path.includes(':token')) return new URL(path, baseUrl).href;
  return (
    token &&
    new URL(
      path.replace(':token', () => encodeURIComponent(token)),
      baseUrl,
    ).href
  );
}

function textOf({ heading, paragraphs, facts, action, closing, foot }: Parts): string {
  const blocks = [heading, ...paragraphs];
  if (facts.length > 0) blocks.push(facts.map(({ label, value }) => `${label}: ${value}`).join('\n'));
  if (action) blocks.push(`${action.label}:\n${action.href}`);
  return `${[...blocks, ...closing, `-- \n${foot}`].join('\n\n')}\n`;
}
