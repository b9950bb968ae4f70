import { In } from 'typeorm';
import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { NotThere, refuse } from '../web/refusal.js';
import { Member } from './member.entity.js';

const MOST = 500;

/** What became of one of several, for the page that reports it row by row. */
export interface Outcome {
  name: string;
  text: Message;
  done: boolean;
}

/** Those whose boxes were ticked, by name. @throws NotThere when one of them is not of this organization */
export async function chosenMembers({ db, client }: ClientCurrent, ids: string[]): Promise<Member[]> {
  const chosen = [...new Set(ids)];
  if (chosen.length === 0) throw refuse(say('Choose one person or more.'));
  if (chosen.length > MOST) throw refuse(say('Choose at most {{max}} people at a time.', { max: MOST }));
  const found = await db.find(Member, {
    where: { organizationId: client.id, id: In(chosen) },
    order: { name: 'ASC', id: 'ASC' },
  });
  if (found.length !== chosen.length) throw new NotThere();
  return found;
}
