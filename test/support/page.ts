import type { IncomingHttpHeaders } from 'node:http';
import { formOf } from './form-data.js';
import { Element } from './html.js';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Of the body as it came over the wire. */
  bytes: number;
}

/** A page as a person reads it. */
export class Page {
  private parsed?: Element;

  constructor(
    readonly path: string,
    readonly answer: Answer,
  ) {}

  get status(): number {
    return this.answer.status;
  }
  get html(): string {
    return this.answer.body;
  }
  get root(): Element {
    this.parsed ??= Element.ofPage(this.html);
    return this.parsed;
  }
  get main(): Element {
    return this.root.first('main') ?? this.root;
  }
  get title(): string {
    return this.root.first('title')?.text ?? '';
  }
  get heading(): string {
    return this.root.first('h1')?.text ?? '';
  }
  get text(): string {
    return this.main.text;
  }
  /** The sentence after something was done. */
  get notice(): string {
    return this.root.first((one) => one.attribute('role') === 'status')?.text ?? '';
  }
  /** The error summary: its sentences at fields, or the one above all. */
  get errors(): string[] {
    const summary = this.root.first((one) => one.attribute('role') === 'alert');
    const items = summary?.all('li').map((item) => item.text) ?? [];
    return items.length > 0 ? items : (summary?.all('strong').map((one) => one.text) ?? []);
  }
  /** The message that stands at a field. */
  errorAt(name: string): string {
    return this.root.first((one) => one.attribute('id') === `${name}-error`)?.text ?? '';
  }

  get links(): Element[] {
    return this.root.all('a');
  }
  link(name: string): Element | undefined {
    return this.links.find((link) => link.accessibleName === name);
  }
  get buttons(): Element[] {
    return this.root.all('button');
  }
  button(name: string): Element | undefined {
    const buttons = this.buttons.filter((button) => button.accessibleName === name);
    return buttons.find((button) => button.closest('main')) ?? buttons[0];
  }
  form(button: string): Element | undefined {
    const found = this.button(button);
    return found && formOf(this.root, found);
  }
  /** What a field holds. */
  value(name: string): string | undefined {
    const controls = this.root.all((one) => one.attribute('name') === name);
    const [control] = controls;
    if (control?.tag === 'select')
      return control
        .all('option')
        .find((one) => one.has('selected'))
        ?.attribute('value');
    if (control?.attribute('type') === 'radio') return controls.find((one) => one.has('checked'))?.attribute('value');
    return control?.attribute('value');
  }

  /** The rows of the first table, or of the one with this column, each by its column heads. */
  rows(head?: string): Record<string, string>[] {
    for (const table of this.root.all('table')) {
      const heads =
        table
          .first('thead')
          ?.all('th td')
          .map((one) => one.text) ?? [];
      if (head && !heads.includes(head)) continue;
      const rows = table.all('tbody').flatMap((body) => body.all('tr'));
      return rows.map((row) => Object.fromEntries(row.children.map((cell, index) => [heads[index], cell.text])));
    }
    return [];
  }
  /** A definition list's terms with what they say. */
  get facts(): Record<string, string> {
    const parts = this.root.all('dt dd');
    return Object.fromEntries(parts.flatMap((part, i) => (part.tag === 'dt' ? [[part.text, parts[i + 1]?.text]] : [])));
  }
}
