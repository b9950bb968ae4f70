import { type Message, say } from '../web/message.js';
import { CARD_TEXTS, IDENTITY_TEXTS, LINKED } from './item-types.js';
import type { PlainItem } from './plain-item.js';
import type { SecretName } from './secrets.js';

/** One line of an item's page. A secret's value is not in it; it is revealed by its name. */
interface Fact {
  /** A sentence of ours, or the name that people gave a field. */
  label?: Message;
  name?: string;
  value?: string;
  /** In place of a value, a sentence of ours. */
  text?: Message;
  href?: string;
  secret?: SecretName;
  /** What stands where the secret is not shown. */
  mask?: string;
}

/**
 * What the page of an item shows, line by line, but for name and notes.
 * @param seesSecrets whether secrets are offered at all
 */
export function factsOf(item: PlainItem, seesSecrets: boolean): Fact[] {
  const facts = [...factsOfType(item, seesSecrets), ...fieldFacts(item, seesSecrets)];
  return facts.filter(({ value, text, secret }) => value || text || secret);
}

const OTHER = say('another field');

function factsOfType(item: PlainItem, seesSecrets: boolean): Fact[] {
  const secret = (name: SecretName, label: Message, value?: string): Fact[] =>
    seesSecrets && value ? [{ label, secret: name }] : [];
  if (item.type === 'login') {
    const { username, password, totp, uris } = item.login;
    return [
      { label: say('Username'), value: username },
      ...secret('password', say('Password'), password),
      ...secret('totp-code', say('Authenticator code'), totp),
      ...secret('totp', say('Authenticator key'), totp),
      ...uris.map(({ uri }) => ({ label: say('Website'), value: uri, href: webAddress(uri) })),
    ];
  }
  if (item.type === 'card') {
    const { number, code, ...card } = item.card;
    const parts = Object.entries(CARD_TEXTS).map(([part, label]): Fact => {
      if (part === 'number' && number) return { label, secret: part, mask: `•••• ${number.slice(-4)}` };
      return { label, value: card[part as keyof typeof card] };
    });
    return [...parts, ...secret('code', say('Security code'), code)];
  }
  if (item.type === 'identity') {
    return Object.entries(IDENTITY_TEXTS).map(([part, label]) => ({ label, value: item.identity[part as never] }));
  }
  if (item.type === 'ssh-key') {
    const { privateKey, publicKey, fingerprint } = item.sshKey;
    return [
      { label: say('Public key'), value: publicKey },
      { label: say('Fingerprint'), value: fingerprint },
      ...secret('privateKey', say('Private key'), privateKey),
    ];
  }
  return [];
}

function fieldFacts({ fields }: PlainItem, seesSecrets: boolean): Fact[] {
  const hidden = fields.filter(({ type }) => type === 'hidden');
  return fields.flatMap((field): Fact[] => {
    const { name, value, type, linkedId = 0 } = field;
    if (type === 'hidden') return seesSecrets && value ? [{ name, secret: `field-${hidden.indexOf(field)}` }] : [];
    if (type === 'linked') return [{ name, text: say('the same as “{{part}}”', { part: LINKED[linkedId] ?? OTHER }) }];
    return type === 'boolean' ? [{ name, text: value === 'true' ? say('Yes') : say('No') }] : [{ name, value }];
  });
}

/** Only addresses of web pages become links: `javascript:` and the like stay text. */
export function webAddress(uri: string): string | undefined {
  const whole = uri.includes('://') ? uri : `https://${uri}`;
  if (!URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  return /^https?:$/.test(url.protocol) && url.hostname.includes('.') ? url.href : undefined;
}
