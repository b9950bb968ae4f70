import { XMLParser } from 'fast-xml-parser';
import { say } from '../web/message.js';
import { decodeReferences, evenLines, readText } from './text.js';
import { UnreadableFile } from './unreadable.js';
import { checkNesting } from './xml-nesting.js';

const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';

/** What the package gives in the file's order: one property is the element's name, another holds its attributes. */
type Node = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: CDATA,
  jPath: false,
});

/** An element of an XML file with references read and CDATA as text; names count in the case in which they are written. */
export class Element {
  constructor(
    readonly name: string,
    private readonly attributes: Map<string, string>,
    readonly children: Element[],
    /** Its own text, without that of elements inside. */
    readonly text: string,
  ) {}

  /** The first element inside of this name. */
  child(name: string): Element | undefined {
    return this.children.find((child) => child.name === name);
  }

  /** The same, where the file is of another kind without it. */
  need(name: string): Element {
    const child = this.child(name);
    if (child) return child;
    throw new UnreadableFile(say('This is another kind of file: it has no element {{element}}.', { element: name }));
  }

  all(name: string): Element[] {
    return this.children.filter((child) => child.name === name);
  }

  /** Text of the first element inside of this name. */
  textOf(name: string): string {
    return this.child(name)?.text ?? '';
  }

  attribute(name: string): string {
    return this.attributes.get(name) ?? '';
  }
}

/**
 * The outermost element of an XML file.
 *
 * @param root what it has to be called
 * @throws UnreadableFile when the file is not well-formed, declares a document type, nests deeper than 100, or begins otherwise
 */
export function readXml(file: Uint8Array, root: string): Element {
  const text = evenLines(readText(file)).trim();
  checkNesting(text);
  return new Element('', new Map(), elements(parsed(text)), '').need(root);
}

function parsed(text: string): Node[] {
  try {
    return parser.parse(text);
  } catch {
    throw new UnreadableFile(say('This file is not well-formed XML.'));
  }
}

const elements = (nodes: Node[]): Element[] =>
  nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES) ?? TEXT;
    if (name === TEXT || name === CDATA) return [];
    const inside = node[name] as Node[];
    const attributes = Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, string>);
    return [
      new Element(
        name,
        new Map(attributes.map(([attribute, value]) => [attribute, decodeReferences(String(value))])),
        elements(inside),
        inside.map(ownText).join(''),
      ),
    ];
  });

function ownText(node: Node): string {
  if (TEXT in node) return decodeReferences(String(node[TEXT]));
  return CDATA in node ? (node[CDATA] as Node[]).map((part) => String(part[TEXT] ?? '')).join('') : '';
}
