import { deflateRawSync } from 'node:zlib';

interface Entry {
  name: string;
  content: Uint8Array;
  /** The size that the archive gives, where that is a lie. */
  claims?: number;
  encrypted?: boolean;
}

const numbers = (...all: [value: number, bytes: 2 | 4][]): Buffer =>
  Buffer.concat(
    all.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );

/** A zip archive of these files (APPNOTE 4.3); its checksums are 0, which nobody here looks at. */
export function zip(...entries: Entry[]): Uint8Array {
  const [local, central]: Buffer[][] = [[], []];
  let offset = 0;
  for (const { name, content, claims = content.length, encrypted = false } of entries) {
    const [packed, title] = [deflateRawSync(content), Buffer.from(name)];
    const head = numbers(
      ...([
        [20, 2],
        [encrypted ? 0x801 : 0x800, 2],
        [8, 2],
        [0, 4],
      ] as [number, 2 | 4][]),
      ...([
        [0, 4],
        [packed.length, 4],
        [claims, 4],
        [title.length, 2],
        [0, 2],
      ] as [number, 2 | 4][]),
    );
    const file = Buffer.concat([numbers([0x04034b50, 4]), head, title, packed]);
    const rest = numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
    local.push(file);
    central.push(Buffer.concat([numbers([0x02014b50, 4], [20, 2]), head, rest, title]));
    offset += file.length;
  }
  const directory = Buffer.concat(central);
  const end = numbers(
    [0x06054b50, 4],
    [0, 4],
    [entries.length, 2],
    [entries.length, 2],
    [directory.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...local, directory, end]);
}
