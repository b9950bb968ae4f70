import { Sessions } from '../accounts/sessions.service.js';
import { Throttling } from '../accounts/throttling.js';
import { TwoStep } from '../accounts/two-step.service.js';
import { TwoStepCodes } from '../accounts/two-step-codes.service.js';
import { TwoStepLetters } from '../accounts/two-step-letters.js';
import { PlainError } from '../config.js';
import { Letters } from '../mail/letters.js';
import { Outbox } from '../mail/outbox.service.js';
import { byOperator } from '../web/current.js';
import type { Portal } from './portal.js';

/**
 * Switches the two-step login of an account off; the portal delivers the mail about it.
 * @throws PlainError where there is nothing to switch off
 */
export async function switchTwoStepOff({ dataSource, box }: Portal, email: string): Promise<void> {
  const letters = new Letters();
  new TwoStepLetters(letters).onModuleInit();
  const outbox = new Outbox(box, letters);
  const codes = new TwoStepCodes(box, new Throttling(box), outbox);
  const twoStep = new TwoStep(box, codes, new Sessions(outbox), outbox);
  if (await twoStep.reset(byOperator(dataSource.manager, new Date()), email)) return;
  throw new PlainError(`There is no account ${email} with two-step login.`);
}
