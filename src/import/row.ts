import { say } from '../web/message.js';
import { UnreadableFile } from './unreadable.js';

/** A row under a header. Names of columns are compared without case and blanks around them. */
export class Row {
  constructor(
    readonly number: number,
    private readonly header: Header,
    private readonly cells: string[],
  ) {}

  /** The first filled cell of these columns, or nothing. */
  cell(...columns: string[]): string {
    return this.filled(...columns)[0] ?? '';
  }

  /** All filled cells of these columns. */
  filled(...columns: string[]): string[] {
    return columns
      .flatMap((column) => this.header.places.get(column.toLowerCase()) ?? [])
      .map((place) => this.cells[place] ?? '')
      .filter((cell) => cell !== '');
  }

  /** Column and cell of what is filled in all other columns. */
  others(known: readonly string[]): [column: string, cell: string][] {
    const lower = new Set(known.map((column) => column.toLowerCase()));
    return this.header.names
      .slice(0, this.cells.length)
      .map((name, place): [string, string] => [name, this.cells[place]])
      .filter(([name, cell]) => cell.trim() && !lower.has(name.toLowerCase()));
  }

  /** Cells that stand right of the last column. */
  get surplus(): string[] {
    return this.cells.slice(this.header.names.length);
  }

  /** The first cell, whatever its column. */
  get first(): string {
    return this.cells[0] ?? '';
  }

  has(column: string): boolean {
    return this.header.places.has(column.toLowerCase());
  }
}

const LONGEST_HEADER = 20_000;
const MOST_ALIKE = 10;

/** The first row of a table. */
export class Header {
  readonly names: string[];
  readonly places = new Map<string, number[]>();

  /** @throws UnreadableFile when it is too long for a header */
  constructor(cells: string[]) {
    if (cells.join().length > LONGEST_HEADER) throw new UnreadableFile(say('The first row of this file is no header.'));
    this.names = cells.map((cell) => cell.trim());
    for (const [place, name] of this.names.entries()) {
      const places = this.places.get(name.toLowerCase());
      if (!places) this.places.set(name.toLowerCase(), [place]);
      else if (places.length < MOST_ALIKE) places.push(place);
    }
  }
}
