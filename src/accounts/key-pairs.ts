import { Injectable } from '@nestjs/common';
import { makeKeyPair } from '../keys/rsa.js';

/** Makes RSA key pairs. Tests give it a pool: making one takes between 40 and 350 ms. */
@Injectable()
export class KeyPairs {
  make(): ReturnType<typeof makeKeyPair> {
    return makeKeyPair();
  }
}
