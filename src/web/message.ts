/** What a value of a message may be; it is turned into words in the reader's language, zone and number format. */
export type MessageValue = string | number | Date | Money | Day | Message | Message[];

/** Integer minor units of a currency. */
export interface Money {
  minor: number;
  currency: string;
}

/** A moment shown as a date alone. */
interface Day {
  day: Date;
}

/** A sentence as data: the English text is the key, and page, mail and CSV put it into words. */
export interface Message {
  key: string;
  values: Record<string, MessageValue>;
}

export const say = (key: string, values: Record<string, MessageValue> = {}): Message => ({ key, values });

export const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'key' in value && 'values' in value;
