import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

const SILENT = new Set(['script', 'style', 'template', 'head', 'svg']);
const INLINE = /^(a|abbr|b|bdi|code|em|i|q|s|span|strong|sub|sup|time|u|label|button|#text)$/;

/** An element of a parsed page: what it holds and says. */
export class Element {
  private constructor(
    private readonly node: DefaultTreeAdapterMap['element'],
    readonly parent?: Element,
  ) {}

  /** The root element of a page, read as browsers read it (WHATWG HTML, parse5). */
  static ofPage(html: string): Element {
    const root = parse(html).childNodes.find((node) => node.nodeName === 'html');
    return new Element(root as DefaultTreeAdapterMap['element']);
  }

  get tag(): string {
    return this.node.tagName;
  }

  get children(): Element[] {
    return this.node.childNodes.filter((node) => 'tagName' in node).map((node) => new Element(node, this));
  }

  get attributes(): Record<string, string> {
    return Object.fromEntries(this.node.attrs.map(({ name, value }) => [name, value]));
  }

  attribute(name: string): string | undefined {
    return this.node.attrs.find((one) => one.name === name)?.value;
  }

  has(name: string): boolean {
    return this.attribute(name) !== undefined;
  }

  /** Those below it, in the order of the page, by tag names or by a question. */
  all(wanted: string | ((element: Element) => boolean)): Element[] {
    const fits = typeof wanted === 'string' ? (one: Element) => wanted.split(' ').includes(one.tag) : wanted;
    return this.children.flatMap((child) => [...(fits(child) ? [child] : []), ...child.all(wanted)]);
  }

  first(wanted: string | ((element: Element) => boolean)): Element | undefined {
    return this.all(wanted)[0];
  }

  byClass(name: string): Element[] {
    return this.all((one) => (one.attribute('class') ?? '').split(/\s+/).includes(name));
  }

  closest(tag: string): Element | undefined {
    return this.tag === tag ? this : this.parent?.closest(tag);
  }

  is(other?: Element): boolean {
    return this.node === other?.node;
  }

  /** What it shows, with every kind of white space as one blank. */
  get text(): string {
    return written(this.node).replace(/\s+/g, ' ').trim();
  }

  /** What a screen reader calls it. */
  get accessibleName(): string {
    return this.attribute('aria-label') ?? this.text;
  }
}

function written(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value;
  if (SILENT.has(node.nodeName) || !('childNodes' in node)) return '';
  const inside = node.childNodes.map(written).join('');
  return INLINE.test(node.nodeName) ? inside : ` ${inside} `;
}
