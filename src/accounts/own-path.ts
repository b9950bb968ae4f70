/** Only a path of ours: no other host, not `//host` nor `/\host`, in the characters that an address consists of. */
export const ownPath = (path?: string): string =>
  path && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path) ? path : '/';
