import { expect } from '@jest/globals';
import type { Browser, Cookie, Page, Response } from 'playwright-core';
import type { Locale } from '../../src/web/locales.js';
import { words } from '../../src/web/words.js';
import type { World } from '../support/world.js';
import { barriers, DESKTOP, englishLeftOver, type Look, overflow, wear } from './looks.js';

export interface Wishes {
  javaScript?: boolean;
  locale?: Locale;
  look?: Look;
}

/** Somebody at a screen: cookies of their own, one page, and an eye on everything that no page may do. */
export class Desk {
  /** What went wrong, with the page on which it did. */
  readonly wrong: string[] = [];
  /** Pages that were opened and forms that were sent, until now. */
  readonly taken = { pages: 0, forms: 0 };

  private constructor(
    readonly page: Page,
    private readonly world: World,
    readonly javaScript: boolean,
    readonly locale: Locale,
  ) {}

  static async at(chromium: Browser, world: World, wishes: Wishes = {}): Promise<Desk> {
    const { javaScript = true, locale = 'en', look = DESKTOP } = wishes;
    const context = await chromium.newContext({
      baseURL: world.config.baseUrl.origin,
      javaScriptEnabled: javaScript,
      locale,
    });
    context.setDefaultTimeout(10_000);
    const desk = new Desk(await context.newPage(), world, javaScript, locale);
    await wear(desk.page, look);
    desk.watch();
    return desk;
  }

  /** Takes over the session of somebody of a test. */
  async signedInAs({ cookies }: { cookies: Map<string, string> }): Promise<this> {
    const url = this.world.config.baseUrl.origin;
    const carried = [...cookies].map(([name, value]) => ({ name, value, url }) as unknown as Cookie);
    await this.page.context().addCookies(carried);
    return this;
  }

  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  /** What the portal says for this English sentence, in the language of this desk. */
  says(sentence: string): string {
    return words(sentence, { locale: this.locale, timeZone: 'UTC' });
  }

  async visits(address: string): Promise<void> {
    await this.page.goto(address);
    await this.looksRight();
  }

  /** Presses a link or button that leads to a page. */
  async presses(selector: string): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.page.locator(selector).first().click()]);
    await this.looksRight();
  }

  /** Opens a menu and takes what it offers. */
  async chooses(menu: string, selector: string): Promise<void> {
    await this.page.locator(`${menu} > summary`).first().click();
    await this.presses(`${menu} ${selector}`);
  }

  async fills(values: Record<string, string>): Promise<void> {
    for (const name in values) await this.page.fill(`main [name="${name}"]`, values[name]);
  }

  /** Fills in the page's form and sends it by its first button. */
  async sends(values: Record<string, string> = {}): Promise<void> {
    await this.fills(values);
    await this.presses('main form:not(.search) button:not([hidden], .hidden)');
  }

  async text(selector: string): Promise<string> {
    return ((await this.page.locator(selector).first().textContent()) ?? '').trim();
  }

  async texts(selector: string): Promise<string[]> {
    return (await this.page.locator(selector).allTextContents()).map((one) => one.trim());
  }

  /** Nothing is wrong with the page that is open, nor was before. */
  async looksRight(): Promise<void> {
    const faults = await overflow(this.page);
    const swedish = this.locale === 'sv';
    if (this.javaScript) faults.push(...(await barriers(this.page, { again: swedish })));
    if (swedish) faults.push(...(await englishLeftOver(this.page)));
    this.wrong.push(...faults.map((fault) => `${this.path}: ${fault}`));
    expect(this.wrong).toEqual([]);
  }

  /** Errors on the console (the content policy's refusals are among them), exceptions, and answers that no page should get. */
  private watch(): void {
    const note = (what: string) => this.wrong.push(`${this.path}: ${what}`);
    this.page.on('pageerror', (error) => note(error.message));
    this.page.on('console', (message) => {
      const refused = /status of 4(03|04|10|22)\b/.test(message.text()) && !message.location().url.includes('/assets/');
      if (message.type() === 'error' && !refused) note(message.text());
    });
    this.page.on('response', (response) => {
      if (response.status() >= 500) note(`${response.url()} answers ${response.status()}`);
      this.count(response);
    });
  }

  /** A redirect is on the way to its page. */
  private count(response: Response): void {
    if (!response.request().isNavigationRequest()) return;
    if (response.request().method() === 'POST') this.taken.forms += 1;
    if (response.status() < 300 || response.status() > 399) this.taken.pages += 1;
  }
}
