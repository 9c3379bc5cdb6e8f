/** The known words nearest to one that is not known, with how many letters differ (a swap of neighbours counts as one). */
export type Nearest = (word: string) => { word: string; distance: number }[];

const longest = 24;

/**
 * Looks among words of similar length only, and first compares which letters occur at all: one wrong letter changes at most
 * two of those bits, so nearly every word is put aside without counting its differences.
 */
export function speller(known: Iterable<string>): Nearest {
  const byLength: { words: string[]; letters: number[] }[] = Array.from({ length: longest + 1 }, () => ({ words: [], letters: [] }));
  for (const word of known) {
    const bucket = byLength[word.length];
    if (word.length < 4 || /\d/.test(word) || !bucket) continue;
    bucket.words.push(word);
    bucket.letters.push(lettersIn(word));
  }
  return word => {
    if (word.length < 4 || word.length > longest || /\d/.test(word)) return [];
    const letters = lettersIn(word);
    const within = word.length >= 8 ? 2 : 1;
    let best = within;
    let found: { word: string; distance: number }[] = [];
    for (let length = Math.max(4, word.length - within); length <= Math.min(longest, word.length + within); length++) {
      const bucket = byLength[length];
      if (!bucket) continue;
      for (let at = 0; at < bucket.letters.length; at++) {
        if (bitsIn(letters ^ (bucket.letters[at] ?? 0)) > 2 * best) continue;
        const candidate = bucket.words[at] ?? '';
        // Short words are too near to one another: only two letters the wrong way round (tirm, trim) count as a slip.
        if (word.length === 4 && letters !== bucket.letters[at]) continue;
        // People get the first letter right, the more so in short words.
        const allowed = candidate[0] === word[0] ? best : word.length < 6 ? 0 : Math.min(best, 1);
        const distance = differences(word, candidate, allowed);
        if (distance > allowed) continue;
        if (distance < best) found = [];
        best = distance;
        found.push({ word: candidate, distance });
      }
    }
    return found.slice(0, 4);
  };
}

function lettersIn(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << ((word.charCodeAt(at) - 97) & 31);
  return bits;
}

function bitsIn(value: number): number {
  let bits = value;
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

// Reused by every call: nothing here waits, so two calls never meet.
const rows: [Uint8Array, Uint8Array, Uint8Array] = [new Uint8Array(longest + 2), new Uint8Array(longest + 2), new Uint8Array(longest + 2)];

/** Optimal string alignment; a number greater than `most` once it is clear that there are more. */
function differences(one: string, other: string, most: number): number {
  let [before, last, row] = rows;
  for (let at = 0; at <= other.length; at++) last[at] = at;
  for (let i = 1; i <= one.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min((last[j - 1] ?? 0) + (same ? 0 : 1), (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return last[other.length] ?? most + 1;
}
