import { Injectable } from '@nestjs/common';
import type { User } from '../accounts/user.entity.js';
import { record } from '../audit/record.js';
import { drawnWords, fingerprintPhrase } from '../keys/fingerprint.js';
import { SecretBox } from '../keys/seal.js';
import type { Current, PersonCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { Refusal, refuseField } from '../web/refusal.js';
import type { ConfirmationForm } from './confirmation.form.js';

type Typed = Pick<ConfirmationForm, 'firstWord' | 'secondWord' | 'notCompared'>;

/** Whether a key is that of the person who is meant: two words of its fingerprint phrase, read out on the telephone. */
@Injectable()
export class FingerprintCheck {
  private readonly drawing: Buffer;

  constructor(box: SecretBox) {
    this.drawing = box.key('fingerprint words');
  }

  /**
   * Positions, 0 to 4, of the two words to ask for: drawn for a session and what it is about, so that a second try asks for the
   * same two.
   */
  asked({ session }: PersonCurrent, about: string): [number, number] {
    return drawnWords(this.drawing, `${session.id} ${about}`);
  }

  /** @returns how it was compared, for the log. @throws Refusal when a word differs, which is recorded */
  async compare(
    current: Current,
    form: Typed,
    user: Pick<User, 'id' | 'email' | 'publicKey'>,
    asked: [number, number],
  ): Promise<Message> {
    if (form.notCompared === 'yes') return say('not compared');
    const phrase = fingerprintPhrase(user.id, user.publicKey);
    const typed = [form.firstWord, form.secondWord].map((word) => word.trim().toLowerCase());
    if (typed.some((word) => word === '')) {
      throw refuseField('firstWord', say('Type both words, or choose that you did not compare them.'));
    }
    if (phrase[asked[0]] === typed[0] && phrase[asked[1]] === typed[1]) return say('two words compared');
    await record(current, 'member.words-refused', { id: user.id, name: user.email });
    throw new Refusal(
      say(
        'These are not the words of this account. Ask again; if they still differ, somebody else is at the other end.',
      ),
      { firstWord: say('One of the two words differs.') },
    );
  }
}
