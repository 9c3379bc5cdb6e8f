import assert from 'node:assert/strict';
import { chooseLanguage } from '../../bot/language/language.ts';
import { counted, dateInWords, listInWords, momentInWords, numberInWords } from '../../bot/language/wording.ts';

describe('Which language somebody is spoken to in', () => {
  it('is the one they chose, before anything else', () => {
    assert.equal(chooseLanguage({ chosen: 'en', welsh: 'required', locale: 'cy-GB' }), 'en');
    assert.equal(chooseLanguage({ chosen: 'cy', welsh: 'offered', locale: 'en-GB' }), 'cy');
  });

  it('is Welsh in a force where Welsh comes first, until they choose', () => {
    assert.equal(chooseLanguage({ welsh: 'required', locale: 'en-GB' }), 'cy');
  });

  it('is that of their Teams client where Welsh is offered', () => {
    assert.equal(chooseLanguage({ welsh: 'offered', locale: 'cy-GB' }), 'cy');
    assert.equal(chooseLanguage({ welsh: 'offered', locale: 'en-US' }), 'en');
    assert.equal(chooseLanguage({ welsh: 'offered' }), 'en');
  });

  it('is English where the force has no Welsh, whatever was chosen elsewhere', () => {
    assert.equal(chooseLanguage({ chosen: 'cy', welsh: 'off', locale: 'cy-GB' }), 'en');
  });
});

describe('Wording', () => {
  it('says a moment by the wall clock of the reader, in summer and in winter', () => {
    assert.equal(momentInWords(new Date('2026-06-02T17:00:00Z'), 'en'), 'Tuesday 2 June, 18:00');
    assert.equal(momentInWords(new Date('2026-12-01T17:00:00Z'), 'en'), 'Tuesday 1 December, 17:00');
    assert.equal(momentInWords(new Date('2026-06-02T17:00:00Z'), 'cy'), 'Dydd Mawrth 2 Mehefin, 18:00');
  });

  it('says midnight as 00:00', () => {
    assert.equal(momentInWords(new Date('2026-12-01T00:00:00Z'), 'en'), 'Tuesday 1 December, 00:00');
  });

  it('says a date in both languages', () => {
    assert.equal(dateInWords(new Date('2020-11-30T12:00:00Z'), 'en'), '30 November 2020');
    assert.equal(dateInWords(new Date('2020-11-30T12:00:00Z'), 'cy'), '30 Tachwedd 2020');
  });

  it('gives a number the form its language asks for', () => {
    const forms = { zero: '# cŵn', one: '# ci', two: '# gi', few: '# chi', many: '# chi', other: '# ci' };
    assert.deepEqual(
      [0, 1, 2, 3, 6, 7].map(count => counted(count, 'cy', forms)),
      ['0 cŵn', '1 ci', '2 gi', '3 chi', '6 chi', '7 ci'],
    );
    assert.equal(counted(1, 'en', { one: '# network', other: '# networks' }), '1 network');
    assert.equal(counted(1200, 'en', { one: '# network', other: '# networks' }), '1,200 networks');
  });

  it('joins a list as each language does', () => {
    assert.equal(listInWords(['officers', 'staff', 'volunteers'], 'en'), 'officers, staff and volunteers');
    assert.equal(listInWords(['swyddogion', 'staff'], 'cy'), 'swyddogion a staff');
    assert.equal(listInWords(['swyddogion', 'aelodau'], 'cy'), 'swyddogion ac aelodau');
    assert.equal(listInWords(['staff'], 'cy'), 'staff');
    assert.equal(listInWords([], 'cy'), '');
  });

  it('writes thousands with a comma', () => {
    assert.equal(numberInWords(20_000, 'cy'), '20,000');
  });
});
