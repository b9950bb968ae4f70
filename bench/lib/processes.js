import { fork } from 'node:child_process';
import { once } from 'node:events';

const running = [];

/** A program of bench/ in a process of its own, which reports its port once it listens. */
export async function startServer(program, env) {
  const child = begin(program, env);
  const [port] = await said(child, program);
  return { port, pid: child.pid };
}

/** The load generator: asks, and tells what came of it. */
export function startLoad() {
  const child = begin('load.js');
  return async (order) => {
    child.send(order);
    const [answer] = await said(child, 'load.js');
    if (answer.error) throw new Error(answer.error);
    return answer;
  };
}

export function stopAll() {
  for (const child of running.splice(0)) child.kill('SIGKILL');
}

function begin(program, env = {}) {
  const { PATH, HOME, TMPDIR } = process.env; // nothing of the operator's own settings
  const options = { env: { PATH, HOME, TMPDIR, NODE_ENV: 'production', ...env } };
  const child = fork(new URL(`../${program}`, import.meta.url), {
    ...options,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.push(child);
  return child;
}

/** The next message; or the error that the process has ended. */
async function said(child, program) {
  const settled = new AbortController();
  const ended = once(child, 'exit', settled).then(([code]) => {
    throw new Error(`${program} ended with ${code}`);
  });
  try {
    return await Promise.race([once(child, 'message', settled), ended]);
  } finally {
    ended.catch(() => {});
    settled.abort();
  }
}
