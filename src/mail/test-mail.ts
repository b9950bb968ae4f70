import { randomUUID } from 'node:crypto';
import { type Config, PlainError } from '../config.js';
import { say } from '../web/message.js';
import { compose } from './composer.js';
import { NotSent, Smtp } from './smtp.js';

/**
 * Sends one letter at once, past the queue, for `bin/mail-test`.
 * @returns what the mail server said
 * @throws PlainError when there is no SMTP_URL, or with what the server said
 */
export async function sendTest(config: Config, address: string): Promise<string> {
  if (!config.smtpUrl)
    throw new PlainError(
      'SMTP_URL is missing: set it to your mail server, such as smtps://user:password@mail.example.com.',
    );
  const smtp = new Smtp(config.smtpUrl);
  try {
    const subject = say('A test mail from Clientele');
    const paragraphs = [say('Your server can send mail. Nobody needs to do anything.')];
    const letter = { reader: { locale: 'en' as const, timeZone: 'UTC' }, subject, paragraphs };
    return await smtp.send(compose(letter, { id: randomUUID(), to: address, config }));
  } catch (error) {
    if (!(error instanceof NotSent)) throw error;
    throw new PlainError(`The mail server did not take the mail: ${error.answer}`);
  } finally {
    smtp.close();
  }
}
