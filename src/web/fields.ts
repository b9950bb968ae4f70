import { domainToASCII } from 'node:url';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Allow, IsOptional, registerDecorator, type ValidationError } from 'class-validator';
import { type Message, say } from './message.js';
import { NeverShownAgain } from './never-shown-again.js';
import { nfc, stripped } from './spelling.js';
import { UploadedFile } from './uploaded-file.js';

type Check = (value: unknown, form: Record<string, unknown>) => boolean;

/** A rule of a field with the sentence that says what to type. */
export function rule(name: string, message: Message, check: Check): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: property as string,
      // class-validator hands the context on only with a message of its own
      options: { context: message, message: name },
      validator: { validate: (value, args) => check(value, args?.object as Record<string, unknown>) },
    });
}

export function messageOf(error: ValidationError): Message {
  const [name] = Object.keys(error.constraints ?? {});
  return (error.contexts?.[name] as Message | undefined) ?? say('Check this field.');
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const length = (value: unknown): number => [...text(value)].length;

/** Controls, line separators, and format characters: zero-width, bidi overrides and isolates. The joiner stays, emoji need it. */
export const INVISIBLE = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const trimmed = Transform(({ value }) => stripped(nfc(text(value)), / /));

/** Our forms send every field, if only empty. */
export const NOT_OURS = say('Open this page again and send the form from there.');

interface TextRule {
  max: number;
  /** What is missing, as a sentence; a field without it may stay empty. */
  required?: Message;
}

/** One line of text that people read. */
export function Text({ max, required }: TextRule): PropertyDecorator {
  return applyDecorators(
    trimmed,
    rule('sent', required ?? NOT_OURS, (value) => typeof value === 'string'),
    ...(required ? [rule('required', required, (value) => text(value).trim() !== '')] : []),
    rule('invisible', say('Take out line breaks and invisible characters.'), (value) => !INVISIBLE.test(text(value))),
    rule('long', say('Use at most {{max}} characters.', { max }), (value) => length(value) <= max),
  );
}

const EMAIL_LENGTH = 256;
/** Of letters with their accents beside them, before they are put together. */
const TYPED_LENGTH = 4 * EMAIL_LENGTH;
const ADDRESS =
  /^(?!.*\u200d)[^\s@"(),:;<>[\\\]]{1,64}@([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * The one spelling under which an address is kept and compared: trimmed, NFC, lower-cased, its domain in punycode.
 * `anna@björk.se` and `anna@bjork.se` stay two. What is far too long for one stays as it is: punycode takes the square of its length.
 */
export function normalizedEmail(value: string): string {
  const typed = stripped(value, /[\s\u200b]/);
  if (typed.length > TYPED_LENGTH) return typed;
  const address = nfc(typed).toLowerCase();
  const at = address.lastIndexOf('@');
  return at < 0 ? address : `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
}

export const isEmail = (value: unknown): boolean =>
  text(value).length <= EMAIL_LENGTH && !INVISIBLE.test(text(value)) && ADDRESS.test(text(value));

export function Email(required: Message): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => normalizedEmail(text(value))),
    rule('required', required, (value) => text(value) !== ''),
    rule('email', say('Type one email address, such as name@example.com.'), isEmail),
  );
}

export function OptionalEmail(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => normalizedEmail(text(value))),
    rule('email', say('Type one email address, such as name@example.com.'), (value) => value === '' || isEmail(value)),
  );
}

/** Digits, with any ordinary or no-break space between them taken out: `1 000` is 1000, `1e3` is not a number here. */
export function readWholeNumber(value: unknown): number | undefined {
  const digits = text(value).replace(/[ \u00a0\u2007\u2009\u202f]/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

export function WholeNumber({ min, max }: { min: number; max: number }): PropertyDecorator {
  const within = (value: unknown) => typeof value === 'number' && value >= min && value <= max;
  return applyDecorators(
    Transform(({ value }) => readWholeNumber(value)),
    rule('number', say('Type a whole number from {{min}} to {{max}}, in digits.', { min, max }), within),
  );
}

/** An amount of money in major units, `4` or `4.50` or `4,50`; kept in minor units of two decimals. */
export function Price({ max }: { max: number }): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => {
      const found = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text(value).replace(/[ \u00a0\u2007\u2009\u202f]/g, ''));
      return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : undefined;
    }),
    rule(
      'price',
      say('Type a price from 0 to {{max}} with at most two decimals, such as 4.50.', { max }),
      (value) => typeof value === 'number' && value <= max * 100,
    ),
  );
}

export function OneOf(choices: readonly string[], message: Message): PropertyDecorator {
  return rule('choice', message, (value) => choices.includes(text(value)));
}

/** A password as typed: never trimmed, never shown again. */
export function Secret(required: Message): PropertyDecorator {
  return applyDecorators(
    NeverShownAgain(),
    Transform(({ value }) => text(value)),
    rule('required', required, (value) => text(value) !== ''),
    rule('long', say('Use at most {{max}} characters.', { max: 128 }), (value) => length(value) <= 128),
  );
}

/** Typed twice against slips. */
export function SameAs(field: string, message: Message): PropertyDecorator {
  return rule('same', message, (value, form) => value === form[field]);
}

/** A file, see `UploadedFile`. */
export function File(required: Message): PropertyDecorator {
  return applyDecorators(
    // As it came: class-transformer would make a copy without its class.
    Transform(({ obj, key }) => obj[key]),
    rule('file', required, (value) => value instanceof UploadedFile),
  );
}

/** Optional free text: search, cursor, sort. */
export function Optional(max: number): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Transform(({ value }) => text(value).slice(0, max)),
  );
}

/** The form's id, see `once`. */
export function Formed(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => text(value)),
    rule('formed', NOT_OURS, (value) => /^[0-9a-f-]{36}$/.test(text(value))),
  );
}

/** Text as typed, blanks and all; of several lines where the field has several, their ends are LF. */
export function Verbatim({ max }: { max: number }): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => text(value).replace(/\r\n?/g, '\n')),
    rule('long', say('Use at most {{max}} characters.', { max }), (value) => length(value) <= max),
  );
}

/** The same field several times, each as typed. */
export function Verbatims({ max }: { max: number }): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => texts(value).map((one) => one.replace(/\r\n?/g, '\n'))),
    rule('long', say('Use at most {{max}} characters.', { max }), (value) =>
      (value as string[]).every((one) => length(one) <= max),
    ),
  );
}

/** What a repeated name of a form sent: nothing, one text, or several. */
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : value ? [value as string] : [];

/** Repeated checkboxes as a list of texts. */
export function Many(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => texts(value)),
    Allow(),
  );
}
