import type { Message } from '../web/message.js';

/** A file that cannot be imported at all: a sentence that says why and, where one can, what to do. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  constructor(
    readonly sentence: Message,
    /** True where another password (or a first one) may open the file. */
    readonly asksPassword = false,
  ) {
    super(sentence.key);
  }
}
