import assert from 'node:assert/strict';
import { speller } from '../../bot/answers/finding/spelling.ts';
import { stemOf, unmutated, wordsOf } from '../../bot/answers/finding/terms.ts';
import { library } from './held.ts';
import { searchOf } from '../../bot/answers/finding/search.ts';

describe('Words as people type them', () => {
  it('lose capitals, accents and punctuation', () => {
    assert.deepEqual(wordsOf("Café: Women's LGBT+ rôl, T&C!"), ['cafe', 'women', 's', 'lgbt', 'rol', 't', 'and', 'c']);
    assert.deepEqual(wordsOf('  ???  '), []);
  });

  it('are the same in American and British spelling, one or many, doing or done', () => {
    for (const [one, other] of [
      ['organization', 'organisations'],
      ['color', 'colours'],
      ['programs', 'programme'],
      ['behavior', 'behaviours'],
      ['policies', 'policy'],
      ['mentoring', 'mentors'],
      ['supported', 'support'],
      ['leaving', 'leave'],
      ['classes', 'class'],
    ] as const) {
      assert.equal(stemOf(one), stemOf(other), `${one} and ${other}`);
    }
  });

  it('stay apart where they only look alike', () => {
    assert.notEqual(stemOf('cope'), stemOf('cops'));
    assert.notEqual(stemOf('race'), stemOf('rac'));
    assert.equal(stemOf('prize'), stemOf('prizes'));
  });

  it('lead back to the Welsh word whose first letter changed', () => {
    for (const [changed, radical] of [
      ['rwydwaith', 'rhwydwaith'],
      ['fenywod', 'menywod'],
      ['nghymru', 'cymru'],
      ['phobl', 'pobl'],
      ['ddynion', 'dynion'],
      ['hanabledd', 'anabledd'],
      ['ofalwyr', 'gofalwyr'],
      ['mwlio', 'bwlio'],
    ] as const) {
      assert.ok(unmutated(changed).includes(radical), `${changed} is ${radical}`);
    }
  });

  it('are mended when a letter is wrong, missing, extra or swapped, and left alone when they are only short', () => {
    const nearest = speller(['menopause', 'network', 'equality', 'trim', 'mens']);
    const best = (word: string): string | undefined => nearest(word)[0]?.word;
    assert.equal(best('menapause'), 'menopause');
    assert.equal(best('netwrk'), 'network');
    assert.equal(best('equaltiy'), 'equality');
    assert.equal(best('tirm'), 'trim');
    assert.equal(best('menu'), undefined);
    assert.equal(best('weather'), undefined);
    assert.equal(best('a'.repeat(5000)), undefined);
  });

  it('count differences as a plain table would', () => {
    // The table everybody learns, against the one that stops early.
    const plain = (one: string, other: string): number => {
      const d = Array.from({ length: one.length + 1 }, (_, i) =>
        Array.from({ length: other.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
      );
      for (let i = 1; i <= one.length; i++) {
        for (let j = 1; j <= other.length; j++) {
          const cost = one[i - 1] === other[j - 1] ? 0 : 1;
          d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + cost);
          if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
            d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
        }
      }
      return d[one.length]![other.length]!;
    };
    const words = [
      'representation',
      'reprasentation',
      'represantatoin',
      'presentation',
      'representations',
      'misrepresentation',
      'depresentation',
    ];
    for (const known of words) {
      const nearest = speller([known]);
      for (const typed of words) {
        const found = nearest(typed)[0]?.distance;
        const real = plain(typed, known);
        assert.equal(found, real <= 2 && (real < 2 || typed[0] === known[0]) ? real : undefined, `${typed} and ${known}`);
      }
    }
  });

  it('are joined up where the articles write one word', () => {
    const search = searchOf(library);
    const [best] = search.find(wordsOf('neuro diversity netwrok'), ['Lincolnshire Police']).ranked;
    assert.equal(best?.article.id, 'lincs-neurodiversity');
  });
});
