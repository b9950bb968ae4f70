import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { words } from '../../src/web/words.js';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const SWEDISH: Record<string, string> = JSON.parse(
  readFileSync(new URL('../../locales/sv.json', import.meta.url), 'utf8'),
);

/** A screen. */
export interface Look {
  width: number;
  colorScheme: 'light' | 'dark';
}
export const DESKTOP: Look = { width: 1280, colorScheme: 'light' };
export const PHONE: Look = { width: 360, colorScheme: 'dark' };
export const ALL_LOOKS: Look[] = [
  DESKTOP,
  { ...DESKTOP, colorScheme: 'dark' },
  { ...PHONE, colorScheme: 'light' },
  PHONE,
];

export const wear = async (page: Page, { width, colorScheme }: Look): Promise<void> => {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
};

/** What sticks out to the side, so that people have to scroll both ways (WCAG 2.2, 1.4.10). */
export const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px stick out at ${clientWidth} px`] : [];
  });

/** Rules whose outcome hangs on colours and sizes: enough where the same page is looked at once more. */
const LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

interface Wanted {
  again?: boolean;
  /** An open menu lies over what is below it. */
  menusOpen?: boolean;
}

/** What axe finds; needs JavaScript in the page. It comes through the debugger, so that the content policy stays as it is. */
export async function barriers(page: Page, { again = false, menusOpen = false }: Wanted = {}): Promise<string[]> {
  await page.evaluate(AXE);
  const options = {
    resultTypes: ['violations' as const],
    preload: false,
    ...(again ? { runOnly: LOOKS } : {}),
    rules: { 'target-size': { enabled: !menusOpen } }, // WCAG 2.2, which axe leaves out unless asked
  };
  return page.evaluate(async (options) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, options);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`),
    );
  }, options);
}

/** Sentences of the portal that stand there in English although the page is Swedish. */
export async function englishLeftOver(page: Page): Promise<string[]> {
  const { lang, said } = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    const said = document.title.split(' · ');
    while (walker.nextNode()) said.push(walker.currentNode.nodeValue ?? '');
    for (const one of document.querySelectorAll('[aria-label], [placeholder]'))
      said.push(one.getAttribute('aria-label') ?? '', one.getAttribute('placeholder') ?? '');
    return { lang: document.documentElement.lang, said };
  });
  const english = (text: string) => text in SWEDISH && words(text, { locale: 'sv', timeZone: 'UTC' }) !== text;
  return [...(lang === 'sv' ? [] : [`lang is ${lang}`]), ...said.map((text) => text.trim()).filter(english)];
}
