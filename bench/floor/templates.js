import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { assetPath } from '../../dist/web/assets.js';
import { memberRights, providerRights } from '../../dist/web/rights.js';

const VIEWS = new URL('../../views/', import.meta.url);

// The portal's own templates, with helpers that can do what these few pages in English need.
const handlebars = Handlebars.create();
const compile = (source) => handlebars.compile(source, { preventIndent: true });
for (const file of readdirSync(VIEWS, { recursive: true }).filter((file) => file.endsWith('.hbs')))
  handlebars.registerPartial(file.slice(0, -4), compile(readFileSync(new URL(file, VIEWS), 'utf8')));
const digits = (value) => (typeof value === 'number' ? number.format(value) : value);
const catalog = JSON.parse(readFileSync(new URL('../../locales/en.json', import.meta.url), 'utf8'));
const sentence = (text, count) =>
  count === undefined ? text : (catalog[`${text}_${count === 1 ? 'one' : 'other'}`] ?? text);
const fill = (text, values) => text.replace(/\{\{(\w+)\}\}/g, (_, name) => digits(values[name]));
const number = new Intl.NumberFormat('en-GB');
const moment = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/Stockholm', timeZoneName: 'short', year: 'numeric', month: 'short', day: 'numeric' },
  ...{ hour: '2-digit', minute: '2-digit' },
});
const date = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Stockholm', dateStyle: 'long' });
handlebars.registerHelper({
  t(text, { hash }) {
    if (typeof text === 'string') return fill(sentence(text, hash.count), hash);
    return text ? fill(text.key, text.values) : '';
  },
  number: (value) => number.format(value),
  time: (at) => new Handlebars.SafeString(`<time datetime="${at.toISOString()}">${moment.format(at)}</time>`),
  day: (at) => new Handlebars.SafeString(`<time datetime="${at.toISOString()}">${date.format(at)}</time>`),
  address: (email) => email,
  asset: (file) => new Handlebars.SafeString(assetPath(file)),
  is: (one, other) => one === other,
  join: (...parts) => parts.slice(0, -1).join(''),
  form(action, { fn, hash: { method } }) {
    const hidden = `<input type="hidden" name="formId" value="${randomUUID()}"><input type="hidden" name="_token" value="${'t'.repeat(43)}">`;
    return new Handlebars.SafeString(
      `<form method="post" action="${action}${method ? `?_method&#x3D;${method}` : ''}" novalidate="">${hidden}${fn(this)}</form>`,
    );
  },
});

const may = (rights) => Object.fromEntries([...rights].map((right) => [right, true]));
const MAY = may(providerRights('provider-admin'));
const OWNER_MAY = may(memberRights({ role: 'owner', permissions: [] }, { adminsManageAll: true }));

/** A page of the portal, as a provider admin sees it; in a client organization its `client` comes along. */
export function template(view) {
  const render = compile(`{{> ${view}}}`);
  return (person, data, client) => {
    const provider = { id: person.provider_id, name: person.provider_name };
    const frame = {
      person: { ...person, providers: [{ provider }], organizations: [] },
      provider,
      may: MAY,
      outbox: true,
      ...(client && { client, asProvider: true, providerPath: `/providers/${provider.id}` }),
      ...(client && { clientPath: `/organizations/${client.id}` }),
    };
    return render({ ...data, locale: 'en', frame });
  };
}

/** A page of a client organization, as its owner sees it who is a provider admin elsewhere. */
export function ownersTemplate(view) {
  const render = compile(`{{> ${view}}}`);
  return (person, data, client) => {
    const provider = { id: person.provider_id, name: person.provider_name };
    const organizations = [{ role: 'owner', organization: client }];
    const frame = {
      ...{ person: { ...person, providers: [{ provider }], organizations }, membership: { role: 'owner' } },
      ...{ client, clientPath: `/organizations/${client.id}`, may: OWNER_MAY },
    };
    return render({ ...data, locale: 'en', frame });
  };
}
