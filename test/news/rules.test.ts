import assert from 'node:assert/strict';
import fc from 'fast-check';
import { adviceOn, personalIn } from '../../bot/news/checks.ts';
import { newsCard } from '../../bot/news/news.card.ts';
import { respite } from '../../bot/news/news.samples.ts';
import { needsApproval, nothingSaid, type Words } from '../../bot/news/news.ts';
import { httpsAddress, longest, readWhen, readWords, typedFrom } from '../../bot/news/typed.ts';
import { textOf } from '../support/chatting.ts';

const june = new Date('2026-06-02T17:00:00Z');
const both = ['en', 'cy'] as const;
const said = { enTitle: 'A talk', enText: 'On Friday.' };

describe('What is typed as news', () => {
  const problems = (typed: Parameters<typeof readWords>[0], written: readonly ('en' | 'cy')[] = both) =>
    readWords(typed, written).problems.map(({ why }) => why);

  it('is enough in one language where Welsh is offered, and needed in both where it is required', () => {
    assert.deepEqual(problems(said), []);
    assert.deepEqual(problems({ cyTitle: 'Sgwrs', cyText: 'Ddydd Gwener.' }), []);
    assert.deepEqual(problems(said, ['cy', 'en']), ['noWelsh']);
    assert.deepEqual(problems({ cyTitle: 'Sgwrs', cyText: 'Ddydd Gwener.' }, ['cy', 'en']), ['noEnglish']);
    assert.deepEqual(problems({ ...said, cyTitle: 'Sgwrs', cyText: 'Ddydd Gwener.' }, ['en']), []);
    assert.equal(readWords({ ...said, cyTitle: 'Sgwrs' }, ['en']).words.cy.title, '', 'no Welsh is kept where none is spoken');
    assert.deepEqual(problems({}), ['nothing']);
  });

  it('is as long as it may be, and no longer', () => {
    assert.deepEqual(problems({ enTitle: 'x'.repeat(longest.title), enText: 'y'.repeat(longest.text) }), []);
    assert.deepEqual(problems({ enTitle: 'x'.repeat(longest.title + 1), enText: 'y'.repeat(longest.text + 1) }), ['long', 'long']);
    assert.deepEqual(problems({ enTitle: 'x', enText: 'y\n'.repeat(longest.lines) + 'y' }), ['lines']);
  });

  it('keeps its paragraphs, and nothing unseen', () => {
    const { words } = readWords({ enTitle: ' A\u202e talk\n today ', enText: 'One \r\n\n\n\n two\u0000\u200b ' }, both);
    assert.deepEqual(words.en, { title: 'A talk today', text: 'One\n\ntwo' });
  });

  it('has a link that is https, names a website and is shown as it is opened', () => {
    assert.equal(httpsAddress('https://Example.org'), 'https://example.org/');
    for (const wrong of [
      'http://example.org/',
      'javascript:alert(1)',
      'https://user:secret@example.org/',
      'https://localhost/',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://',
      'example.org',
      `https://example.org/${'x'.repeat(longest.link)}`,
    ])
      assert.equal(httpsAddress(wrong), undefined, wrong);
  });

  it('goes out now or at a time to come, as people’s clocks show it', () => {
    const later = (date: string, time: string) => readWhen({ when: 'later', date, time }, june);
    assert.deepEqual(readWhen({ when: 'now', date: 'x', time: '' }, june), {});
    assert.deepEqual(later('2026-06-05', '09:30'), { at: new Date('2026-06-05T08:30:00Z') });
    assert.deepEqual(later('2026-11-05', '09:30'), { at: new Date('2026-11-05T09:30:00Z') });
    assert.deepEqual(later('2026-06-02', '18:00'), { why: 'past' });
    for (const [date, time] of [
      ['', ''],
      ['2026-13-01', '09:00'],
      ['2026-06-31', '09:00'],
      ['tomorrow', '09:00'],
      ['2026-06-05', '9'],
    ] as const)
      assert.deepEqual(later(date, time), { why: 'noTime' });
    assert.deepEqual(typedFrom(new Date('2026-06-05T08:30:00Z')), { when: 'later', date: '2026-06-05', time: '09:30' });
  });
});

describe('What somebody may not have meant to write', () => {
  const found = (text: string) => personalIn(text).map(one => `${one.kind}: ${one.found}`);

  it('is an e-mail address, a telephone number or a collar number', () => {
    assert.deepEqual(found('Write to casey.jones@sussex.police.uk today'), ['email: casey.jones@sussex.police.uk']);
    for (const number of ['01273 555 0199', '07700 900123', '+44 7700 900 123', '(01273) 555-0199'])
      assert.deepEqual(
        personalIn(`Ring ${number} now`).map(({ kind }) => kind),
        ['phone'],
        number,
      );
    for (const number of ['PC 4821', 'pcso 12345', 'DS AB123', 'collar number 512', 'warrant no 77123', 'rhif coler 512'])
      assert.deepEqual(found(`Ask ${number} about it`), [`collar: ${number}`]);
  });

  it('is not a date, a time, a room, a sum or a number everybody rings', () => {
    for (const text of [
      '13 and 14 June 2026, 18:00 to 19:30',
      'room 4, floor 2',
      '£1,200 a year',
      'ring 999 or 101',
      'PS: bring a cup',
      'on 02/06/2026',
    ])
      assert.deepEqual(found(text), [], text);
  });

  it('is also a missing language, where two are written', () => {
    const english: Words = { ...nothingSaid, en: { title: 'A talk', text: 'On Friday.' } };
    assert.deepEqual(adviceOn(english, true), [{ kind: 'noWelsh' }]);
    assert.deepEqual(adviceOn(english, false), []);
    assert.deepEqual(adviceOn({ ...respite, link: '' }, true), []);
  });
});

describe('A piece of news as people get it', () => {
  const drawn = { language: 'en' as const, id: 'one', version: 1, words: respite, whose: 'Carers’ Circle', isNamed: false };
  const network = { kind: 'network', id: 'sample-carers' };

  it('names its network only where it may, on the card and on a lock screen', () => {
    const unnamed = newsCard({ ...drawn, via: network });
    assert.ok(!JSON.stringify(unnamed).replaceAll('sample-carers', '').includes('Carers’'));
    assert.equal(unnamed.summary, 'News from one of your networks');
    assert.equal(newsCard({ ...drawn, isNamed: true, via: network }).summary, 'Carers’ Circle: A weekend of respite in June');
  });

  it('gives each reader their language, the other where there is none, and a channel both', () => {
    const english: Words = { ...respite, cy: { title: '', text: '' } };
    const text = (more: object) => textOf(newsCard({ ...drawn, via: network, ...more }).card);
    assert.ok(text({ language: 'cy' }).includes(respite.cy.title));
    assert.ok(!text({ language: 'cy' }).includes(respite.en.title));
    assert.ok(text({ language: 'cy', words: english }).includes(respite.en.title));
    const inChannel = text({ via: { kind: 'place', id: '19:x' } });
    assert.ok(inChannel.includes(respite.en.title) && inChannel.includes(respite.cy.title));
  });

  it('makes no link and no markup of anything typed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (title, text) => {
        const words: Words = { ...nothingSaid, en: { title: `[t](https://evil.example) ${title}`, text: `**b** ${text}` } };
        const { card } = newsCard({ ...drawn, words, isNamed: true, via: network });
        const ours = JSON.stringify(card.body.filter(element => element.type !== 'RichTextBlock'));
        assert.ok(!ours.includes('evil.example') && !ours.includes('**b**'));
      }),
    );
  });

  it('fits into a message however it is written', () => {
    const longestWords: Words = {
      en: { title: '漢'.repeat(longest.title), text: `${'漢'.repeat(20)}\n`.repeat(longest.lines - 1) },
      cy: { title: '漢'.repeat(longest.title), text: '漢'.repeat(longest.text) },
      link: `https://example.org/${'x'.repeat(400)}`,
    };
    const { card } = newsCard({ ...drawn, words: longestWords, via: { kind: 'place', id: '19:x' } });
    assert.ok(Buffer.byteLength(JSON.stringify(card)) < 24 * 1024);
  });
});

describe('A second person', () => {
  const toNetwork = { version: 0, whom: { kind: 'network' as const } };
  it('is needed for everyone who has the app, and above the number that is set', () => {
    assert.equal(needsApproval({ version: 0, whom: { kind: 'everyone' } }, 10, 0), true);
    assert.equal(needsApproval(toNetwork, 5_000, 0), false);
    assert.equal(needsApproval(toNetwork, 205, 200), true);
    assert.equal(needsApproval(toNetwork, 200, 200), false);
    assert.equal(needsApproval({ version: 1, whom: { kind: 'everyone' } }, 300, 200), false);
  });
});
