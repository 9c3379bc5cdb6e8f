const en = {
  range: (label: string, from: number, to: number) => `${label} (${from} to ${to})`,
  bounds: (from: number, to: number) => `A whole number from ${from} to ${to}.`,
};
const cy: typeof en = {
  range: (label, from, to) => `${label} (${from} i ${to})`,
  bounds: (from, to) => `Rhif cyfan o ${from} i ${to}.`,
};
export const numbersText = { en, cy };
