import { parseSync } from '@swc/core';
import Handlebars from 'handlebars';
import { sources } from './sources.js';

type Tree = Record<string, unknown>;

/** Every node below, depth first. */
function* walk(node: unknown): Generator<Tree> {
  if (Array.isArray(node)) for (const one of node) yield* walk(one);
  else if (node && typeof node === 'object') {
    yield node as Tree;
    for (const value of Object.values(node)) yield* walk(value);
  }
}

/** The sentences that a template says itself: `{{t "…"}}` and `(t "…")`. */
function* ofTemplate(text: string): Generator<string> {
  for (const { path, params } of walk(Handlebars.parse(text))) {
    const [first] = (params as Tree[] | undefined) ?? [];
    if ((path as Tree | undefined)?.original === 't' && first?.type === 'StringLiteral') yield first.value as string;
  }
}

/** The sentences that code says: `say('…')`, also one of two. */
function* ofCode(text: string): Generator<string | undefined> {
  const program = parseSync(text, { syntax: 'typescript', decorators: true });
  for (const node of walk(program)) {
    if (node.type !== 'CallExpression' || (node.callee as Tree).value !== 'say') continue;
    yield* choices((node.arguments as { expression: Tree }[])[0].expression);
  }
}

function* choices(expression: Tree): Generator<string | undefined> {
  if (expression.type === 'ConditionalExpression') {
    yield* choices(expression.consequent as Tree);
    yield* choices(expression.alternate as Tree);
  } else if (expression.type === 'StringLiteral') yield expression.value as string;
  else yield undefined;
}

export interface Sentence {
  key: string | undefined;
  path: string;
}

/** Every sentence that the portal can say, with a file that says it; a key of undefined is one that cannot be told. */
export function sentences(): Sentence[] {
  return [
    ...sources('views', '.hbs').flatMap(({ path, text }) => [...ofTemplate(text)].map((key) => ({ path, key }))),
    ...sources('src', '.ts')
      .filter(({ path }) => !path.endsWith('.d.ts'))
      .flatMap(({ path, text }) => [...ofCode(text)].map((key) => ({ path, key }))),
  ];
}

export const isCounted = (key: string): boolean => key.includes('{{count}}');

/** What a catalog has to hold for a sentence. */
export const forms = (key: string): string[] => (isCounted(key) ? [`${key}_one`, `${key}_other`] : [key]);

const GAP = '\uE000';

/** A template's own text, with a gap where values or sentences come in. */
function ownText(program?: Tree): string {
  return ((program?.body ?? []) as Tree[])
    .map((node) => {
      if (node.type === 'ContentStatement') return node.value as string;
      const inside = [node.program, node.inverse].map((one) => ownText(one as Tree | undefined));
      return [GAP, ...inside, GAP].join('');
    })
    .join('');
}

/** What of a template a reader would see without any translation: text between tags, and spoken attributes. */
export function untranslated(template: string): string[] {
  const own = ownText(Handlebars.parse(template) as never)
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/&\w+;/g, '');
  const spoken = [...own.matchAll(/ (?:aria-label|placeholder|title|alt)="([^"]*)"/g)].map(([, text]) => text);
  const text = own.replace(/<[^>]*>/g, GAP).split(new RegExp(`[${GAP}\n]`));
  return [...spoken, ...text].map((one) => one.trim()).filter((one) => /\p{L}{2}/u.test(one));
}
