import { SameAs, Secret, Text } from '../web/fields.js';
import { say } from '../web/message.js';

/** The invited person makes an account. */
export class NewAccountForm {
  @Text({ max: 50, required: say('Type your name.') })
  name: string;
  @Secret(say('Choose a master password.'))
  password: string;
  @SameAs('password', say('Type the same password twice.'))
  @Secret(say('Type the master password again.'))
  passwordAgain: string;
}

/** The invited person has an account. */
export class OwnAccountForm {
  @Secret(say('Type your master password.'))
  password: string;
}
