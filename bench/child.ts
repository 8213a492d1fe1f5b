import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { z } from 'zod';

/** A process of the bench that is asked one thing at a time. */
export interface Child {
  /** Asks, and waits for the answer. Rejects when the process ends first. */
  ask<Answer>(question: string, answer: z.ZodType<Answer>): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a file of this folder in a process of its own; `nodeOptions` are flags of Node, such as `--trace-gc`. */
export function start(file: string, args: readonly string[] = [], nodeOptions: readonly string[] = []): Child {
  const path = new URL(file, import.meta.url).pathname;
  const child = fork(path, args, { execArgv: [...nodeOptions], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  return {
    async ask(question, answer) {
      const [message]: unknown[] = await Promise.race([sendAndReceive(child, question), failed(file, ended)]);
      return answer.parse(message);
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

async function sendAndReceive(child: ChildProcess, question: string): Promise<unknown[]> {
  const received = once(child, 'message');
  child.send(question);
  return received;
}

async function failed(file: string, ended: Promise<unknown[]>): Promise<never> {
  const [code, signal] = await ended;
  throw new Error(`${file} ended early (${code ?? signal})`);
}

/** The other side: answers each question by the function of its name, and ends when the bench lets go. */
export function answerQuestions(answers: Readonly<Record<string, () => unknown>>): void {
  process.on('disconnect', () => process.exit());
  process.on('message', async (question) => {
    const answer = answers[String(question)];
    if (answer === undefined) throw new RangeError(`No answer to ${question}`);
    process.send?.(await answer());
  });
}
