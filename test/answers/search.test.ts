import assert from 'node:assert/strict';
import { answerTo } from '../../bot/answers/answer.ts';
import { belonging } from '../../bot/answers/library/article.ts';
import { searchOf } from '../../bot/answers/finding/search.ts';
import { wordsOf } from '../../bot/answers/finding/terms.ts';
import { library, withoutPhrase } from './held.ts';
import { answerable, unanswerable } from './questions.ts';

const sussex = ['Sussex Police'];
const search = searchOf(library);
const firstFor = (text: string, own: readonly string[] = sussex): string | undefined =>
  search.find(wordsOf(text), own).ranked[0]?.article.id;
const answered = (text: string, own: readonly string[] = sussex): string => {
  const answer = answerTo({ text, own }, search, library);
  return answer.kind === 'found' ? answer.article.id : answer.kind;
};

describe('Finding an article', () => {
  it('works by its own title, in both languages', () => {
    for (const article of library.articles) {
      const own = article.forces.length > 0 ? article.forces : sussex;
      assert.equal(answered(article.en.title, own), article.id);
      if (article.cy) assert.equal(answered(article.cy.title, own), article.id);
    }
  });

  it('works by each of the ways people ask for it, within the first three', () => {
    const missed = library.articles.flatMap(article => {
      const own = article.forces.length > 0 ? article.forces : sussex;
      return [...article.en.ask, ...(article.cy?.ask ?? [])].filter(
        text => !search.find(wordsOf(text), own, { most: 3 }).ranked.some(one => one.article.id === article.id),
      );
    });
    const all = library.articles.flatMap(({ en, cy }) => [...en.ask, ...(cy?.ask ?? [])]).length;
    assert.ok(missed.length <= all * 0.01, `${missed.length} of ${all} phrases are not found: ${missed.join(' | ')}`);
  });

  it('works for a phrase it has never seen, four times in five, and three in four where another force has the answer', () => {
    const counts = { own: { asked: 0, first: 0, inThree: 0 }, other: { asked: 0, first: 0, inThree: 0 } };
    for (const nth of [0, 4]) {
      const blind = searchOf(withoutPhrase(nth));
      for (const article of library.articles) {
        const text = article.en.ask[nth];
        if (text === undefined) continue;
        const isOther = belonging(article, { forces: sussex }) === 'other';
        for (const own of isOther ? [article.forces, sussex] : [sussex]) {
          const count = isOther && own === sussex ? counts.other : counts.own;
          const { ranked } = blind.find(wordsOf(text), own, { most: 3 });
          count.asked++;
          if (ranked[0]?.article.id === article.id) count.first++;
          if (ranked.some(one => one.article.id === article.id)) count.inThree++;
        }
      }
    }
    const { own, other } = counts;
    assert.ok(own.first / own.asked >= 0.82 && own.inThree / own.asked >= 0.92, JSON.stringify(own));
    assert.ok(other.first / other.asked >= 0.74 && other.inThree / other.asked >= 0.86, JSON.stringify(other));
  });

  it('works for questions written by somebody who knew only the titles', () => {
    const missed = answerable.filter(([text, id, own]) => firstFor(text, [own]) !== id);
    assert.ok(missed.length / answerable.length <= 0.2, missed.map(([text]) => text).join(' | '));
  });

  it('works by a name of which no word says anything by itself', () => {
    assert.equal(answered('have your say', ['Lancashire Constabulary']), 'lancs-have-your-say');
    assert.equal(answered('Lancashire Have Your Say'), 'lancs-have-your-say');
    assert.equal(answered('what is One Derbyshire'), 'derby-one-derbyshire');
    assert.equal(answered('what is T.H.E.', ['Metropolitan Police Service']), 'mps-through-her-eyes');
  });

  it('forgives misspellings', () => {
    assert.equal(firstFor('race equalty netwrk'), 'sussex-ren');
    assert.equal(answered('menapause', ['Essex Police']), 'essex-menopause-andropause');
    assert.equal(answered('menapause', ['Lincolnshire Police']), 'lincs-menopause');
    assert.equal(answered('protected charactaristics'), 'term-protected-characteristics');
    assert.equal(answered('profesional action lerning sets'), 'surrey-sussex-pals');
  });

  it('knows abbreviations, and initials that nobody wrote down', () => {
    assert.equal(answered('REN'), 'sussex-ren');
    assert.equal(answered('what is PALS?'), 'surrey-sussex-pals');
    assert.equal(answered('TRiM', ['Essex Police']), 'essex-trim');
    assert.equal(answered('MESA', ['Essex Police']), 'essex-mesa');
    assert.equal(answered('CPA', ['Essex Police']), 'essex-christian-association');
    assert.equal(answered('WLDF', ['Essex Police']), 'essex-womens-leadership');
    assert.equal(answered('PSED'), 'term-psed');
  });

  it('knows other words for the same thing', () => {
    assert.equal(answered('im a squaddie, anything for me', ['Essex Police']), 'essex-armed-forces');
    assert.equal(answered('padre', ['Essex Police']), 'essex-chaplaincy');
    assert.equal(answered('adhd network', ['Lincolnshire Police']), 'lincs-neurodiversity');
    assert.equal(answered('gay staff network', ['Essex Police']), 'essex-lgbtq');
  });

  it('understands Welsh, its changed first letters included', () => {
    assert.equal(answered('beth yw gweithredu cadarnhaol'), 'term-positive-action');
    assert.equal(answered('pwy all ymuno â rhwydwaith cydraddoldeb rhywedd', ['Dyfed-Powys Police']), 'dyfed-gen');
    assert.equal(answered('rwydwaith cydraddoldeb hil'), 'sussex-ren');
    assert.equal(answered('nodweddion gwarchodedig'), 'term-protected-characteristics');
    assert.equal(answered('grŵp menopos', ['Lincolnshire Police']), 'lincs-menopause');
  });

  it("puts the asker's own force first, and a force that is named before it", () => {
    assert.equal(answered('menopause group', ['Essex Police']), 'essex-menopause-andropause');
    assert.equal(answered('menopause group', ['Lincolnshire Police']), 'lincs-menopause');
    assert.equal(answered('menopause group in Lincs', ['Essex Police']), 'lincs-menopause');
    assert.equal(answered('essex police race network'), 'essex-mesa');
    assert.equal(firstFor('disability network', ['Essex Police']), 'essex-disability-carers');
  });

  it('gives everybody what is true of every force', () => {
    for (const own of [sussex, ['Essex Police'], ['A force nobody wrote about']]) {
      assert.equal(answered('what is positive action', own), 'term-positive-action');
    }
  });
});

describe('What the articles do not hold', () => {
  for (const text of [
    "what's the weather",
    'canteen menu',
    'reset my password',
    'when is payday',
    'Polish officers association',
    "beth yw'r tywydd",
  ]) {
    it(`is said to be not held: ${text}`, () => {
      assert.equal(answered(text), 'nothing');
    });
  }

  it('is answered falsely for fewer than one question in twenty', () => {
    const falsely = unanswerable.filter(text => !['nothing', 'unsure'].includes(answered(text)));
    assert.ok(falsely.length / unanswerable.length < 0.05, falsely.join(' | '));
  });

  it('is not covered up with what another force has', () => {
    const answer = answerTo({ text: 'does Kent have a menopause network?', own: sussex }, search, library);
    assert.equal(answer.kind, 'nothing');
    assert.deepEqual(answer.kind === 'nothing' && answer.forces, ['Kent Police']);
    const near = answer.kind === 'nothing' ? answer.topics.map(topic => topic.id) : [];
    assert.ok(near.includes('essex-menopause-andropause') || near.includes('lincs-menopause'), near.join());
    assert.equal(answered('Cleveland Police race network'), 'nothing');
  });
});
