import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { INVISIBLE, length, NOT_OURS, rule, text } from './fields.js';
import { say } from './message.js';
import { nfc } from './spelling.js';

const list = (value: unknown) => [value ?? []].flat() as string[];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isId = (value: unknown): boolean => UUID.test(text(value));

/** Repeated ids; each is looked up by the verb that gets them. */
export function Ids(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => list(value)),
    rule('ids', NOT_OURS, (value) => list(value).every(isId)),
  );
}

/** Several names or addresses in one field, one a line; empty lines do not count. */
export function Lines({ max, most }: { max: number; most: number }): PropertyDecorator {
  const every = (check: (line: string) => boolean) => (value: unknown) => list(value).every(check);
  return applyDecorators(
    Transform(({ value }) =>
      nfc(text(value))
        .split(/\r\n|\r|\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
    rule(
      'invisible',
      say('Take out invisible characters.'),
      every((line) => !INVISIBLE.test(line)),
    ),
    rule(
      'long',
      say('Use at most {{max}} characters a line.', { max }),
      every((line) => length(line) <= max),
    ),
    rule('many', say('Use at most {{most}} lines.', { most }), (value) => list(value).length <= most),
  );
}
