import { type Place, pathOf } from '../client-orgs/place.js';
import type { Message } from '../web/message.js';
import { Page, type SeeOther, seeOther } from '../web/page.js';
import type { Outcome } from './chosen-members.js';

/** On to the one member or to the list, or, where not all of it was done, what became of each. */
export function answer(
  current: Place,
  outcomes: Outcome[],
  done: (count: number) => Message,
  where: 'member' | 'list' = 'member',
): SeeOther | Page {
  const refused = outcomes.filter((outcome) => outcome.refused);
  const list = `${pathOf(current)}/members`;
  const [{ member }] = outcomes;
  const summary = done(outcomes.length - refused.length);
  const one = outcomes.length === 1 && where === 'member';
  if (refused.length === 0) return seeOther(one ? `${list}/${member.id}` : list, summary);
  const rest = outcomes.filter((outcome) => !outcome.refused);
  return new Page('members/results', { refused, done: rest, summary: rest.length > 0 && summary }, undefined, 422);
}
