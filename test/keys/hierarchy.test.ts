import { createPrivateKey, createPublicKey } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { decrypt, decryptText } from '../../src/keys/enc-string.js';
import { authenticationHash, DEFAULT_KDF, masterKey, stretch } from '../../src/keys/kdf.js';
import { KeyError } from '../../src/keys/key-error.js';
import { unwrap } from '../../src/keys/rsa.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';

// One person with all keys, made without our code, by this (bash, openssl 3, Debian's argon2, xxd):
//
//   hex() { xxd -p -c 256; }; b64() { openssl base64 -A; }
//   expand() { openssl kdf -binary -keylen 32 -kdfopt mode:EXPAND_ONLY -kdfopt digest:SHA256 -kdfopt hexkey:$1 -kdfopt info:$2 HKDF | hex; }
//   type2() { # a key as 128 hex digits, a file
//     iv=$(openssl rand -hex 16); ct=$(openssl enc -aes-256-cbc -K ${1:0:64} -iv $iv -in $2 | xxd -p | tr -d '\n')
//     mac=$(printf %s $iv$ct | xxd -r -p | openssl mac -digest SHA256 -macopt hexkey:${1:64} -binary HMAC | b64)
//     echo "2.$(printf %s $iv | xxd -r -p | b64)|$(printf %s $ct | xxd -r -p | b64)|$mac"
//   }
//   salt=$(printf %s anna.svensson@example.com | openssl dgst -sha256 -binary)
//   master=$(printf %s 'blå björnar äter 7 kex' | argon2 "$salt" -id -v 13 -t 6 -k 32768 -p 4 -l 32 -r)
//   openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt hexpass:$master -kdfopt 'salt:blå björnar äter 7 kex' \
//     -kdfopt iter:1 -kdfopt pkcs5:1 PBKDF2                                                        # authentication hash
//   openssl rand 64 > user.key; openssl rand 64 > org.key; printf %s 'Kundens lösenord: hemligt' > item
//   openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 | openssl pkcs8 -topk8 -nocrypt -outform DER -out private.der
//   openssl pkey -inform DER -in private.der -pubout -outform DER -out public.der
//   type2 $(expand $master enc)$(expand $master mac) user.key                                      # user key
//   type2 $(hex < user.key) private.der                                                            # private key
//   echo "4.$(openssl pkeyutl -encrypt -pubin -keyform DER -inkey public.der -pkeyopt rsa_padding_mode:oaep \
//     -pkeyopt rsa_oaep_md:sha1 -in org.key | b64)"                                                # organization key
//   type2 $(hex < org.key) item                                                                    # item
const PASSWORD = 'blå björnar äter 7 kex';
const ADDRESS = 'anna.svensson@example.com';
const AUTHENTICATION_HASH = 'c203159f1a108240d3b2f3907c71d98f03efbc615cbcd81255d76dc0551822b3';
const STRETCHED =
  'e127593e91b7fb0852745b9727dea859eae2e87f9bb8d0c2f6585d2c11ee70c016a37ce431b4fab641c6e398d1d79a38c3a87dca307d659a372e2476b232090b';
const USER_KEY =
  '2.pj1BcPQgld7R5cb1Q7yiAg==|af9/FxeAqCDwELTQDmIuyTndinTjaJJAyfR3utAV0mg5+IXnKOnN93aPFUbgIe55KnRoVgAJ+VTAJgH2aA9PJb2YX4yql2MoGtxJqfdmvas=|+vD8vlOhjB0tC+W0ODKtxvexGT97HdgDo3boaRMHuj8=';
const PRIVATE_KEY =
  '2.KkSedcAcHkT3pgysq+q9sA==|QKhhG/m38vKZ53ar8oZsU+X3NlccYJ6J+ljR0bwW3m8VPFl0BJwt3XivPNIEjqfc4jsfxJEqU1Y8oXG4wjjPOdUa0Fnvt4nQNaOtHIg1bUf12/+w6H2xe2PdNGHd5LkPiTJgtbivjVv5ePQP6N2JjBkpjnu6CPRPWKfn3VX6i7g7d1AedYDO2gwuZ8sqf/j84V5DMBUseLJ6s2SEb3idZZufu4EAllnqarD3V2PYYY5ybCFJVKPU56e55ac7w6p6gy+7wVf/rYN3dNOT5yVTMEQ6iZF/1QNLz2JOQ/rLvaYLrwHBc7ndssownJSgKc476Xb2rn6GnaPlFRh2QWcHViQNbyWS0pE+acJKthfmi2puRpn7Lv/h7lagJ5LIicC3z1Pjpm8uBHB7o7wcWN8um5ctL8/+qGyE0iorCgKvxfJqD90FLYPHXQG3gDnoNBSzssr3gv3sdun9g9CxYZILmN31FGtMwtifAQfbc5TPIK0I7n1aGb05f3S3xAAEmffaH/dUJwpUH+ZDJJdsoY3VkMXyTGE0BhYPwrDGvvaCd76PqVSps3bqM3Bx9C34m7gzqieNCBgJn7LQU64t1j2eT/AtGbAJpaCikNG3kG3l9BCsUHto2uYAbyCYpNoCSp3qSEzJWbIjLZMKbSy9Uqc/lHeckRI2suGyJpsDJGVRarUStYg6TQuU44VlJ/3Lg3Mxy+H8c9ZiHZn6q1dD2Fga+JgEHBg015tWbTQgct1qHkLdsBXWPw97xCkEE9ZmrCRURaXzQimaBE1+mdtt6Jjcf2U1jIJVP7LZslfK1JDs9MgzcRt4Ga56svgYOyCJeCVTt0Yu+WCS7FjPQ4zkOd1wx2Phx91Zp1WNzEgBtBNmAYyUnidGjvuVB5e1fcLZ7OoFbCuDKBZexVmRxxsB52l1PWXA7utNC5dHpuut36jkxLxe4K/rbw1Yar/+iwY4+7ANPgVT/LoCwhE0aSnL5mF4reMgp0NJkSJ1i4+XJgSK5Njkyd3QRvghjL4+a+KleRwNByFBpiI9HcdxuZjQg5k6b2lVKREuZrjtuS3CmQymHlLDwoKc7SoWWp3+7EzKFv23P6QM2Cfjz/dOTWLLpMeH4zVAhF5p11F24xOVizCIbJM0+31gEpue7CUbvsa+YkDy6SyeP7stnxdAfhBcfqaPUGApFydsa4XPjRQ0EEGF5V0A21McR5uc6ikkOmVsj6QdbiVKr98EyCG/ixflRWD4TdZea7HCIrm//m6KxM92AaO+bERg0lH4jKWHkEnVQtawPHpXGA9xe1aq0oeYKSMgEiIz3DuZAZfnaBN8hCMVp7NFIg+H+WiStbowlFmx/UZUZSA8WLM8EQnI5B0y0yQMtNh9jYrDTyHYV4WfCslKJdJtzFzWDeAaeWX0KxyeC0vJh+l+F4KLlRfP2L3XhDw9gs9GeqAxaNRLO8SaNV+Sz0BkDU4XHMbFFajvSr/uiSqniEAut0IC3SxxcY1bC0QoIN3qAGhtb/2dQvkdyFYKV9mJJ+r+rcV+gImshnYQz6q4G7rIv31tgB+VJ+xB+qS4fpCSUcZvtUhOj4F9IOzLXP4DFoQ4DrjazVv/OIZ3N/RVJEamor5NqIwI7y8cmpM9xwP7080grC+DRJhzbwakVOM=|Jg4N+UBg1kEnOSq76nuXLRAuQxOTucNpPOhQjbXAuAc=';
const PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAi+3INZVoerRpai653Bobx4a/GvixP6XdIorA6Ppwhw4j2TIXDmZsVKTWCJUj/P0Qj19OXzaL+LsVojLWnQWsxaI1BqFAEctJyRuA4FHNwu/Y6XlB6GWrSnvNg/6RlsLbKAWhUNY3Av9+7epNOfN7AbsUasNdbiF50zO58/sQROhdojV+LoDvYk6uv5FAcTa5MiVHzUhwift9hjFabLlbOqyuHMLouNJe+oV/Hsz32J0eMXZrdmHocOvM2zXx9fcnO4KT4Gv0WDdYSYQ96mYPZuK4PrrJ3u3ZhliEaTlzY3jia4TKlhy3avUER7skUGjXw8qYUUATVQ9zsikQfKOu8QIDAQAB';
const ORGANIZATION_KEY =
  '4.XFGvAWz9a5SEJyj7POfWTZ7I3sj1Z8zL07EQeRC+d/pOLobOc3MDICwd6U0VzV/G03c8BNUwPnjF/p5Q/yO9+g5a8zZEtW6wJg9Ffg4At1FxZuX1n4DL3Hnv752DeggiECgFCrxDCTnpt0OK68GPGxSm49nm1HJD5iJoI+U+GAyc+KNZpzif7FuI8HI1RVQobJKyQhPsYxy0Ydz4ugj51rUKtHxvPxLkEWGUxwi69Ytv0vHiUgVZvHouQR4/96zSvaKgsUJ2l6sXOJeO8sDaknApdGTO0coV7B4XktfRuZJYd8fOTk+1b8gIG5ERmvcygEKh1AvTvsn3EOGfWgGxHA==';
const ITEM =
  '2.5+6Evy1rPIAwJ/uvAVmMvg==|/GNSrzPWrH4Czu0N4qLlVDMRKvLtnDvF0RLT7UmoBBg=|1ph/QkClsC9CaiIotTzXXWoQ7+2c52z5HQhl4x4elD0=';

test('the password opens the user key, that the private key, that the organization key, that the item', async () => {
  const master = await masterKey(PASSWORD, ADDRESS, DEFAULT_KDF);
  const userKey = SymmetricKey.from(decrypt(USER_KEY, stretch(master)));
  const privateKey = decrypt(PRIVATE_KEY, userKey);
  const organizationKey = unwrap(ORGANIZATION_KEY, privateKey);
  expect(decryptText(ITEM, organizationKey)).toBe('Kundens lösenord: hemligt');
});

test('the master key is stretched, and proved, as openssl does it', async () => {
  const master = await masterKey(PASSWORD, ADDRESS, DEFAULT_KDF);
  expect(stretch(master).bytes.toString('hex')).toBe(STRETCHED);
  expect((await authenticationHash(master, PASSWORD)).toString('hex')).toBe(AUTHENTICATION_HASH);
});

test('the authentication hash, which the server is shown, opens nothing', async () => {
  const shown = Buffer.from(AUTHENTICATION_HASH, 'hex');
  expect(() => decrypt(USER_KEY, stretch(shown))).toThrow(KeyError);
});

test('the private key belongs to the public one', () => {
  const userKey = SymmetricKey.from(decrypt(USER_KEY, SymmetricKey.from(Buffer.from(STRETCHED, 'hex'))));
  const privateKey = createPrivateKey({ key: decrypt(PRIVATE_KEY, userKey), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  expect(publicKey.toString('base64')).toBe(PUBLIC_KEY);
});

test.each([
  ['another password', `${PASSWORD}!`, ADDRESS],
  ['another address', PASSWORD, 'anna@example.com'],
])('%s opens nothing', async (_, password, address) => {
  const master = await masterKey(password, address, DEFAULT_KDF);
  expect(() => decrypt(USER_KEY, stretch(master))).toThrow(KeyError);
});
