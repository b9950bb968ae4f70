import type { FastifyRequest } from 'fastify';
import { type Message, say } from '../web/message.js';

type Names = [pattern: RegExp, name: string][];

// The order counts: each of them also says it is the ones below.
const BROWSERS: Names = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/.* Safari\//, 'Safari'],
];
const SYSTEMS: Names = [
  [/\bAndroid\b/, 'Android'],
  [/\biPad\b/, 'iPadOS'],
  [/\biPhone\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac(?:intosh| OS X)\b/, 'macOS'],
  [/\b(?:Linux|X11)\b/i, 'Linux'],
];

/** How a browser calls itself. */
export const agentOf = ({ headers }: FastifyRequest): string => (headers['user-agent'] ?? '').slice(0, 200);

/** A short name for a browser, for people who look for their own: “Firefox on Linux”, else how it calls itself first. */
export function browserOf(agent: string): Message {
  const browser = named(agent, BROWSERS) ?? /^[\p{L}\d][\p{L}\d ._-]{0,30}/u.exec(agent)?.[0].trim();
  const system = named(agent, SYSTEMS);
  if (!browser) return say('Unknown browser');
  return system ? say('{{browser}} on {{system}}', { browser, system }) : say('{{browser}}', { browser });
}

const named = (agent: string, names: Names) => names.find(([pattern]) => pattern.test(agent))?.[1];
