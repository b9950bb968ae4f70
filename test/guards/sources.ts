import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));

export interface Source {
  /** From the checkout's root, such as src/web/form.ts. */
  path: string;
  text: string;
}

/** The files below a folder of the checkout whose names end like this. */
export function sources(folder: string, end: string): Source[] {
  return readdirSync(`${CHECKOUT}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(end))
    .sort()
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(`${CHECKOUT}${folder}/${path}`, 'utf8') }));
}

export const linesOf = ({ text }: Source): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
export const readJson = (path: string) => JSON.parse(readFileSync(`${CHECKOUT}${path}`, 'utf8'));
