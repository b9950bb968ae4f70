import type { Current } from '../web/current.js';
import type { User } from './user.entity.js';

/** Of somebody who has just proved who they are, before they have a session. */
export const asPerson = (current: Current, { id, name }: Pick<User, 'id' | 'name'>): Current => ({
  ...current,
  actor: { id, name },
  capacity: 'person',
});
