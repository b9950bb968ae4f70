import { existsSync } from 'node:fs';
import { Plain } from './command.js';
import { lastLines, quietly } from './processes.js';

/** May this process install packages? Only root on Debian, Ubuntu and their kin. */
export const mayInstall = () => process.getuid() === 0 && existsSync('/etc/debian_version');

/** Installs Debian packages, and says so. */
export async function install(packages, say) {
  const names = packages.join(' ');
  say(`Installing ${names} with apt-get; this happens once.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words) => quietly('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...words], { env });
  await apt('update'); // where this fails, the lists of last time may do
  const { code, output } = await apt('install', '-y', '--no-install-recommends', ...packages);
  if (code !== 0)
    throw new Plain(`apt-get could not install ${names}. It said:\n${lastLines(output)}\nMend that, then start again.`);
}
