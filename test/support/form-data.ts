import type { Element } from './html.js';

export type Values = Record<string, string | string[] | boolean>;

const CONTROLS = 'input select textarea button';

/** What a browser sends for a form: its controls as they stand, with what the person filled in (HTML, form submission). */
export class FilledForm {
  readonly action: string;
  readonly method: string;
  readonly entries: [name: string, value: string][] = [];
  private readonly open: Set<string>;

  constructor(page: Element, form: Element, button: Element, values: Values) {
    this.action = button.attribute('formaction') ?? form.attribute('action') ?? '';
    this.method = (button.attribute('formmethod') ?? form.attribute('method') ?? 'get').toUpperCase();
    this.open = new Set(Object.keys(values));
    const fields = byName(page, values);
    for (const control of page.all(CONTROLS).filter((one) => formOf(page, one)?.is(form))) {
      this.add(control, button, fields);
    }
    if (this.open.size > 0) throw new Error(`The form has no field ${[...this.open].join(', ')}`);
  }

  private add(control: Element, button: Element, fields: Map<string, Given>): void {
    const { name, type = 'text', value = 'on' } = control.attributes;
    if (!name || control.has('disabled')) return;
    if (control.tag === 'button') {
      if (control.is(button)) this.entries.push([name, control.attribute('value') ?? '']);
      return;
    }
    const given = fields.get(name);
    if (given) this.open.delete(given.as);
    if (control.tag === 'select') this.entries.push([name, chosen(control, given?.value)]);
    else if (type === 'radio' || type === 'checkbox') {
      if (ticked(control, value, given?.value)) this.entries.push([name, value]);
    } else this.entries.push([name, given ? String(given.value) : standing(control)]);
  }
}

interface Given {
  as: string;
  value: string | string[] | boolean;
}

/** Fields may be called by their names or, as people do, by their labels. */
function byName(page: Element, values: Values): Map<string, Given> {
  const labels = page.all('label');
  return new Map(
    Object.entries(values).map(([as, value]) => {
      const label = labels.find((one) => one.text.replace(/ \(optional\)$/, '') === as && one.has('for'));
      const labelled = label && page.first((one) => one.attribute('id') === label.attribute('for'));
      return [labelled?.attribute('name') ?? as, { as, value }];
    }),
  );
}

export function formOf(page: Element, control: Element): Element | undefined {
  const id = control.attribute('form');
  return id ? page.first((one) => one.tag === 'form' && one.attribute('id') === id) : control.closest('form');
}

const standing = (control: Element): string =>
  control.tag === 'textarea' ? control.text : (control.attribute('value') ?? '');

function chosen(select: Element, wanted?: string | string[] | boolean): string {
  const options = select.all('option');
  const optionValue = (option?: Element) => option?.attribute('value') ?? option?.text ?? '';
  if (wanted === undefined) return optionValue(options.find((option) => option.has('selected')) ?? options[0]);
  const found = options.find((option) => optionValue(option) === wanted || option.text === wanted);
  if (!found) throw new Error(`${select.attribute('name')} offers no ${wanted}`);
  return optionValue(found);
}

function ticked(control: Element, value: string, wanted?: string | string[] | boolean): boolean {
  if (wanted === undefined) return control.has('checked');
  if (typeof wanted === 'boolean') return wanted;
  return [wanted].flat().some((one) => one === value || one === control.closest('label')?.text);
}
