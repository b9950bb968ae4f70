import { Optional, Text } from '../web/fields.js';
import { FormOnce } from '../web/form.js';
import { Ids, Lines } from '../web/list-fields.js';
import { say } from '../web/message.js';

export class GroupForm {
  @Text({ max: 100, required: say('Type a name for the group.') }) name: string;
}

export class NewGroupForm extends FormOnce {
  @Text({ max: 100, required: say('Type a name for the group.') }) name: string;
  @Lines({ max: 1000, most: 5000 }) who: string[] = [];
}

export class ChosenGroupsForm {
  @Ids() ids: string[] = [];
}

/** Members from checkboxes, and from lines of addresses. */
export class MembersForm {
  @Ids() ids: string[] = [];
  @Lines({ max: 1000, most: 5000 }) who: string[] = [];
}

export class GroupsQuery {
  @Optional(100) search?: string;
  @Optional(10) sort?: string;
  @Optional(4) direction?: string;
  @Optional(1000) after?: string;
}
