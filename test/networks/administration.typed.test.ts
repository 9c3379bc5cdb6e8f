import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { networkArticles } from '../../bot/answers/library/article.ts';
import { readLibrary } from '../../bot/answers/library/article.reader.ts';
import { lineOf } from '../../bot/cards/typed.ts';
import { sampleNetworks } from '../../bot/local/sample/sample-networks.ts';
import {
  asTyped,
  isPlainName,
  longest,
  mostLines,
  readSection,
  teamsAddress,
  type Why,
} from '../../bot/networks/administration/editing/typed.ts';
import { readProposal, readReason } from '../../bot/networks/administration/proposals/proposed.ts';
import { closedDaysBeforeDeletion, deletableFrom, isDeletable, moved } from '../../bot/networks/administration/editing/moves.ts';
import { detailNames, detailsOf, sectionNames, sections, type DetailName, type Section } from '../../bot/networks/directory/details.ts';
import { gardening } from '../../bot/networks/directory/directory.samples.ts';
import { forceNamed, knownForces } from '../../bot/people/forces.ts';

const good = { enName: 'Men’s Sheds (MS)', enShort: 'Men’s Sheds', enPurpose: 'Making things.', enWhoFor: 'Anyone' };
const whyOf = (section: Section, typed: Partial<Record<DetailName, string>>): Why[] => {
  const read = readSection(section, typed);
  return 'problems' in read ? read.problems.map(one => one.why) : [];
};
const detailsIn = (section: Section, typed: Partial<Record<DetailName, string>>) => {
  const read = readSection(section, typed);
  assert.ok('details' in read, JSON.stringify(read));
  return read.details;
};

describe('What an administrator types', () => {
  it('is kept where it is fit, in single spaces, without marks nobody sees', () => {
    assert.deepEqual(detailsIn('english', good), good);
    assert.equal(detailsIn('english', { ...good, enPurpose: '  Making\n\n things.\u202e \u200b' }).enPurpose, 'Making things.');
  });

  it('is refused where something needed is missing, box by box', () => {
    assert.deepEqual(whyOf('english', {}), ['missing', 'missing', 'missing', 'missing']);
    assert.deepEqual(whyOf('english', { ...good, enShort: ' \t ' }), ['missing']);
    assert.deepEqual(whyOf('welsh', { cyName: 'Enw' }), ['halfWelsh', 'halfWelsh', 'halfWelsh']);
  });

  it('may leave the Welsh out altogether', () => {
    assert.deepEqual(detailsIn('welsh', {}), { cyName: '', cyShort: '', cyPurpose: '', cyWhoFor: '' });
  });

  for (const name of detailNames.filter(
    one => !['champions', 'topics', 'openRoles', 'reviewOn', 'joining', 'entry', 'sensitive', 'status'].includes(one),
  )) {
    it(`has a limit: ${name}`, () => {
      const section = sectionNames.find(one => (sections[one] as readonly string[]).includes(name)) ?? 'english';
      const around = section === 'english' ? good : section === 'welsh' ? { cyName: 'E', cyShort: 'E', cyPurpose: 'P', cyWhoFor: 'P' } : {};
      const text = (length: number) => (name === 'teamsLink' ? 'https://teams.microsoft.com/'.padEnd(length, 'x') : 'x'.repeat(length));
      assert.deepEqual(whyOf(section, { ...around, [name]: text(longest[name]) }), []);
      assert.deepEqual(whyOf(section, { ...around, [name]: text(longest[name] + 1) }), ['long']);
    });
  }

  it('gives champions one line each: a name, a comma, an area', () => {
    const typed = ' Sam Hollis ,  East division\r\n\nAlex O’Neil, Crawley, custody ';
    const { champions = '' } = detailsIn('places', { champions: typed });
    assert.equal(champions, 'Sam Hollis\tEast division\nAlex O’Neil\tCrawley, custody');
    assert.equal(detailsIn('places', { champions: asTyped('champions', champions) }).champions, champions);
    for (const wrong of ['Sam Hollis', 'Sam Hollis,', ', East division'])
      assert.deepEqual(whyOf('places', { champions: wrong }), ['noArea'], wrong);
    const many = (count: number) => Array.from({ length: count }, (_, at) => `Sam ${at}, East`).join('\n');
    assert.deepEqual(whyOf('places', { champions: many(mostLines.champions) }), []);
    assert.deepEqual(whyOf('places', { champions: many(mostLines.champions + 1) }), ['manyLines']);
    assert.deepEqual(whyOf('places', { champions: `Sam, ${'x'.repeat(longest.champions)}` }), ['long']);
  });

  it('shows topics in the one line that their box has, and reads them back as they were', () => {
    const topics = 'allotments\nwellbeing';
    const shownAs = asTyped('topics', topics);
    // A box of one line drops a line break, and two topics would come back as one.
    assert.ok(!shownAs.includes('\n'), shownAs);
    assert.equal(detailsIn('topics', { topics: shownAs, openRoles: '' }).topics, topics);
  });

  it('gives topics with commas, each once', () => {
    assert.equal(detailsIn('topics', { topics: 'sheds, wood,, sheds\n tools' }).topics, 'sheds\nwood\ntools');
    assert.deepEqual(whyOf('topics', { topics: Array.from({ length: mostLines.topics + 1 }, (_, at) => at).join() }), ['manyLines']);
  });

  it('chooses a day that exists, or none', () => {
    assert.deepEqual(whyOf('charter', { reviewOn: '2027-02-28' }), []);
    assert.deepEqual(whyOf('charter', { reviewOn: '' }), []);
    for (const wrong of ['2027-02-30', '28/02/2027', 'soon', '2027-2-1', '20270228'])
      assert.deepEqual(whyOf('charter', { reviewOn: wrong }), ['notADate'], wrong);
  });

  it('chooses among what is offered, and nothing else', () => {
    const rules = { joining: 'stated', entry: 'open', sensitive: 'yes' };
    assert.deepEqual(whyOf('joining', rules), []);
    for (const name of ['joining', 'entry', 'sensitive']) {
      for (const wrong of ['', 'closed', 'YES']) assert.deepEqual(whyOf('joining', { ...rules, [name]: wrong }), ['notAChoice']);
    }
  });

  it('reads only the boxes of its own section', () => {
    assert.deepEqual(Object.keys(detailsIn('money', { budget: 'x', enName: '[x](y)', status: 'closed' })), ['budget', 'dutyTime']);
  });
});

describe('A team’s address', () => {
  for (const address of [
    'https://teams.microsoft.com/l/team/19%3aabc%40thread.tacv2/conversations?groupId=1&tenantId=2',
    'https://teams.cloud.microsoft/l/team/x',
    'https://TEAMS.microsoft.com/l/team/x',
  ]) {
    it(`may be ${address.slice(0, 40)}`, () => assert.ok(teamsAddress(address)));
  }
  for (const address of [
    'http://teams.microsoft.com/l/team/x',
    'https://teams.microsoft.com.evil.example/l/team/x',
    'https://evil.example/https://teams.microsoft.com/',
    'https://teams.microsoft.com@evil.example/',
    'https://user:word@teams.microsoft.com/l/team/x',
    'https://teams.microsoft.com:8443/l/team/x',
    'https://cloud.microsoft/l/team/x',
    'https://evilcloud.microsoft/l/team/x',
    'https://xteams.microsoft.com/l/team/x',
    'javascript:alert(1)//teams.microsoft.com',
    'teams.microsoft.com/l/team/x',
    '//teams.microsoft.com/l/team/x',
    'msteams://teams.microsoft.com/l/team/x',
    'x',
  ]) {
    it(`is not ${address}`, () => {
      assert.equal(teamsAddress(address), undefined);
      assert.deepEqual(whyOf('team', { teamsLink: address }), ['notTeams']);
    });
  }
  it('may be none', () => assert.deepEqual(detailsIn('team', { teamsLink: '  ' }), { teamsLink: '' }));
});

describe('A name that may stand in a heading', () => {
  for (const name of [
    'Race Equality Network (REN)',
    'LGBTQ+ network',
    "Men's Forum",
    'Men’s Forum',
    'Women & Allies',
    '10,000 Volts',
    'Rhwydwaith Cefnogi’r Gŵyr',
    'St. John’s group',
    'Who cares?',
    'Police/Staff: together!',
  ]) {
    it(`may be ${name}`, () => assert.ok(isPlainName(name)));
  }
  for (const name of [
    '[click](https://evil.example)',
    '**bold**',
    '_x_',
    '`x`',
    '~~x~~',
    '<at>everyone</at>',
    '# x',
    '- x',
    '1. x',
    '2) x',
    '> x',
    'https://evil.example',
    'evil.example',
    'www.evil',
    '!x',
    'x | y',
    'a*b',
    '(x',
    'x\\y',
    'x=y',
    '@x',
    '',
  ]) {
    it(`is not ${name || 'nothing'}`, () => assert.ok(!isPlainName(name)));
  }

  it('holds no sign that Markdown or a link would need, whatever was typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => !isPlainName(text) || !/[[\]*_`~<>#|\\@=]|:\/\/|\p{Cc}/u.test(text)));
  });
});

describe('A line', () => {
  it('is well formed, in one line, and the same when tidied again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const line = lineOf(text);
        assert.ok(line.isWellFormed() && !/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u.test(line));
        assert.equal(lineOf(line), line);
      }),
    );
  });
});

describe('Every network that a document or the sample data describes', () => {
  const library = readLibrary(join(import.meta.dirname, '..', '..', 'bot', 'answers'));
  const articles = knownForces.flatMap(name => networkArticles(library, forceNamed(name)));

  it('can be saved in its own words', () => {
    assert.ok(articles.length > 20);
    for (const { id, en, cy } of articles) {
      const enWords = { enName: en.title, enShort: en.short, enPurpose: en.lead, enWhoFor: en.audience };
      assert.deepEqual(whyOf('english', enWords), [], id);
      if (cy) assert.deepEqual(whyOf('welsh', { cyName: cy.title, cyShort: cy.short, cyPurpose: cy.lead, cyWhoFor: cy.audience }), [], id);
    }
    for (const network of [...sampleNetworks, gardening]) {
      const details = detailsOf(network);
      for (const section of sectionNames) {
        const typed = Object.fromEntries(sections[section].map(name => [name, asTyped(name, details[name])]));
        assert.deepEqual(whyOf(section, typed), [], `${network.id} ${section}`);
        assert.deepEqual(detailsIn(section, typed), Object.fromEntries(sections[section].map(name => [name, details[name]])));
      }
    }
  });
});

describe('A proposal as typed', () => {
  it('needs a name fit for a button, a purpose and whom it is for', () => {
    const said = { name: 'Men’s Sheds', purpose: 'Making things.', whoFor: 'Anyone' };
    assert.deepEqual(readProposal(said), { said, problems: [] });
    assert.deepEqual(
      readProposal({}).problems.map(one => one.why),
      ['missing', 'missing', 'missing'],
    );
    assert.deepEqual(readProposal({ ...said, name: '[x](y)' }).problems, [{ box: 'name', why: 'notPlain', limit: 50 }]);
    assert.deepEqual(
      readProposal({ ...said, name: 'x'.repeat(51), whoFor: 'x'.repeat(301) }).problems.map(one => [one.box, one.limit]),
      [
        ['name', 50],
        ['whoFor', 300],
      ],
    );
  });

  it('is declined with a reason, and a short one', () => {
    assert.deepEqual(readReason('  We have one. '), { reason: 'We have one.' });
    assert.deepEqual(readReason(' \n '), { why: 'reasonNeeded' });
    assert.deepEqual(readReason('x'.repeat(301)), { why: 'reasonLong' });
  });
});

describe('Pausing, reopening and closing', () => {
  it('lead where they should, and a closed network is opened before it is paused', () => {
    assert.deepEqual(
      (['open', 'paused', 'closed'] as const).map(status => (['pause', 'reopen', 'close'] as const).map(move => moved(status, move))),
      [
        ['paused', 'already', 'closed'],
        ['already', 'open', 'closed'],
        ['cannot', 'open', 'already'],
      ],
    );
  });

  it('allow deletion only of a network that has been closed for 28 days', () => {
    const closedAt = new Date('2026-06-02T17:00:00Z');
    const from = new Date(closedAt.getTime() + closedDaysBeforeDeletion * 86_400_000);
    assert.deepEqual(deletableFrom('closed', { closedAt }), from);
    assert.equal(isDeletable('closed', { closedAt }, from), true);
    assert.equal(isDeletable('closed', { closedAt }, new Date(from.getTime() - 1)), false);
    for (const status of ['open', 'paused'] as const) assert.equal(isDeletable(status, { closedAt }, from), false);
    assert.equal(isDeletable('closed', {}, from), false);
  });
});
