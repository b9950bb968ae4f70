import { NOT_OURS, OneOf } from '../web/fields.js';

const SWITCH = ['yes', ''];

export class RulesForm {
  @OneOf(SWITCH, NOT_OURS) limitCollectionCreation = '';
  @OneOf(SWITCH, NOT_OURS) limitCollectionDeletion = '';
  @OneOf(SWITCH, NOT_OURS) limitItemDeletion = '';
  @OneOf(SWITCH, NOT_OURS) adminsManageAll = '';
}

export const RULES = [
  'limitCollectionCreation',
  'limitCollectionDeletion',
  'limitItemDeletion',
  'adminsManageAll',
] as const satisfies (keyof RulesForm)[];
