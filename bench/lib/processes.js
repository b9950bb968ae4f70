import { fork } from 'node:child_process';
import { once } from 'node:events';

const running = new Set();

/** A program of bench/ in a process of its own, which reports its port once it listens. */
export async function startServer(program, env) {
  const child = begin(program, env);
  const port = await said(child, program);
  const ask = (question) => {
    child.send(question);
    return said(child, program);
  };
  return { port, pid: child.pid, ask, stop: () => end(child) };
}

/** The load generator: gives it an order and tells what came of it. */
export function startLoad() {
  const child = begin('load.js');
  return async (order) => {
    child.send(order);
    const answer = await said(child, 'load.js');
    if (answer.error) throw new Error(answer.error);
    return answer;
  };
}

export const stopAll = () => Promise.all([...running].map(end));

function begin(program, env = {}) {
  const { PATH, HOME, TMPDIR } = process.env; // nothing of the operator's own settings
  const child = fork(new URL(`../${program}`, import.meta.url), {
    env: { PATH, HOME, TMPDIR, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.add(child);
  return child;
}

async function end(child) {
  running.delete(child);
  const ended = once(child, 'exit');
  if (child.kill('SIGKILL')) await ended;
}

/** What the process says next; that it has ended is an error. */
async function said(child, program) {
  const settled = new AbortController();
  const ended = once(child, 'exit', settled).then(([code]) => {
    throw new Error(`${program} ended with ${code}`);
  });
  ended.catch(() => {});
  try {
    const [message] = await Promise.race([once(child, 'message', settled), ended]);
    return message;
  } finally {
    settled.abort();
  }
}
