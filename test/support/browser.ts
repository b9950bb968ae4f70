import type { Wire } from './exchange.js';
import { FilledForm, formOf, type Values } from './form-data.js';
import { type Answer, Page } from './page.js';

const FORM = 'application/x-www-form-urlencoded';

export interface Asked {
  method?: string;
  path: string;
  /** Sent as a form; repeated names as arrays. */
  form?: Record<string, string | string[] | undefined> | [string, string][];
  body?: string | Buffer;
  headers?: Record<string, string | undefined>;
}

/** A browser without JavaScript, as a person uses it: it follows links, fills in forms and keeps cookies. */
export class Browser {
  readonly cookies = new Map<string, string>();
  page: Page = new Page('about:blank', { status: 0, headers: {}, body: '', bytes: 0 });
  /** Sent with everything; `undefined` leaves one out. */
  headers: Record<string, string | undefined> = { 'accept-language': 'en' };
  /** The address that the server sees. */
  from?: string;

  constructor(
    private readonly wire: Wire,
    private readonly site: URL,
  ) {}

  /** Opens an address, as if typed or from a mail. */
  visit(address: string): Promise<Page> {
    return this.go({ path: address, headers: { 'sec-fetch-site': 'none' } });
  }

  /** Follows the link with this name. */
  click(name: string): Promise<Page> {
    const link = this.page.link(name);
    if (!link) throw new Error(`No link “${name}” on “${this.page.heading}”: ${names(this.page.links)}`);
    return this.go({ path: link.attribute('href') as string });
  }

  /** Fills in the form that has this button, by names or labels of its fields, and presses the button. */
  submit(button: string, values: Values = {}): Promise<Page> {
    const pressed = this.page.button(button);
    if (!pressed) throw new Error(`No button “${button}” on “${this.page.heading}”: ${names(this.page.buttons)}`);
    const form = formOf(this.page.root, pressed);
    if (!form) throw new Error(`The button “${button}” has no form`);
    const { action, method, entries } = new FilledForm(this.page.root, form, pressed, values);
    if (method === 'POST') return this.go({ method, path: action || this.page.path, form: entries });
    return this.go({ path: `${action.split('?')[0]}?${new URLSearchParams(entries)}` });
  }

  /** Asks, and follows where the answer sends it. */
  async go(asked: Asked): Promise<Page> {
    const from = this.page.path;
    let next: Asked = { ...asked, path: this.pathOf(asked.path, from) };
    for (let hops = 0; hops < 10; hops++) {
      const answer = await this.send(next);
      const { location } = answer.headers;
      this.page = new Page(next.path, answer);
      if (!location || answer.status < 300 || answer.status >= 400) return this.page;
      next = { path: this.pathOf(location, next.path), headers: asked.headers };
    }
    throw new Error(`${asked.path} leads round in circles`);
  }

  /** One request, its answer as it is: no redirect is followed, the page stays. */
  async send({ path, form, body, headers, method = form || body ? 'POST' : 'GET' }: Asked): Promise<Answer> {
    const writes = method !== 'GET' && method !== 'HEAD';
    const sent: Record<string, string | undefined> = {
      host: this.site.host,
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'user-agent': 'Clientele tests',
      'sec-fetch-site': 'same-origin',
      origin: writes ? this.site.origin : undefined,
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') || undefined,
      'x-forwarded-proto': this.site.protocol === 'https:' ? 'https' : undefined,
      'content-type': form ? FORM : undefined,
      ...this.headers,
      ...headers,
    };
    const answer = await this.wire.ask({
      ...{ method, path: this.pathOf(path, this.page.path), from: this.from, body: form ? encoded(form) : body },
      headers: Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as never,
    });
    this.keep(answer.headers['set-cookie']);
    return answer;
  }

  private keep(cookies: string[] = []): void {
    for (const cookie of cookies) {
      const [pair, ...attributes] = cookie.split(/; */);
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const of = (key: string) => attributes.find((one) => one.toLowerCase().startsWith(`${key}=`))?.split('=')[1];
      const expires = of('expires');
      const gone = of('max-age') === '0' || (expires !== undefined && new Date(expires).getTime() <= Date.now());
      if (gone) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  private pathOf(address: string, base: string): string {
    const url = new URL(address, new URL(base.startsWith('/') ? base : '/', this.site));
    if (url.origin !== this.site.origin) throw new Error(`${address} leads to another site`);
    return url.pathname + url.search;
  }
}

const encoded = (form: NonNullable<Asked['form']>): string => {
  const entries = Array.isArray(form) ? form : Object.entries(form);
  const given = entries.flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]));
  return new URLSearchParams(given).toString();
};
const names = (elements: { accessibleName: string }[]) => elements.map((one) => one.accessibleName).join(' | ');
