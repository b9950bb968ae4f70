import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Letter, Letters } from '../mail/letters.js';
import { say } from '../web/message.js';
import { PLAN_WORDS } from './client-list.js';
import { Provider } from './provider.entity.js';
import { SeatChange } from './seat-change.entity.js';

/** What the provider itself is written. */
@Injectable()
export class ProviderLetters implements OnModuleInit {
  constructor(private readonly letters: Letters) {}

  onModuleInit(): void {
    this.letters.add('seats-purchased', seatsPurchased);
  }
}

async function seatsPurchased(db: EntityManager, { changeId }: Record<string, string>): Promise<Letter | undefined> {
  const change = await db.findOneBy(SeatChange, { id: changeId });
  const provider = change && (await db.findOneBy(Provider, { id: change.providerId }));
  if (!change || !provider) return undefined;
  const { purchasedSeats: count, price, currency, actorName, plan } = change;
  return {
    reader: provider,
    subject: say('{{count}} seats were purchased', { count }),
    paragraphs: [say('This is recorded in your seat ledger; Clientele charges nobody.')],
    facts: [
      { label: say('Plan'), value: PLAN_WORDS[plan] },
      { label: say('Client'), value: change.clientName ?? '' },
      { label: say('By'), value: actorName },
      { label: say('Price'), value: say('{{price}} a month for each seat', { price: { minor: price, currency } }) },
      { label: say('Together'), value: say('{{price}} a month', { price: { minor: price * count, currency } }) },
    ],
    action: { label: say('Open the seat ledger'), path: `/providers/${provider.id}/seats` },
  };
}
