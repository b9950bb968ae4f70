import { pathBelow } from './collector.js';

export interface Folder {
  id: string;
  name: string;
  /** Of the folder that it is in; empty, or of none that there is, for one at the top. */
  parent: string;
}

/** Paths of folders by id, where each names the one that it is in. In a circle the first that is met is at the top. */
export function pathsOf(folders: Folder[]): Map<string, string> {
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  const paths = new Map<string, string>();
  for (const folder of folders) {
    const chain = new Set<Folder>();
    let at: Folder | undefined = folder;
    while (at && !paths.has(at.id) && !chain.has(at)) {
      chain.add(at);
      at = byId.get(at.parent);
    }
    for (const one of [...chain].reverse()) paths.set(one.id, pathBelow(paths.get(one.parent) ?? '', one.name));
  }
  return paths;
}
