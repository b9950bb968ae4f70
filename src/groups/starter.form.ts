import { NOT_OURS, OneOf } from '../web/fields.js';
import { FormOnce } from '../web/form.js';
import { Lines } from '../web/list-fields.js';

export class StarterForm extends FormOnce {
  @Lines({ max: 100, most: 60 }) departments: string[] = [];
  @Lines({ max: 200, most: 120 }) functions: string[] = [];
  /** Whether each department gets a collection of its own name, which it may edit. */
  @OneOf(['yes', ''], NOT_OURS) own = '';
}
