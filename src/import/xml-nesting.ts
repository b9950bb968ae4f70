import { say } from '../web/message.js';
import { UnreadableFile } from './unreadable.js';

const DEEPEST = 100;
/** Attributes count too. */
const MOST_ELEMENTS = 2_000_000;
const WHOLES = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

const broken = () => new UnreadableFile(say('This file is not well-formed XML.'));

/**
 * One walk over the tags before anything is built of them: each is closed, none declares a document type or an entity, none
 * nests too deeply. So a file that was cut off is refused, and one that would grow never does.
 *
 * @throws UnreadableFile otherwise
 */
export function checkNesting(text: string): void {
  const open: string[] = [];
  let elements = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const whole = WHOLES.find(([start]) => text.startsWith(start, at));
    if (whole) {
      at = after(text, whole[1], at + whole[0].length);
    } else if (text.startsWith('<!', at)) {
      throw new UnreadableFile(say('This file declares a document type or entities, which no export does.'));
    } else {
      const { end, attributes } = tagAt(text, at + 1);
      const tag = text.slice(at + 1, end);
      if (tag.startsWith('/')) {
        if (open.pop() !== tag.slice(1).trim()) throw broken();
      } else {
        elements += 1 + attributes;
        if (elements > MOST_ELEMENTS) {
          throw new UnreadableFile(say('This file has more values than an import may hold.'));
        }
        if (!tag.endsWith('/')) open.push(nameOf(tag));
        if (open.length > DEEPEST) throw new UnreadableFile(say('This file is nested too deeply.'));
      }
      at = end + 1;
    }
  }
  if (open.length > 0 || elements === 0) throw broken();
}

const nameOf = (tag: string): string => /^[^\s/]*/.exec(tag)?.[0] ?? '';

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  if (at < 0) throw broken();
  return at + end.length;
}

/** Where a tag's `>` is, which in quotes does not end it, and how many quoted attributes it has. */
function tagAt(text: string, from: number): { end: number; attributes: number } {
  let [quote, attributes] = ['', 0];
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '>') return { end: at, attributes };
    else if (character === '<') throw broken();
    else if (character === '"' || character === "'") {
      quote = character;
      attributes++;
    }
  }
  throw broken();
}
