import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars, { type HelperOptions } from 'handlebars';
import { assetPath } from './assets.js';
import type { Message } from './message.js';
import { address, day, money, number, type Reader, time, words } from './words.js';

export const VIEWS = fileURLToPath(new URL('../../views/', import.meta.url));

/** The root of every template's data, for helpers. */
interface Root extends Reader {
  formToken: (action: string) => string;
  newFormId: () => string;
}

export const handlebars = Handlebars.create();

/** Every template under `views/` is a partial of others too, by its path without `.hbs`. */
export function partials(): Record<string, string> {
  const files = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));
  return Object.fromEntries(files.map((file) => [file.slice(0, -'.hbs'.length), file]));
}

const root = (options: HelperOptions): Root => options.data.root;

handlebars.registerHelper('t', (message: string | Message, options: HelperOptions) =>
  message ? words(message, root(options), typeof message === 'string' ? options.hash : undefined) : '',
);
handlebars.registerHelper(
  'time',
  (value: Date | undefined, options: HelperOptions) => value && timeTag(value, time, options),
);
handlebars.registerHelper(
  'day',
  (value: Date | undefined, options: HelperOptions) => value && timeTag(value, day, options),
);
handlebars.registerHelper('number', (value: number, options: HelperOptions) => number(value, root(options)));
/** A change: +5, −3, or a dash for none. */
handlebars.registerHelper('signed', (value: number, options: HelperOptions) =>
  value === 0 ? '–' : `${value > 0 ? '+' : '−'}${number(Math.abs(value), root(options))}`,
);
handlebars.registerHelper('money', (minor: number, currency: string, options: HelperOptions) =>
  money({ minor, currency }, root(options)),
);
handlebars.registerHelper('address', (email: string) => email && address(email));
handlebars.registerHelper('asset', (file: string) => new Handlebars.SafeString(assetPath(file)));
handlebars.registerHelper('is', (one: unknown, other: unknown) => one === other);
/** Glues parts of an address together. */
handlebars.registerHelper('join', (...parts: unknown[]) => parts.slice(0, -1).join(''));

function timeTag(value: Date, format: (value: Date, reader: Reader) => string, options: HelperOptions) {
  const shown = handlebars.escapeExpression(format(value, root(options)));
  return new Handlebars.SafeString(`<time datetime="${value.toISOString()}">${shown}</time>`);
}

/**
 * The one way to write a form that changes something: its method, the token for browsers that say nothing of where a post
 * comes from, and an id so that sending it twice does the act once.
 */
handlebars.registerHelper('form', function (this: unknown, action: string, options: HelperOptions) {
  const { formToken, newFormId } = root(options);
  const { method, ...attributes } = options.hash as Record<string, string>;
  const target = method ? `${action}?_method=${method}` : action;
  const written = Object.entries({ ...attributes, method: 'post', action: target, novalidate: '' })
    .map(([name, value]) => ` ${name}="${handlebars.escapeExpression(value)}"`)
    .join('');
  return new Handlebars.SafeString(
    `<form${written}><input type="hidden" name="formId" value="${newFormId()}">` +
      `<input type="hidden" name="_token" value="${formToken(action)}">${options.fn(this)}</form>`,
  );
});
