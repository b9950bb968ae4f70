import { Email } from '../web/fields.js';
import { FormOnce } from '../web/form.js';
import { say } from '../web/message.js';

/** Another address for somebody who is invited. */
export class AddressForm extends FormOnce {
  @Email(say('Type an email address.')) email: string;
}
