import { Injectable } from '@nestjs/common';
import { say } from '../web/message.js';
import { Refusal } from '../web/refusal.js';
import { Turns } from '../web/turns.js';

const RUNNING = 4;
const WAITING = 50;
const RETRY_SECONDS = 5;
const BUSY = new Refusal(
  say('Many people are signing in at this moment. Try again in a few seconds.'),
  {},
  503,
  RETRY_SECONDS,
);

/** Lets four password hashes run at a time and fifty wait: each takes 32 MiB and a core. */
@Injectable()
export class HashingQueue extends Turns {
  constructor() {
    super(RUNNING, WAITING, BUSY);
  }
}
