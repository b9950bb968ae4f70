import type { DataSource } from 'typeorm';
import type { Config } from '../../config.js';
import { NotSent, Smtp } from '../../mail/smtp.js';
import { type Finding, fine, note, some, wrong } from '../finding.js';
import { countHeld } from '../held-mail.js';
import { runsNow } from '../presence.js';

const OVERDUE_MINUTES = 10;
const REFUSED_DAYS = 7;

/** Does the mail server answer, and let us in? */
export async function mailServer({ smtpUrl }: Config): Promise<Finding[]> {
  if (!smtpUrl) return [note('No SMTP_URL is set: mail is kept in the Outbox and reaches nobody.')];
  const smtp = new Smtp(smtpUrl);
  try {
    await smtp.greet();
    return [fine('The mail server answers; bin/mail-test ADDRESS sends one mail.')];
  } catch (error) {
    if (!(error instanceof NotSent)) throw error;
    return [
      wrong(
        `The mail server of SMTP_URL does not let us in (${error.answer}). Mend SMTP_URL or the mail server; mail waits until then.`,
      ),
    ];
  } finally {
    smtp.close();
  }
}

interface Waiting {
  overdue: string;
  late: string;
  refused: string;
  lateAnswer: string | null;
  refusedAnswer: string | null;
}

/** Mail that is stuck, put off, refused or held; and whether anybody sends it. */
export async function queue({ manager }: DataSource): Promise<Finding[]> {
  const [found]: Waiting[] = await manager.query(
    `SELECT SUM(state = 'queued' AND next_at < UTC_TIMESTAMP() - INTERVAL ${OVERDUE_MINUTES} MINUTE) AS overdue,
       SUM(state = 'queued' AND attempts > 0) AS late, SUM(state = 'refused' AND ended_at > UTC_TIMESTAMP() - INTERVAL ${REFUSED_DAYS} DAY) AS refused,
       MAX(IF(state = 'queued', answer, NULL)) AS lateAnswer, MAX(IF(state = 'refused' AND ended_at > UTC_TIMESTAMP() - INTERVAL ${REFUSED_DAYS} DAY, answer, NULL)) AS refusedAnswer
     FROM mails`,
  );
  const [overdue, late, refused, held] = [found.overdue, found.late, found.refused, await countHeld(manager)].map(
    Number,
  );
  const portal = await runsNow(manager);
  const findings: Finding[] = [
    portal ? fine('The portal is running.') : note('The portal is not running; npm start starts it.'),
  ];
  if (overdue > 0)
    findings.push(
      wrong(
        `${some(overdue, 'mail is', 'mails are')} due for more than ${OVERDUE_MINUTES} minutes and nobody sends ${overdue === 1 ? 'it' : 'them'}. ${portal ? 'The log of the portal says why' : 'Start the portal'}.`,
      ),
    );
  if (late > 0)
    findings.push(
      wrong(
        `${some(late, 'mail is', 'mails are')} put off; the mail server said: “${found.lateAnswer}”. Mend that; ${late === 1 ? 'it is' : 'they are'} tried again for two days.`,
      ),
    );
  if (refused > 0)
    findings.push(
      note(
        `${some(refused, 'mail was', 'mails were')} refused in the last ${REFUSED_DAYS} days; the mail server said, for example: “${found.refusedAnswer}”. Check the addresses and MAIL_FROM.`,
      ),
    );
  if (held > 0)
    findings.push(
      note(
        `${some(held, 'mail is', 'mails are')} held since the restore. See them with bin/held-mail, then bin/held-mail send or bin/held-mail drop.`,
      ),
    );
  return overdue + late === 0 ? [...findings, fine('No mail is stuck.')] : findings;
}
