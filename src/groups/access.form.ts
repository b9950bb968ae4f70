import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { NOT_OURS, Optional, rule, text } from '../web/fields.js';
import { Ids } from '../web/list-fields.js';
import { levelOf, type Sent } from './access-matrix.js';

/** Which window of the matrix: what the names hold, or one group, and from where on. */
export class AccessQuery {
  @Optional(100) groups?: string;
  @Optional(100) collections?: string;
  @Optional(36) group?: string;
  @Optional(1000) afterGroup?: string;
  @Optional(1000) afterCollection?: string;
}

const list = (value: unknown) => [value ?? []].flat().map(text);

const Cells = () =>
  applyDecorators(
    Transform(({ value }) => list(value)),
    rule('cells', NOT_OURS, Array.isArray),
  );

/** The grid as it was sent: every cell, in the order of reading, and in one text what they were. */
export class MatrixForm {
  @Ids() collectionIds: string[] = [];
  @Ids() groupIds: string[] = [];
  @Cells() x: string[] = [];
  @Optional(100_000) was?: string;
  /** The address's query, to come back to. */
  @Optional(5000) back?: string;
}

export type PostedMatrix = { [field in keyof MatrixForm]?: string | string[] };

export const sentOf = ({ collectionIds, groupIds, x, was }: PostedMatrix): Sent => ({
  collectionIds: list(collectionIds),
  groupIds: list(groupIds),
  was: [...text(was)].map((digit) => levelOf(digit) ?? 0),
  typed: list(x).map(levelOf),
});
