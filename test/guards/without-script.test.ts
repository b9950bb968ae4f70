import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formOf } from '../support/form-data.js';
import type { Element } from '../support/html.js';
import type { Page } from '../support/page.js';
import { openWorld, type World } from '../support/world.js';
import { sources } from './sources.js';
import { type Stop, tour } from './tour.js';

let world: World;
const visited: (Stop & { page: Page })[] = [];
beforeAll(async () => {
  world = await openWorld();
  for (const stop of await tour(world)) visited.push({ ...stop, page: await stop.visit() });
}, 60_000);
afterAll(() => world.close());

/** Elements of all pages of which this is true, each as "page: <its start>". */
function found(wrong: (element: Element, page: Page) => boolean): string[] {
  return visited.flatMap(({ name, page }) =>
    page.root.all((one) => wrong(one, page)).map((one) => `${name}: <${one.tag} ${JSON.stringify(one.attributes)}>`),
  );
}

const needsScript = (element?: Element): boolean =>
  element !== undefined && (/\bneeds-script\b/.test(element.attribute('class') ?? '') || needsScript(element.parent));

test('the tour shows pages, not mistakes', () => {
  const wrong = visited.filter(({ page }) => ![200, 403, 404, 410, 422].includes(page.status));
  expect(wrong.map(({ name, page: { status, text } }) => `${name}: ${status} ${text}`)).toEqual([]);
});

test('what htmx fetches can be had by a link or a form too', () => {
  const fetches = (one: Element) =>
    Object.keys(one.attributes).some((name) => /^hx-(get|post|put|patch|delete)$/.test(name));
  expect(found(fetches).length).toBeGreaterThan(3);
  expect(found((one) => fetches(one) && !one.has('href') && !(one.closest('form')?.has('action') ?? false))).toEqual(
    [],
  );
});

test('every button sends a form that says where it goes', () => {
  expect(
    found((one, page) => one.tag === 'button' && !needsScript(one) && !formOf(page.root, one)?.has('action')),
  ).toEqual([]);
});

test('every link leads to a page', async () => {
  const followed = new Set<string>();
  const dead: string[] = [];
  const people = [...new Set(visited.map(({ who }) => who))];
  for (const { name, who, page } of visited) {
    for (const link of page.links.map((one) => one.attribute('href') ?? '').filter((href) => !href.startsWith('#'))) {
      const { pathname, search } = new URL(link, `http://localhost${page.path}`);
      const key = `${people.indexOf(who)} ${pathname}`;
      if (followed.has(key)) continue;
      followed.add(key);
      const { status } = await who.send({ path: pathname + search });
      // 410 is the page of an item that is damaged.
      if (![200, 303, 410].includes(status)) dead.push(`${name}: ${link} answers ${status}`);
    }
  }
  expect(followed.size).toBeGreaterThan(40);
  expect(dead).toEqual([]);
});

test('every place on the page that a link leads to is there', () => {
  const ids = (page: Page) => new Set(page.root.all((one) => one.has('id')).map((one) => one.attribute('id')));
  const lost = (one: Element, page: Page) => {
    const target = one.tag === 'a' && /^#(.+)/.exec(one.attribute('href') ?? '')?.[1];
    return Boolean(target) && !ids(page).has(target as string);
  };
  expect(found(lost)).toEqual([]);
});

test('no id is there twice, and every label, description and control of a form finds its own', () => {
  for (const { name, page } of visited) {
    const ids = page.root.all((one) => one.has('id')).map((one) => one.attribute('id') as string);
    expect({ name, twice: ids.filter((id, i) => ids.indexOf(id) !== i) }).toEqual({ name, twice: [] });
    const refers = page.root.all((one) =>
      ['for', 'form', 'aria-describedby', 'aria-labelledby'].some((a) => one.has(a)),
    );
    const named = refers.flatMap(({ attributes }) =>
      ['for', 'form', 'aria-describedby', 'aria-labelledby'].flatMap((a) => attributes[a]?.split(/\s+/) ?? []),
    );
    expect({ name, lost: named.filter((id) => !ids.includes(id)) }).toEqual({ name, lost: [] });
  }
});

test('no form lies in another, and what changes something is posted', () => {
  expect(found((one) => one.tag === 'form' && one.parent?.closest('form') !== undefined)).toEqual([]);
  const forms = (one: Element) => one.tag === 'form' && one.attribute('method') !== 'get';
  expect(found((one) => forms(one) && one.attribute('method') !== 'post')).toEqual([]);
  expect(found((one) => forms(one) && !one.first((field) => field.attribute('name') === '_token'))).toEqual([]);
});

test('nothing that the content policy refuses stands in a page', () => {
  const events = (one: Element) => Object.keys(one.attributes).some((name) => /^(on|hx-on)/.test(name));
  expect(found((one) => events(one) || one.has('style') || one.tag === 'style')).toEqual([]);
  expect(found((one) => one.tag === 'script' && (!one.has('src') || one.text !== ''))).toEqual([]);
  const asked = (one: Element) => ['src', 'href'].map((name) => one.attribute(name) ?? '');
  expect(found((one) => one.tag !== 'a' && asked(one).some((address) => /^(https?:)?\/\//.test(address)))).toEqual([]);
});

test('nor in a template', () => {
  const inline = /\son[a-z]+=|\sstyle=|javascript:|<script(?![^>]*\ssrc=)|<style/i;
  const templates = sources('views', '.hbs').filter(({ path }) => path !== 'views/mail/letter.hbs');
  expect(templates.filter(({ text }) => inline.test(text)).map(({ path }) => path)).toEqual([]);
});

test('every page says the same strict content policy', () => {
  const policies = visited.map(({ page }) =>
    String(page.answer.headers['content-security-policy']).split(/; ?/).sort(),
  );
  const same = [
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ];
  for (const policy of policies) expect(policy).toEqual([...same, "frame-ancestors 'none'"].sort());
});
