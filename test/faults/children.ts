import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of this suite that answers one question after another. It ends when we do. */
export type Answering<Asked, Answer> = { ask(asked: Asked): Promise<Answer>; end(): Promise<void> };

export async function startAnswering<Asked extends object, Answer>(
  file: string,
): Promise<{ first: unknown; child: Answering<Asked, Answer> }> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting: { resolve: (answer: unknown) => void; reject: (error: Error) => void }[] = [];
  child.on('message', answer => waiting.shift()?.resolve(answer));
  child.once('exit', code => waiting.splice(0).forEach(({ reject }) => reject(new Error(`${file} ended with ${code}`))));
  const heard = () => new Promise<unknown>((resolve, reject) => waiting.push({ resolve, reject }));
  const first = await heard();
  return {
    first,
    child: {
      ask: async asked => {
        const answer = heard();
        child.send(asked);
        return (await answer) as Answer;
      },
      end: () =>
        new Promise(resolve => {
          if (child.exitCode !== null || child.signalCode !== null) return resolve();
          child.once('exit', () => resolve());
          child.disconnect();
        }),
    },
  };
}

/** For the child's side: says what it has to say first, and answers each question. */
export function answerAll<Asked, Answer>(first: object, answer: (asked: Asked) => Answer): void {
  process.on('message', asked => process.send?.(answer(asked as Asked)));
  process.on('disconnect', () => process.exit(0));
  process.send?.(first);
}
