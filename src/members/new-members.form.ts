import { Many, Optional } from '../web/fields.js';
import { FormOnce } from '../web/form.js';

export class NewMembersForm extends FormOnce {
  /** Twenty addresses and what people put between them. */
  @Optional(10_000) emails = '';
  @Optional(15) role = '';
  @Many() permissions: string[] = [];
  /** Ids. */
  @Many() groups: string[] = [];
  /** Names, each with the level at the same place. */
  @Many() collections: string[] = [];
  @Many() levels: string[] = [];

  /** The rows in which a collection is named. */
  access(): { name: string; level: string }[] {
    return this.collections
      .map((name, index) => ({ name, level: this.levels[index] ?? '' }))
      .filter(({ name }) => name.trim() !== '');
  }
}
