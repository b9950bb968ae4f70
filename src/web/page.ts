import type { Message } from './message.js';

/** A page of HTML, or for htmx the one partial of it that changes. */
export class Page {
  constructor(
    readonly view: string,
    readonly data: Record<string, unknown>,
    readonly fragment?: string,
    readonly status = 200,
  ) {}
}

export class SeeOther {
  constructor(
    readonly path: string,
    readonly flash?: Message,
  ) {}
}

/** A file to download, streamed row by row. */
export class Download {
  constructor(
    readonly name: string,
    readonly type: string,
    readonly body: AsyncIterable<string> | string,
  ) {}
}

export const page = (view: string, data: Record<string, unknown> = {}, fragment?: string): Page =>
  new Page(view, data, fragment);

/** POST → 303 → GET, with an optional sentence on the next page. */
export const seeOther = (path: string, flash?: Message): SeeOther => new SeeOther(path, flash);
