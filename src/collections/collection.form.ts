import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Many, NOT_OURS, OneOf, Optional, rule, Text, text } from '../web/fields.js';
import { FormOnce } from '../web/form.js';
import { Ids, isId, Lines } from '../web/list-fields.js';
import { say } from '../web/message.js';
import type { Grantee } from './grantees.js';
import { LEVELS } from './levels.js';
import { tidy } from './names.js';

const list = (value: unknown): unknown[] => [value ?? []].flat();
const NUMBERS = [0, ...LEVELS.map(({ level }) => level)];

/** Levels of access, repeated; 0 is none. */
const LevelsField = () =>
  applyDecorators(
    Transform(({ value }) => list(value).map(Number)),
    rule('levels', NOT_OURS, (value) => list(value).every((level) => NUMBERS.includes(level as number))),
  );

/** One level of access. */
const LevelField = () =>
  applyDecorators(
    Transform(({ value }) => Number(value)),
    rule('level', say('Choose a level.'), (value) => NUMBERS.includes(value as number)),
  );

export type Chosen = Pick<Grantee, 'kind' | 'id'>;

/** Groups and members from checkboxes, as `group-<id>` and `member-<id>`. */
const ChosenField = () =>
  applyDecorators(
    Transform(({ value }) =>
      list(value).map((one) => {
        const [, kind, id] = /^(group|member)-(.*)$/.exec(text(one)) ?? [];
        return { kind, id };
      }),
    ),
    rule('chosen', NOT_OURS, (value) => list(value).every((one) => isId((one as Chosen).id))),
  );

/** Who is given what: from checkboxes, and from lines of names and addresses. */
class GivingForm extends FormOnce {
  @ChosenField() to: Chosen[] = [];
  @Lines({ max: 1000, most: 1000 }) who: string[] = [];
  @LevelField() level = 7;
}

const NAME = say('Type a name for the collection.');

/** A name, with slashes where it lies in others; slashes alone are none. */
const CollectionName = () =>
  applyDecorators(
    Text({ max: 200, required: NAME }),
    rule('named', NAME, (value) => tidy(text(value)) !== ''),
  );

export class NewCollectionForm extends GivingForm {
  @CollectionName() name: string;
  @Optional(200) inside?: string;
}

export class CollectionForm {
  @CollectionName() name: string;
  @Text({ max: 300 }) externalId: string;
  /** Whether what lies in it is renamed too. */
  @OneOf(['yes', ''], NOT_OURS) children = '';
}

export class ChosenForm {
  @Ids() ids: string[] = [];
}

/** The chosen collections, and when the page is shown again the checkboxes of the form on it. */
export class ChosenAgain extends ChosenForm {
  @Many() to: string[] = [];
}

/** Where a new collection is to lie, and when the page is shown again the checkboxes of its form. */
export class InsideQuery {
  @Optional(200) inside?: string;
  @Many() to: string[] = [];
}

export class AccessQuery {
  @Optional(100) search?: string;
  @Optional(1000) after?: string;
}

export class BulkAccessForm extends GivingForm {
  @Ids() ids: string[] = [];
}

/** The rows of the access page with their levels then and now, and whom to add. */
export class AccessForm extends GivingForm {
  @ChosenField() given: Chosen[] = [];
  @LevelsField() was: number[] = [];
  @LevelsField() levels: number[] = [];
}
