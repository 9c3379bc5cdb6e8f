import assert from 'node:assert/strict';
import { aspectOf, aspects, pointsBack } from '../../bot/answers/finding/aspect.ts';
import { layer } from '../../bot/answers/finding/passages.ts';
import { searchOf } from '../../bot/answers/finding/search.ts';
import { wordsOf } from '../../bot/answers/finding/terms.ts';
import { library } from './held.ts';

const search = searchOf(library);
const lay = layer(search);
const firstOf = (id: string, text: string) => {
  const article = library.byId.get(id);
  assert.ok(article, id);
  const words = wordsOf(text);
  return lay(article, article.en, aspectOf(words), search.find(words, article.forces).asked);
};

describe('What is seen first', () => {
  it('is at most about sixty words, for every article and whatever is asked of it', () => {
    for (const article of library.articles) {
      for (const words of [article.en, article.cy]) {
        if (!words) continue;
        for (const aspect of aspects) {
          const { first } = lay(article, words, aspect, []);
          const count = first.join(' ').split(/\s+/).length;
          assert.ok(count > 0 && count <= 65, `${article.id} ${aspect}: ${count} words`);
        }
      }
    }
  });

  it('is the number that was asked for', () => {
    assert.match(firstOf('surrey-sussex-pals', 'how long is PALS').first[0] ?? '', /one introductory workshop and then six/);
    assert.match(firstOf('sussex-anti-racist-statement', 'how many words is the anti-racist statement').first[0] ?? '', /300 words/);
    assert.match(firstOf('northumbria-inclusion-hub', 'how often does the inclusion hub meet').first[0] ?? '', /every two months/);
  });

  it('is never a number about something else', () => {
    assert.equal(firstOf('sussex-anti-racist-statement', 'how many people failed the anti-racist statement').lacks, 'figures');
    assert.equal(firstOf('sussex-ren', 'how many members does REN have').lacks, 'figures');
  });

  it('is the one meaning that was asked for', () => {
    assert.deepEqual(firstOf('term-acronyms', 'what does SPOC stand for').first, [
      'The sources do not spell out SPOC. It commonly means single point of contact.',
    ]);
  });

  it('is what the article is, where nothing further was asked', () => {
    assert.equal(firstOf('sussex-ren', 'race equality network').isChosen, false);
  });
});

describe('What is asked', () => {
  for (const [text, aspect] of [
    ['who can join the race equality network?', 'joining'],
    ['am I allowed in if I am staff', 'joining'],
    ['pwy all ymuno?', 'joining'],
    ['how do I join', 'joining'],
    ['who do I contact about it', 'contact'],
    ["what's the email", 'contact'],
    ['how many mentors are there', 'figures'],
    ['faint o bobl', 'figures'],
    ['when do they meet', 'times'],
    ['pa mor aml maen nhw', 'times'],
    ['where does that come from', 'source'],
    ['what is MESA', 'general'],
  ] as const) {
    it(`is understood: ${text} (${aspect})`, () => assert.equal(aspectOf(wordsOf(text)), aspect));
  }

  it('points back when it says it, they, or and', () => {
    for (const text of ['who can join it', 'do they have a budget', 'and the chair?', 'a beth am ddynion'])
      assert.ok(pointsBack(wordsOf(text)), text);
    assert.ok(!pointsBack(wordsOf('who can join the Race Equality Network')));
  });
});
