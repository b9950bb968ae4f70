import { OneOf, Optional } from '../web/fields.js';
import { FormOnce } from '../web/form.js';
import { say } from '../web/message.js';

/** What is chosen before an import goes live. */
export class CompletionForm extends FormOnce {
  @OneOf(['skip', 'keep', 'update'], say('Choose what happens to duplicates.'))
  duplicates: 'skip' | 'keep' | 'update' = 'keep';
  /** `admins`, `me` or the id of a group. */
  @Optional(36)
  managers = 'admins';
  @Optional(2) level = '15';
}
