import { Email, Text } from '../web/fields.js';
import { FormOnce } from '../web/form.js';
import { say } from '../web/message.js';

export class AdditionForm extends FormOnce {
  @Email(say("Type the owner's email address.")) email: string;
}

/** What the provider gives the organization as it adds it. */
export class AddedClientForm extends FormOnce {
  @Text({ max: 50 }) reference: string;
}
