import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const FOLDERS: [prefix: string, folder: URL][] = [
  ['pico/', new URL('../../node_modules/@picocss/pico/css/', import.meta.url)],
  ['htmx/', new URL('../../node_modules/htmx.org/dist/', import.meta.url)],
  ['', new URL('../../public/', import.meta.url)],
];

const versions = new Map<string, string>();

/** The address of a file of the browser; its content's hash in it lets browsers keep it for a year. */
export function assetPath(file: string): string {
  let version = versions.get(file);
  if (!version) {
    const [prefix, folder] = FOLDERS.find(([prefix]) => file.startsWith(prefix)) as [string, URL];
    const content = readFileSync(new URL(file.slice(prefix.length), folder));
    version = createHash('sha256').update(content).digest('base64url').slice(0, 10);
    versions.set(file, version);
  }
  return `/assets/${file}?v=${version}`;
}
