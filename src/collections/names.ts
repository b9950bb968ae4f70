/** A collection's name without blanks around its slashes, and without empty parts. */
export const tidy = (name: string): string =>
  name
    .split('/')
    .map((part) => part.trim())
    .filter(Boolean)
    .join('/');

/** The name as uniqueness sees it. */
export const nameKey = (name: string): string => name.toLowerCase();

/**
 * The name as the tree is sorted by it: what lies in a collection comes right after it. The slash becomes a blank, since that is what
 * the database pads shorter names with, and blanks become the character after it.
 */
export const pathOf = (name: string): string => name.replaceAll(' ', '!').replaceAll('/', ' ');

interface Twig {
  /** What of the name is not said by the row it lies in. */
  label: string;
  depth: number;
}

/**
 * Nests rows in the order of their paths. A row whose parent is not among them, whether there is none or it is on another page, stands
 * with its whole path.
 * @returns the trees, each as its first row with all that lies in it
 */
export function trees<R extends { name: string }>(rows: R[]): (R & Twig)[][] {
  const found: (R & Twig)[][] = [];
  let above: R[] = [];
  for (const row of rows) {
    above = above.filter((parent) => nameKey(row.name).startsWith(`${nameKey(parent.name)}/`));
    const parent = above.at(-1);
    const twig = { ...row, label: parent ? row.name.slice(parent.name.length + 1) : row.name, depth: above.length };
    if (parent) found.at(-1)?.push(twig);
    else found.push([twig]);
    above.push(row);
  }
  return found;
}
