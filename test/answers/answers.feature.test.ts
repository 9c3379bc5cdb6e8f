import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answersFeature } from '../../bot/answers/answers.feature.ts';
import type { Press as Button, Shown } from '../../bot/cards/card.ts';
import { buttonsOf, press } from '../../bot/cards/pieces.ts';
import type { Subject } from '../../bot/feature.ts';
import { Refusal } from '../../bot/refusal.ts';
import type { Reply } from '../../bot/teams/reply.ts';
import type { Press, Turn } from '../../bot/teams/turn.ts';
import { aTurn, library, now, textOf } from './held.ts';

const join = async (_turn: Turn, { kind, id }: Subject): Promise<Button[]> =>
  kind === 'network' ? [press('Join: the network', 'networks/join', { about: id })] : [];
const minutesLater = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

describe('Asking the bot', () => {
  let feature: ReturnType<typeof answersFeature>;
  beforeEach(() => {
    feature = answersFeature({ library, nextSteps: join });
  });

  const ask = async (text: string, changes: Parameters<typeof aTurn>[0] = {}): Promise<Shown> => {
    const reply = await feature.answer?.(aTurn(changes), text);
    assert.ok(reply?.kind === 'show', 'always answers with a card');
    return reply.shown;
  };
  const seen = async (text: string, changes: Parameters<typeof aTurn>[0] = {}): Promise<string> =>
    textOf((await ask(text, changes)).card).visible;
  const titles = ({ card }: Shown): string[] => [...buttonsOf(card)].map(button => button.title);

  it('gives the answer, whose it is, where it comes from, and a way to join', async () => {
    const shown = await ask('what is the race equality network');
    const { visible, hidden } = textOf(shown.card);
    assert.match(visible, /^Network · Sussex Police\nRace Equality Network \(REN\)\n/);
    assert.match(visible, /is the Sussex Police network for race equality at work/);
    assert.match(visible, /Source: Race Equality Network \(web page\), Sussex Police, undated$/);
    assert.match(hidden, /I don't hold a contact for this yet\./);
    assert.match(hidden, /REN offers mentoring/);
    assert.deepEqual(titles(shown), ['Join: the network', 'Show more']);
    assert.match(shown.summary, /^Race Equality Network \(REN\)\. /);
  });

  describe('going on from there', () => {
    it('keeps the subject: who can join it is asked of the network just shown', async () => {
      await ask('what is the race equality network');
      const said = await seen('who can join it?', { now: minutesLater(3) });
      assert.match(said, /Race Equality Network \(REN\)/);
      assert.match(said, /You do not need to be from a minority background/);
    });

    it('forgets the subject after ten minutes, and then asks which network is meant', async () => {
      await ask('what is the race equality network');
      assert.match(await seen('who can join?', { now: minutesLater(11) }), /Which network do you mean\?/);
    });

    it("keeps every person's subject apart, and every chat's", async () => {
      await ask('what is the race equality network');
      const elsewhere = aTurn().address;
      assert.match(await seen('who can join?', { person: { tenant: 'a-tenant', id: 'another' } }), /Which network do you mean\?/);
      assert.match(await seen('who can join?', { person: { tenant: 'b-tenant', id: 'a-person' } }), /Which network do you mean\?/);
      assert.match(await seen('who can join?', { address: { ...elsewhere, conversation: 'a-team' } }), /Which network do you mean\?/);
      assert.match(await seen('who can join?'), /Race Equality Network/);
    });

    it('never guesses a subject that nobody named', async () => {
      for (const text of ['who can join?', 'how do I join it', 'how often do they meet', 'who do I contact', 'pwy all ymuno?']) {
        const shown = await ask(text, { person: { tenant: 'a-tenant', id: text } });
        assert.match(textOf(shown.card).visible, /Which network do you mean\?/, text);
        assert.deepEqual(titles(shown), ['Show: Race Equality Network'], text);
      }
    });

    it('says so when the network just shown gives no figure or no meeting date', async () => {
      await ask('what is the race equality network');
      assert.match(await seen('how many members does it have?'), /I hold no figure for that\./);
      assert.match(await seen('when do they meet?'), /I hold no date or time for that\./);
    });

    it('changes the subject when another one is named', async () => {
      await ask('what is the race equality network');
      assert.match(await seen('what is positive action?'), /^What it means\nPositive action/);
    });

    it('shows the topic behind a button, with what had been asked, and keeps it as the subject', async () => {
      const [button] = [...buttonsOf((await ask('who can join?')).card)];
      assert.ok(button?.type === 'Action.Execute');
      const shown = await pressed(button.data.sn.about, button.data.sn.carried ?? {});
      assert.match(textOf(shown.card).visible, /You do not need to be from a minority background/);
      assert.match(await seen('how do I join it?'), /Race Equality Network/);
    });
  });

  describe("about another force's practice", () => {
    it('says whose it is and whose it is not, before anything else', async () => {
      const said = await seen("what is the men's forum");
      assert.match(said, /^Network · Essex Police\nMen's Forum\nThis is Essex Police's network, not Sussex Police's\.\n/);
      assert.match(await seen("what is the men's forum", { forceName: 'Essex Police' }), /^Network · Essex Police\nMen's Forum\nThe Men's/);
    });

    it('names a further force that has such a network too', async () => {
      const shown = await ask('is there a menopause group');
      const others = titles(shown).filter(title => title.startsWith('Show: '));
      assert.equal(others.length, 1);
      assert.match(others[0] ?? '', /\((Essex|Lincolnshire) Police\)$/);
    });
  });

  describe('about who may join', () => {
    it('says neither yes nor no where the source does not state it', async () => {
      const said = await seen('can I join SMILE?', { forceName: 'Lincolnshire Police' });
      assert.match(said, /The source does not say who can join\. I can't tell you that you can, or that you cannot\./);
      for (const article of library.articles.filter(one => one.network && one.joining === 'notStated')) {
        const shown = await pressed(article.id, { aspect: 'joining' });
        assert.match(textOf(shown.card).visible, /The source does not say who can join/, article.id);
      }
    });

    it('leads with the joining rule wherever one is stated', async () => {
      for (const article of library.articles.filter(one => one.network && one.joining === 'stated')) {
        const [section] = article.en.sections.filter(one => one.heading === 'Who can join');
        const { visible } = textOf((await pressed(article.id, { aspect: 'joining' })).card);
        assert.ok(visible.includes(section?.facts[0] ?? article.en.audience), article.id);
      }
    });
  });

  describe('that it cannot answer', () => {
    it('says so, says that it may still exist, and what to try', async () => {
      const said = await seen('canteen menu');
      assert.match(said, /I don't hold that\nIt may still exist/);
      assert.match(said, /networks.*help/);
    });

    it('says for which force it holds nothing, and shows what is nearest as such', async () => {
      const shown = await ask('does Kent have a menopause network?');
      assert.match(textOf(shown.card).visible, /I don't hold that for Kent Police/);
      assert.ok(titles(shown).length > 0 && titles(shown).length <= 3);
    });

    it('is useful about nothing at all, and not by repeating the help', async () => {
      for (const text of ['', '   ', '???', 'hello', 'the', '👍'])
        assert.match(await seen(text), /Ask me in your own words/, JSON.stringify(text));
    });

    it('reads only the beginning of a message of 10,000 characters, and says so', async () => {
      assert.match(await seen('lorem ipsum '.repeat(834)), /I read only its beginning/);
    });
  });

  describe('in Welsh', () => {
    it('answers in Welsh where there is Welsh, and says that nobody fluent has checked it', async () => {
      const shown = await ask('beth yw gweithredu cadarnhaol', { language: 'cy' });
      const { visible } = textOf(shown.card);
      assert.equal(shown.card.lang, 'cy');
      assert.ok(visible.includes(library.byId.get('term-positive-action')?.cy?.lead ?? '?'));
      assert.match(visible, /Nid yw siaradwr rhugl wedi gwirio'r Gymraeg hon eto\./);
    });

    it('says in Welsh that it holds something in English only, and gives it', async () => {
      const said = await seen('rhwydwaith cydraddoldeb hil', { language: 'cy' });
      assert.match(said, /Dim ond yn Saesneg y mae hwn gen i/);
      assert.match(said, /is the Sussex Police network for race equality at work/);
      assert.match(said, /Ffynhonnell: .*heb ddyddiad$/);
    });

    it('does not mark Welsh as unchecked for somebody who reads English', async () => {
      assert.doesNotMatch(await seen('what is positive action'), /gwirio|checked/);
    });
  });

  describe('in a channel', () => {
    it('is answered in short, the same for everybody, with no button about a person', async () => {
      const shown = await ask('what is the race equality network', { scope: 'channel' });
      assert.deepEqual(titles(shown), []);
      const { visible, hidden } = textOf(shown.card);
      assert.equal(hidden, '');
      assert.match(visible, /Ask me in a private chat for the rest\./);
      assert.match(visible, /Source: /);
    });
  });

  describe('from the compose box', () => {
    const search = async (query: string) => (await feature.search?.(aTurn(), query)) ?? [];

    it('finds articles as somebody types, the best first', async () => {
      const hits = await search('race equal');
      assert.equal(hits[0]?.id, 'sussex-ren');
      assert.deepEqual(
        [...hits].sort((one, other) => other.score - one.score),
        hits,
      );
      assert.equal(hits[0]?.title, 'Race Equality Network (REN)');
      assert.match(hits[0]?.subtitle ?? '', /^Network · Sussex Police · undated$/);
      assert.equal(
        (await search('neurodiv'))[0]?.id.endsWith('neurodiversity') || (await search('neurodiv'))[0]?.id.includes('neurodiversity'),
        true,
      );
    });

    it('leaves the empty search to the list of networks, and finds nothing for nonsense', async () => {
      assert.deepEqual(await search(''), []);
      assert.deepEqual(await search('zzzz qqqq'), []);
    });

    it('inserts a card that is dated, public, and leads to the latest', async () => {
      const [hit] = await search('race equality network');
      assert.ok(hit);
      const { visible, hidden } = textOf(hit.shown.card);
      assert.equal(hidden, '');
      assert.match(visible, /This is what I held on 21 November 2026\. It may have changed since\./);
      const [button, ...others] = [...buttonsOf(hit.shown.card)];
      assert.deepEqual(others, []);
      assert.ok(button?.type === 'Action.Execute' && button.verb === 'answers/topic' && button.data.sn.about === 'sussex-ren');
    });

    it('unfurls a link to an article, and shows nothing for one it does not know', async () => {
      const known = await feature.links?.article?.(aTurn(), 'sussex-ren');
      assert.match(textOf(known!.card).visible, /Race Equality Network/);
      assert.equal(await feature.links?.article?.(aTurn(), 'no-such-thing'), undefined);
    });
  });

  it('refuses a button for an article that is gone', async () => {
    await assert.rejects(
      pressed('gone-since', {}),
      (error: unknown) => error instanceof Refusal && error.in('cy') === 'Nid yw hynny gen i bellach.',
    );
  });

  it('writes no number that the article lacks, whatever is asked of it', async () => {
    const aspects = ['general', 'joining', 'figures', 'times', 'contact', 'source'];
    for (const article of library.articles) {
      const held = new Set(
        numbersIn(JSON.stringify([article, article.source.map(({ document }) => library.sources.get(document))], null, 1)),
      );
      for (const language of ['en', 'cy'] as const) {
        for (const aspect of aspects) {
          const { card } = await pressed(article.id, { aspect }, { language });
          const { visible, hidden } = textOf(card);
          const invented = numbersIn(`${visible}\n${hidden}`).filter(number => !held.has(number));
          assert.deepEqual(invented, [], `${article.id} ${language} ${aspect}`);
        }
      }
    }
  });

  it('shows all of an article, whatever is put first, within 24 KB', async () => {
    for (const article of library.articles) {
      for (const aspect of ['general', 'joining', 'figures', 'times', 'contact', 'source']) {
        const shown = await pressed(article.id, { aspect });
        const { visible, hidden } = textOf(shown.card);
        for (const fact of [article.en.audience, article.en.next, ...article.en.sections.flatMap(section => section.facts)]) {
          assert.ok(visible.includes(fact) || hidden.includes(fact) || article.kind === 'term', `${article.id} ${aspect}: ${fact}`);
        }
        assert.ok(Buffer.byteLength(JSON.stringify(shown)) < 24 * 1024, article.id);
        assert.ok([...buttonsOf(shown.card)].length <= 6, article.id);
      }
    }
  });

  it('answers anything at all without breaking, and invents no number', async () => {
    const vocabulary = [...library.articles.flatMap(({ en, cy }) => [en.title, en.short, ...en.ask, ...(cy ? [cy.title, ...cy.ask] : [])])];
    const piece = fc.oneof(
      fc.constantFrom(...vocabulary),
      fc.constantFrom(
        'it',
        'they',
        'who can join',
        'how many',
        'pwy',
        'Essex',
        'the Met',
        '~3',
        '__proto__',
        'constructor',
        'toString',
        '<at>x</at>',
      ),
      fc.string({ maxLength: 30, unit: 'grapheme' }),
      fc.string({ maxLength: 30, unit: 'binary' }),
    );
    const everyNumber = new Set(numbersIn(JSON.stringify([library.articles, [...library.sources]], null, 1)));
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 6 }),
        fc.constantFrom('en', 'cy'),
        fc.constantFrom('personal', 'channel'),
        async (pieces, language, scope) => {
          const shown = await ask(pieces.join(' '), { language, scope });
          assert.ok(Buffer.byteLength(JSON.stringify(shown)) < 24 * 1024);
          const { visible, hidden } = textOf(shown.card);
          assert.deepEqual(
            numbersIn(`${visible}\n${hidden}`).filter(number => !everyNumber.has(number)),
            [],
          );
          assert.ok((await feature.search?.(aTurn({ language }), pieces.join(' '))) !== undefined);
        },
      ),
      { numRuns: 300 },
    );
  });

  async function pressed(about: string, carried: Record<string, string>, changes: Parameters<typeof aTurn>[0] = {}): Promise<Shown> {
    const topic = feature.verbs?.find(one => one.verb === 'answers/topic');
    assert.ok(topic);
    // A verb keeps the type of its inputs to itself; this one has none.
    const given: Press = { verb: topic.verb, about, version: '', carried, inputs: {} };
    const reply: Reply = await topic.run(aTurn(changes), given as Press<never>);
    assert.ok(reply.kind === 'replace');
    return reply.shown;
  }
});

const numbersIn = (text: string): string[] => text.match(/\d+(?:[.,]\d+)*/g) ?? [];
