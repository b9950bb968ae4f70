import { Formed, Many } from '../web/fields.js';
import { Ids } from '../web/list-fields.js';

/** Members by their ids: chosen in a list, or one on its own page. */
export class ChosenForm {
  @Ids() ids: string[] = [];
}

/** A row for each member, as parallel lists; `notCompared` has the ids of those rows where it is ticked. */
export class ConfirmationsForm extends ChosenForm {
  @Many() firstWords: string[] = [];
  @Many() secondWords: string[] = [];
  @Many() subjects: string[] = [];
  @Many() notCompared: string[] = [];
  @Formed() formId: string;
}
