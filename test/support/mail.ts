import { Composer } from '../../src/mail/composer.js';
import { Mail } from '../../src/mail/mail.entity.js';
import type { World } from './world.js';

export interface ReadMail {
  letter: string;
  state: Mail['state'];
  subject: string;
  text: string;
  html: string;
  /** The address of its button, when it has one. */
  link: string;
  mail: Mail;
}

/** Every mail to an address, the oldest first, as it is or would be sent now; what has gone out is gone. */
export async function mailsTo(world: World, address: string): Promise<ReadMail[]> {
  await world.deliverMail();
  const mails = await world.db.find(Mail, { where: { address }, order: { id: 'ASC' } });
  return Promise.all(
    mails.map(async (mail) => {
      const composed = await world.get(Composer).compose(mail);
      const { subject = mail.subject ?? '', text = '', html = '' } = composed ?? {};
      const link = /https?:\/\/\S+/.exec(text)?.[0] ?? '';
      return { letter: mail.letter, state: mail.state, subject, text, html, link, mail };
    }),
  );
}

export async function lastMailTo(world: World, address: string): Promise<ReadMail> {
  const found = (await mailsTo(world, address)).pop();
  if (!found) throw new Error(`No mail to ${address}`);
  return found;
}

export const lettersTo = async (world: World, address: string): Promise<string[]> =>
  (await mailsTo(world, address)).map(({ letter }) => letter);
