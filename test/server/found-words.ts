import { spawnSync } from 'node:child_process';

/** A word of letters and digits as a file may hold it: in plain, in hex, and in base64, wherever in a group of three it begins. */
function forms(word: string): string[] {
  const inBase64 = (before: number) =>
    Buffer.from('.'.repeat(before) + word)
      .toString('base64')
      .slice(Math.ceil((before * 4) / 3), Math.floor(((before + word.length) * 4) / 3));
  return [word, Buffer.from(word).toString('hex'), ...[0, 1, 2].map(inBase64)];
}

/** Which of these words stand, in any form, in the files of these folders. */
export function wordsIn(folders: string[], words: string[]): string[] {
  const wordOf = new Map(words.flatMap((word) => forms(word).map((form) => [form, word])));
  // Lines are parted at zeros: the files of a database are full of them, and have hardly an end of a line.
  const search = 'grep -raozhsF -f - -- "$@" | sort -zu';
  const { stdout } = spawnSync('sh', ['-c', search, 'search', ...folders], {
    input: [...wordOf.keys()].join('\n'),
    encoding: 'latin1',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const found = new Set(stdout.split('\0').map((form) => wordOf.get(form)));
  return words.filter((word) => found.has(word));
}
