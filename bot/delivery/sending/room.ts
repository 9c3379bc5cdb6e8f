/** Room for so many at a time; whoever finds none waits in line. */
export type Room = {
  /** Resolves when there is room for all of these; each leaves by `leave`. More than fit in an empty room go in all the same. */
  enter(count: number): Promise<void>;
  leave(count?: number): void;
  /** Who is inside stays. */
  resize(size: number): void;
  size(): number;
};

export function openRoom(most: number): Room {
  const line: { count: number; enter: () => void }[] = [];
  let [size, inside] = [most, 0];

  function admit(): void {
    for (let next = line[0]; next && (inside === 0 || inside + next.count <= size); next = line[0]) {
      line.shift();
      inside += next.count;
      next.enter();
    }
  }

  return {
    enter: count =>
      new Promise(enter => {
        line.push({ count, enter });
        admit();
      }),
    leave(count = 1) {
      inside -= count;
      admit();
    },
    resize(next) {
      size = Math.max(1, next);
      admit();
    },
    size: () => size,
  };
}
