/** A key, a code or something encrypted is malformed, was changed, or belongs to another key. Never carries the secret itself. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}
