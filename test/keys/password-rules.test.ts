import { expect, test } from '@jest/globals';
import { type PasswordProblem, passwordProblem } from '../../src/accounts/password-rules.js';

const ABOUT = ['Anna Björk-Svensson', 'anna.svensson@example.com', 'Nordic IT AB'];

function expectProblem(problem: PasswordProblem | undefined, passwords: string[]) {
  const found = passwords.map((password) => [password, passwordProblem(password, ABOUT)]);
  expect(found).toEqual(passwords.map((password) => [password, problem]));
}

test('sentences, random characters and other scripts are good', () => {
  expectProblem(undefined, [
    'correct horse battery staple',
    'blå björnar äter 7 kex',
    'vKq8fTz!mR2wLp',
    '7391 0284 6655 1092',
    'кофе без сахара утром',
    '😀🐘🎈🚲🌲🍎🐙🎸🚀⚓🌙🔥',
  ]);
});

test('a password has 12 to 128 characters, however many bytes they take', () => {
  expectProblem('too-short', ['', 'vKq8fTz!mR2', '😀🐘🎈🚲🌲🍎🐙🎸🚀⚓🌙']);
  const long = Array.from({ length: 128 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 5000))).join('');
  expectProblem(undefined, [long]);
  expectProblem('too-long', [`${long}x`]);
});

test('a password made of name, address and provider is personal, whatever stands between', () => {
  expectProblem('personal', [
    'annasvensson',
    'Svensson-Anna-1978',
    'Bjork2024bjork!!',
    'björk björk 99',
    'B.J.Ö.R.K.1.9.7.8',
    'nordicnordic7',
    'Nordic IT AB 2024',
    'anna.svensson@example.com',
    'svensson-abcde',
  ]);
});

test('six letters of its own make a password more than a name', () => {
  expect(passwordProblem('svensson-kvastx', ABOUT)).not.toBe('personal');
});

test('a name in a long sentence is not personal', () => {
  expectProblem(undefined, ['anna dricker te med grannen', 'fjorton nordic kaminer']);
});

test('short words of a name and letters that meet by chance do not count', () => {
  expect(passwordProblem('it ab kvastskaft 7', ABOUT)).toBeUndefined();
  expect(passwordProblem('grannannas tvekan', ['Nna'])).toBeUndefined();
});

test('common passwords are refused, also in l33t, backwards, or with digits and signs stuck on', () => {
  expectProblem('common', [
    '1qaz2wsx3edc',
    'password1234',
    'Password123!',
    'p4ssw0rd2024!',
    'P@$$w0rd!!2024',
    'drowssap1234',
    '!!dragon!!!!',
    '123456789012',
    'Sommar2024!!',
  ]);
});

test('one common word over and over is refused', () => {
  expectProblem('common', ['dragondragon', 'letmeinletmeinletmein', 'trustno1trustno1']);
});

test('a common word among others is no common password', () => {
  expectProblem(undefined, ['x7#dragon!2Kq', 'dragon eats 14 umbrellas']);
});

test('what is quickly guessed is refused', () => {
  expectProblem('guessable', ['aaaaaaaaaaaa', 'abcdabcdabcd', 'catcatcatcat', 'q2w3e4r5t6y7', 'responsibility']);
});

test('what is known of the person makes a password easier to guess', () => {
  expect(passwordProblem('lindqvist kransen', [])).toBeUndefined();
  expect(passwordProblem('lindqvist kransen', ['Eva Lindqvist', 'Kransen'])).toBe('personal');
  for (const password of ['zvartkvistsummer', 'Zv4rtkv1st!!', 'tsivktravz2024']) {
    expect(passwordProblem(password, [])).toBeUndefined();
    expect(passwordProblem(password, ['Eva Zvartkvist'])).toBe('guessable');
  }
});

test('names that mean something to JavaScript are only names', () => {
  expect(passwordProblem('constructor', ['__proto__'])).toBe('too-short');
  expect(passwordProblem('vKq8fTz!mR2wLp', ['constructor', '__proto__', '$& (.*)+', ''])).toBeUndefined();
  expect(passwordProblem('constructor 1978', ['Constructor AB'])).toBe('personal');
});

// without care zxcvbn takes eight seconds for the first of these
test.each(['4@8({[<369|1!70$5+%2', '1!|7+4@({[<69$5', 'ab', '1/1/19', 'a'])(
  'the longest password made of %j is judged quickly',
  (part) => {
    const begun = process.cpuUsage(); // not the clock's time: a busy machine makes that longer
    passwordProblem(part.repeat(128).slice(0, 128), ABOUT);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1000).toBeLessThan(1500);
  },
);
