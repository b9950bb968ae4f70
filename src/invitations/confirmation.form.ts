import { Optional } from '../web/fields.js';

export class ConfirmationForm {
  @Optional(50) firstWord = '';
  @Optional(50) secondWord = '';
  @Optional(3) notCompared?: string;
  /** What the page was about, see `Waiting.subject`. */
  @Optional(64) subject = '';
}
