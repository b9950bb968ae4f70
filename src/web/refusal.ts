import type { Message } from './message.js';

/** An expected "no", shown where the form was: a sentence that says what to do. Thrown by forms and services. */
export class Refusal extends Error {
  constructor(
    /** Shown above the form. */
    readonly summary: Message | undefined,
    /** Shown at the field. */
    readonly fields: Record<string, Message> = {},
    readonly status = 422,
    readonly retryAfter?: number,
    /** What the page shows besides, where sentences do not say it all. */
    readonly shows: Record<string, unknown> = {},
  ) {
    super(summary?.key ?? Object.values(fields)[0]?.key);
  }
}

export const refuse = (summary: Message): Refusal => new Refusal(summary);
export const refuseField = (field: string, message: Message): Refusal => new Refusal(undefined, { [field]: message });

/** The page is not there for this person, whether it exists or not. */
export class NotThere extends Error {}

/** A member without the right; the page names who could. */
export class NotAllowed extends Error {
  constructor(readonly who: Message) {
    super('not allowed');
  }
}

/** The client is suspended, and this rests until it is not: a page in the client's own frame stands in its place. */
export class Suspended extends Error {}

/** Nobody is signed in. */
export class SignInNeeded extends Error {}

/** A provider asks this person for two-step login first; until it is set up there is nothing else. */
export class TwoStepNeeded extends Error {}

/** A page that is not there any more, or not in this state: shown with `status` and a way on. */
export class Ended extends Error {
  constructor(
    readonly heading: Message,
    readonly explanation: Message,
    readonly status = 410,
  ) {
    super(heading.key);
  }
}
