import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { record } from '../audit/record.js';
import { Member } from '../client-orgs/member.entity.js';
import { type MemberPlace, placeOfMember } from '../client-orgs/place.js';
import { Letters } from '../mail/letters.js';
import type { Mail } from '../mail/mail.entity.js';
import { byClientele } from '../web/current.js';
import { say } from '../web/message.js';
import { Invitation } from './invitation.entity.js';
import { invitation, trouble } from './invitation-letters.js';
import { confirmed, confirmedByProvider, takenBack } from './member-letters.js';
import { Troubles } from './troubles.js';
import { peopleWaiting } from './waiting-letter.js';

/** What invited people, inviters and confirmed members are written. */
@Injectable()
export class InvitationLetters implements OnModuleInit {
  constructor(
    private readonly letters: Letters,
    private readonly troubles: Troubles,
  ) {}

  onModuleInit(): void {
    const ended = {
      delivered: (db: EntityManager, mail: Mail, now: Date) => this.delivered(db, mail, now),
      refused: (db: EntityManager, mail: Mail, now: Date) => this.refused(db, mail, now),
    };
    this.letters.add('invitation', (db, ids) => invitation(db, ids, false), ended);
    this.letters.add('invitation-reminder', (db, ids) => invitation(db, ids, true), ended);
    this.letters.add('invitation-refused', (db, ids) =>
      trouble(db, ids, say('The mail server refused the invitation of {{email}}.', {})),
    );
    this.letters.add('invitation-expired', (db, ids) =>
      trouble(db, ids, say('The invitation of {{email}} has expired.', {})),
    );
    this.letters.add('invitation-taken-back', takenBack);
    this.letters.add('people-waiting', peopleWaiting);
    this.letters.add('confirmed', confirmed);
    this.letters.add('confirmed-by-provider', confirmedByProvider);
  }

  private async delivered(db: EntityManager, mail: Mail, now: Date): Promise<void> {
    await this.about(db, mail, now, async (current, member, logs) => {
      await record(
        current,
        'invitation.delivered',
        { id: member.id, name: mail.address },
        { answer: mail.answer },
        logs,
      );
    });
  }

  private async refused(db: EntityManager, mail: Mail, now: Date): Promise<void> {
    await this.about(db, mail, now, async (current, member, place) => {
      await db.update(Invitation, { mailId: mail.id, state: 'open' }, { state: 'refused', endedAt: now });
      await this.troubles.begin(current, member, place, 'refused');
    });
  }

  private async about(
    db: EntityManager,
    mail: Mail,
    now: Date,
    work: (current: ReturnType<typeof byClientele>, member: Member, place: MemberPlace) => Promise<void>,
  ): Promise<void> {
    const member = await db.findOneBy(Member, { id: mail.ids.memberId });
    if (member) await work(byClientele(db, now), member, await placeOfMember(db, member));
  }
}
