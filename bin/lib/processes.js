import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const linux = existsSync('/proc/self/stat');

/** When a process began, in a form to compare (its number is soon given to another); nothing once it has ended. */
export function beganAt(pid) {
  try {
    if (!linux) return ps('-o', 'lstart=', '-p', `${pid}`).replaceAll(' ', '_') || undefined;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // proc(5): fields 3, 4 …
    return state === 'Z' || state === 'X' ? undefined : fields[18]; // field 22, starttime
  } catch {
    return undefined;
  }
}

/** The process of this user (anyone may start one that looks the same) that was started with this word, as { pid, began, words }; nothing where there is none. */
export function startedWith(word) {
  const found = (linux ? fromProc() : fromPs()).find(({ words }) => words.includes(word));
  const began = found && beganAt(found.pid);
  return began && { ...found, began };
}

function fromProc() {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.flatMap((pid) => {
    try {
      if (statSync(`/proc/${pid}`).uid !== process.getuid()) return [];
      return { pid: Number(pid), words: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0') };
    } catch {
      return []; // it has ended meanwhile
    }
  });
}

function fromPs() {
  const lines = ps('-U', `${process.getuid()}`, '-o', 'pid=,command=').split('\n');
  return lines.map((line) => ({ pid: Number.parseInt(line, 10), words: line.split(/ (?=--)/) }));
}

/** Sends a signal, unless the process has ended. */
export function signal({ pid, began }, name) {
  try {
    if (beganAt(pid) === began) process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Waits for a process to end; false when it has not after so many milliseconds. */
export async function ended({ pid, began }, milliseconds) {
  const until = Date.now() + milliseconds;
  while (beganAt(pid) === began) {
    if (Date.now() > until) return false;
    await pause(20);
  }
  return true;
}

/** Runs a program to its end and keeps what it printed: { code, output }. `code` is undefined where there is none. */
export function quietly(program, words, { input, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, words, { ...options, stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.stdin?.on('error', () => {}).end(input); // a program that ended early says why in its output
    child.on('error', (error) => resolve({ code: undefined, output: error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output }));
  });
}

export const lastLines = (text, count = 3) => text.trim().split('\n').slice(-count).join('\n');

const ps = (...words) => spawnSync('ps', ['-ww', ...words], { encoding: 'utf8' }).stdout.trim();
