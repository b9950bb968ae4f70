/** A mail as a mail program reads it: as much of RFC 2045–2047 and 5322 as our own mails use. */
export interface ParsedMail {
  headers: Record<string, string>;
  /** Each line of the header as it came, unfolded. */
  headerLines: string[];
  text: string;
  html: string;
}

export function parseMail(raw: string): ParsedMail {
  const { lines, headers, body } = split(raw);
  const boundary = /boundary="?([^";]+)"?/.exec(headers['content-type'])?.[1];
  const parts = boundary ? body.split(`--${boundary}`).slice(1, -1).map(split) : [{ headers, body }];
  const part = (type: string) => {
    const found = parts.find((one) => one.headers['content-type']?.startsWith(type));
    return found ? decoded(found.body, found.headers['content-transfer-encoding']).replace(/\r\n/g, '\n') : '';
  };
  const readable = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, words(value)]));
  return { headers: readable, headerLines: lines, text: part('text/plain'), html: part('text/html') };
}

function split(raw: string) {
  const trimmed = raw.replace(/^\r\n/, '');
  const end = trimmed.indexOf('\r\n\r\n');
  const lines = trimmed
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines)
    headers[line.slice(0, line.indexOf(':')).toLowerCase()] = line.slice(line.indexOf(':') + 1).trim();
  return { lines, headers, body: trimmed.slice(end + 4) };
}

function decoded(body: string, encoding = '7bit'): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? quotedPrintable(body.replace(/=\r\n/g, '')) : body;
}

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const words = (value: string): string =>
  value
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quotedPrintable(text.replace(/_/g, ' ')),
    );
