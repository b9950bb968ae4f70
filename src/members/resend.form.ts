import { ChosenForm } from '../invitations/confirmations.form.js';
import { Optional } from '../web/fields.js';
import { say } from '../web/message.js';
import { refuse } from '../web/refusal.js';

/** The buttons below a list of members: the form's own act is sending invitations again. */
export class ResendForm extends ChosenForm {
  /** The button's. A browser that does not know `formaction` sends the other ones' here. */
  @Optional(20) act?: string;

  /** @throws Refusal when another act was meant */
  mustBeMeant(): void {
    if (this.act === undefined || this.act === 'invitations') return;
    throw refuse(say('This browser cannot do that from the list. Open each person and do it there.'));
  }
}
