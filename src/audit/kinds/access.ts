import { type Message, say } from '../../web/message.js';

/** Signing in, sessions, and what was refused. */
export const ACCESS = {
  'password.refused': say('Typed a wrong master password'),
  'sign-in.done': say('Signed in'),
  'sign-in.failed': say('Typed a wrong master password for {{target}}'),
  'sign-in.throttled': say('Tried to sign in as {{target}} too often and had to wait'),
  'sign-out.done': say('Signed out'),
  'session.ended': say('Ended another session'),
  'sessions.ended': say('Ended all other sessions'),
  'sign-in.new-browser': say('Signed in from a new browser: {{browser}}'),
  'browser.remembered': say('Is asked for no code for 30 days in: {{browser}}'),
  'browser.forgotten': say('Is asked for a code again in: {{browser}}'),
  'browsers.forgotten': say('Is asked for a code again in all browsers'),
  'two-step.failed': say('Typed a wrong code of two-step login for {{target}}'),
  'two-step.throttled': say('Typed codes of two-step login for {{target}} too often and had to wait'),
  'two-step-code.used': say('Used a recovery code of two-step login; {{left}} are left'),
  'access.refused': say('Was refused: {{target}}'),
} satisfies Record<string, Message>;
