import { Optional, Text } from '../web/fields.js';
import { FormOnce } from '../web/form.js';
import { say } from '../web/message.js';

/** Why an owner wants to leave. */
export class DepartureForm extends FormOnce {
  @Text({ max: 200, required: say('Type the reason; your provider reads it.') }) reason: string;
}

/** That the provider lets go. */
export class ReleaseForm extends FormOnce {
  @Text({ max: 200, required: say('Type the reason; the owners read it.') }) reason: string;
  /** The last day, `2026-12-31`, of the provider's zone; empty for at once. */
  @Optional(10) lastDay = '';
}
