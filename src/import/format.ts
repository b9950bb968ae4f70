import type { Result } from './item.js';

/** What {@link Format.detect} looks at: the first 64 KiB. */
export interface Head {
  /** Without its byte order mark; what is no UTF-8 is replaced, so that the names in a zip can be found too. */
  text: string;
  /** The cells of the first line, trimmed and in lower case. */
  header: string[];
}

export interface ParseOptions {
  /** For files under a password of their own. */
  password?: string;
}

/** A file format that can be imported. */
export interface Format {
  id: string;
  /** As its program is called; shown in the select. */
  name: string;
  /** Without the dot. */
  extensions: string[];
  /** Does the file show that it is of this format? The first format of the list that says yes is proposed. */
  detect(head: Head): boolean;
  /**
   * @param file as uploaded
   * @throws UnreadableFile when nothing of it can be imported; what is wrong with one item is a problem of the result
   */
  parse(file: Uint8Array, options: ParseOptions): Promise<Result>;
}
