import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '../support/browser.js';
import type { Element } from '../support/html.js';
import type { Page } from '../support/page.js';
import type { World } from '../support/world.js';

/** Links and fields are walked through with the arrow keys, in the order of the page. */
const onTheWay = (one: Element): boolean =>
  one.tag === 'a' ? one.has('href') && one.text !== '' : one.attribute('type') !== 'hidden';

/** Somebody at a text terminal with the real lynx. What they do is written down first and then done in one go. */
export class Lynx {
  private readonly folder = mkdtempSync(join(tmpdir(), 'clientele-lynx-'));
  private readonly keys: string[] = [];
  private readonly site: string;
  private at = 0;

  constructor(world: World) {
    const { port } = world.app.getHttpServer().address() as AddressInfo;
    this.site = `http://127.0.0.1:${port}`;
  }

  /** Moves on to the link, field or button; the page is the one that lynx shows then, which begins at its first link. */
  movesTo(page: Page, which: (one: Element) => boolean): this {
    const stops = page.root.all('a input select textarea button').filter(onTheWay);
    const there = stops.findIndex((one, index) => index >= this.at && which(one));
    if (there < 0) throw new Error(`Nothing to move on to on “${page.heading}”`);
    return this.press('Down Arrow', there - this.at).stand(there);
  }

  field(page: Page, name: string, text: string): this {
    return this.movesTo(page, (one) => one.attribute('name') === name).types(text);
  }

  ticks(page: Page, name: string): this {
    return this.movesTo(page, (one) => one.accessibleName === name).press('^J');
  }

  /** Follows the next link, or presses the next button, with this name. */
  enter(page: Page, name: string): this {
    return this.movesTo(page, (one) => one.tag !== 'input' && one.text === name)
      .press('^J')
      .stand(0);
  }

  /** Opens an address and does all of it. @returns the last page as lynx shows it */
  async goesThrough(path: string): Promise<string> {
    const file = join(this.folder, 'shown');
    this.press('p').press('^J').press('^U').types(file).press('^J').press('Q');
    const script = join(this.folder, 'keys');
    writeFileSync(script, this.keys.map((key) => `key ${key}\n`).join(''));
    await this.run(['-accept_all_cookies', '-nopause', `-cmd_script=${script}`, this.site + path]);
    return readFileSync(file, 'utf8').replace(/\s+/g, ' ');
  }

  /** Posts this with the session of somebody of a test. @returns the answer with its status line */
  async posts(path: string, form: Record<string, string>, { cookies }: Browser): Promise<string> {
    const jar = join(this.folder, 'cookies');
    const lines = [...cookies].map((cookie) =>
      ['127.0.0.1', 'FALSE', '/', 'FALSE', '4000000000', ...cookie].join('\t'),
    );
    writeFileSync(jar, `${lines.join('\n')}\n`);
    const settings = join(this.folder, 'lynx.cfg');
    writeFileSync(settings, 'PERSISTENT_COOKIES:TRUE\n');
    const options = [
      `-cfg=${settings}`,
      '-post_data',
      '-source',
      '-mime_header',
      '-accept_all_cookies',
      `-cookie_file=${jar}`,
    ];
    return this.run([...options, this.site + path], `${new URLSearchParams(form)}\n---\n`);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private stand(at: number): this {
    this.at = at;
    return this;
  }

  private press(key: string, times = 1): this {
    for (let i = 0; i < times; i++) this.keys.push(key);
    return this;
  }

  private types(text: string): this {
    for (const letter of text) this.press(letter === ' ' ? '<space>' : letter);
    return this;
  }

  private async run(args: string[], input = ''): Promise<string> {
    // A screen that is longer than any page, so that nothing has to be scrolled.
    const env = { PATH: process.env.PATH, HOME: this.folder, TERM: 'vt100', LINES: '300', COLUMNS: '200' };
    const lynx = spawn('lynx', args, { env, timeout: 20_000 });
    let said = '';
    lynx.stdout.on('data', (chunk) => (said += chunk));
    lynx.stdin.end(input);
    const [code, signal] = await once(lynx, 'close');
    if (signal) throw new Error(`lynx did not come to an end (${signal}, ${code})`);
    return said;
  }
}
