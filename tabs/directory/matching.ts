import type { NetworkListed } from '../../bot/networks/networks.contract.ts';

/** The networks in which every word of the search is found, in any order, whatever the case or accents. */
export function matching(networks: readonly NetworkListed[], search: string): NetworkListed[] {
  const words = plain(search).split(' ').filter(Boolean);
  return networks.filter(({ name, short, purpose, whoFor }) => {
    const text = plain([name, short, purpose, whoFor].join(' '));
    return words.every(word => text.includes(word));
  });
}

/** Lower case without accents; whatever is neither letter nor number is a space, but for apostrophes, which people leave out. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
