import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readConfig } from '../../src/config.js';
import { compose } from '../../src/mail/composer.js';
import type { Letter } from '../../src/mail/letters.js';
import { say } from '../../src/web/message.js';
import { LETTER, MailRoom } from './mail-room.js';
import { PostOffice } from './post-office.js';

const HOSTILE = [
  'Anna\r\nBcc: victim@elsewhere.example\r\n\r\n<h1>Hello</h1>',
  '<script>alert(1)</script><a href="https://evil.example">free</a>',
  `"quotes" & 'single' <b>bold</b> \`back\``,
  '{{x}} {{{constructor}}} {{> shared/field}} $t(Open the invitation)',
  '=?utf-8?B?QmNjOiB4?= 🦊 Åsa Öberg-Ängström',
  'anna@elsewhere.example, "Bo" <bo@elsewhere.example>;',
  'abc\u202egnp.exe\u2028next\u0000\u007fline',
];
const EXPECTED_HEADERS =
  /^(content-(type|language)|from|reply-to|to|subject|message-id|auto-submitted|date|mime-version|content-transfer-encoding):/i;

const letterOf = (name: string): Letter => ({
  ...LETTER,
  subject: say('{{name}} invites you', { name }),
  paragraphs: [say('{{name}} has a place for you.', { name })],
  facts: [{ label: say('Organization'), value: name }],
  closing: [say('Yours, {{name}}', { name })],
  fromName: name,
});
const oneLine = (name: string) =>
  name
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\u202e/g, '')
    .trim();
const asText = (html: string) =>
  html
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] as string);

describe('a name is data', () => {
  let office: PostOffice;
  let room: MailRoom;
  beforeAll(async () => {
    [office, room] = await Promise.all([PostOffice.open(), MailRoom.open()]);
  });
  afterAll(() => Promise.all([office.close(), room.close()]));

  test.each(HOSTILE)('%j in headers, text and HTML of a mail', async (name) => {
    const clientele = room.process({ SMTP_URL: office.url });
    room.letter = letterOf(name);
    await room.send({ to: 'names@kund.example' });
    await clientele.delivery.deliverDue();

    const { headers, headerLines, text, html, to } = office.received.pop() as NonNullable<(typeof office.received)[0]>;
    const shown = oneLine(name);
    expect(to).toBe('names@kund.example');
    for (const line of headerLines) expect(line).toMatch(EXPECTED_HEADERS);
    expect(headers.to).toBe('names@kund.example');
    expect(headers.from).toContain('<clientele@localhost>');
    expect(headers.subject).toBe(`${shown} invites you`);
    expect(text).toContain(`\n\n${shown} has a place for you.\n\nOrganization: ${shown}\n\n`);
    expect(asText(html)).toContain(`<p dir="auto">${shown} has a place for you.</p>`);
    expect(html).not.toMatch(/<(script|b>|h1>Hello|a href="https:\/\/evil)/);
  });

  test('whatever a name holds, the mail has the same paragraphs and one link', () => {
    const config = readConfig({ DATABASE_URL: 'mysql://unused', SECRET_KEYS: Buffer.alloc(32, 7).toString('base64') });
    const mailing = { id: 'id', to: 'to@kund.example', token: 'token', config };
    const plain = compose(letterOf('Anna'), mailing);
    const count = (text: string, part: RegExp) => text.match(part)?.length;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const { text, html, subject } = compose(letterOf(`x${name}x`), mailing);
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(count(text, /\n/g)).toBe(count(plain.text, /\n/g));
        expect(count(html, /[<>"]/g)).toBe(count(plain.html, /[<>"]/g));
      }),
    );
  });
});
