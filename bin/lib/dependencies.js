import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, Plain, say } from './command.js';
import { quietly } from './processes.js';

const at = (...names) => join(checkout, ...names);

/** Refuses a Node older than the `engines` of package.json. */
export function checkNode(version = process.versions.node) {
  const needed = JSON.parse(readFileSync(at('package.json'), 'utf8')).engines.node.replace('>=', '');
  const [major, minor] = version.split('.').map(Number);
  const [neededMajor, neededMinor] = needed.split('.').map(Number);
  if (major < neededMajor || (major === neededMajor && minor < neededMinor))
    throw new Plain(
      `Clientele needs Node ${needed} or newer, and this is ${version}. Install a newer Node, then start again.`,
    );
}

/** Installs what package-lock.json names, unless that was done since it changed. */
export async function installDependencies() {
  const lock = at('package-lock.json');
  const done = at('node_modules', '.package-lock.json'); // npm writes it last
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  say('Installing dependencies with npm; this takes a minute.');
  // Not `npm ci`: npm 11 refuses a lock file without the binaries that a registry lacks for other platforms.
  rmSync(at('node_modules'), { recursive: true, force: true });
  // The compiler is a dependency of development: --include=dev also where NODE_ENV is production.
  const words = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await quietly('npm', words, { cwd: checkout });
  if (code === undefined)
    throw new Plain('npm is not in the PATH. It comes with Node; install it or mend the PATH, then start again.');
  if (code !== 0)
    throw new Plain(
      `npm could not install the dependencies. It said:\n${output.trim().split('\n').slice(0, 6).join('\n')}\nMend that, then start again.`,
    );
}

/** Compiles src/ into dist/ when something there changed since the last time. */
export async function build() {
  const stamp = at('dist', '.built'); // not tsc's own file: `tsc --noEmit` writes that one too
  const begun = new Date();
  if (existsSync(stamp) && statSync(stamp).mtimeMs > newest()) return;
  say('Building.');
  if (!existsSync(at('dist', 'main.js'))) rmSync(at('dist'), { recursive: true, force: true });
  const { code, output } = await quietly(at('node_modules', '.bin', 'tsc'), ['--pretty', 'false'], { cwd: checkout });
  if (code !== 0)
    throw new Plain(
      `The build failed. The compiler said:\n${output.trim()}\nMend that, or go back to a version that builds, then start again.`,
    );
  writeFileSync(stamp, '');
  utimesSync(stamp, begun, begun);
}

function newest() {
  const sources = readdirSync(at('src'), { recursive: true, withFileTypes: true }).map((entry) =>
    join(entry.parentPath, entry.name),
  );
  const others = [at('src'), at('tsconfig.json'), at('package-lock.json')];
  return Math.max(...[...others, ...sources].map((path) => statSync(path).mtimeMs));
}
