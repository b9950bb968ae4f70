import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import type { World } from '../support/world.js';

/** Those of a machine without a screen, and nothing that asks other machines. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium for one test file. The portal's own address leads it to this world's server, whatever port that has. */
export function openChromium(world: World): Promise<Browser> {
  const { port } = world.app.getHttpServer().address() as AddressInfo;
  const home = `--host-resolver-rules=MAP ${world.config.baseUrl.hostname} 127.0.0.1:${port}`;
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...FLAGS, home] });
}
