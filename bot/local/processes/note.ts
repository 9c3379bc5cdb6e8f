import { existsSync, readFileSync } from 'node:fs';

/** The note, or undefined when there is none or it was cut short by a crash. */
export function readNote<Note extends object>(file: string): Note | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Note;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Signal 0 only asks. A process of somebody else cannot be asked, but it is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
