import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  detailNames,
  detailsOf,
  networkFrom,
  noDetails,
  sectionNames,
  sections,
  stampOf,
  withEdits,
  type DetailName,
} from '../../bot/networks/directory/details.ts';
import { heldDetails, networkOf, type NetworkRow } from '../../bot/networks/directory/edits.ts';
import { gardening, published } from '../../bot/networks/directory/directory.samples.ts';
import { wordsFor } from '../../bot/networks/directory/network.ts';

const row = (told: Partial<NetworkRow>): NetworkRow => ({ id: 'x', kind: 'edits', details: {}, isSample: false, version: 1, ...told });
const june = new Date('2026-06-02T17:00:00Z');

describe('What is said of a network', () => {
  it('is the same after it was taken apart and put together', () => {
    for (const network of [gardening, published]) {
      const { id, isSample, source } = network;
      assert.deepEqual(networkFrom(detailsOf(network), { id, isSample, source }), network);
    }
  });

  it('belongs to exactly one section, but for the status, which has buttons of its own', () => {
    const inSections = sectionNames.flatMap(section => [...sections[section]]);
    assert.deepEqual([...inSections, 'status'].sort(), [...detailNames].sort());
    assert.equal(new Set(inSections).size, inSections.length);
  });

  it('is careful where it cannot be read', () => {
    const network = networkFrom({ ...noDetails, sensitive: '', status: '', entry: '?', joining: '' }, { id: 'x', isSample: false });
    assert.equal(network.isSensitive, true);
    assert.equal(network.status, 'paused');
    assert.equal(network.joining, 'notStated');
  });

  it('has a stamp that changes with its own words only', () => {
    const details = detailsOf(gardening);
    const name = fc.constantFrom<DetailName>(...detailNames);
    fc.assert(
      fc.property(name, fc.string({ minLength: 1 }), (changed, more) => {
        const after = { ...details, [changed]: details[changed] + more };
        for (const section of sectionNames) {
          const isOfIt = (sections[section] as readonly DetailName[]).includes(changed);
          assert.equal(stampOf(details, section) === stampOf(after, section), !isOfIt, `${changed} in ${section}`);
        }
      }),
    );
  });

  it('cannot pass for other words by moving a word from one box to the next', () => {
    const details = detailsOf(gardening);
    const one = { ...details, budget: 'ab', dutyTime: 'c' };
    const other = { ...details, budget: 'a', dutyTime: 'bc' };
    assert.notEqual(stampOf(one, 'money'), stampOf(other, 'money'));
  });
});

describe('A network that a document describes', () => {
  it('stays as the document has it where the force says nothing', () => {
    assert.deepEqual(networkOf(published, undefined), published);
    assert.deepEqual(withEdits(published, { teamsLink: 'https://teams.microsoft.com/l/team/x' }).words, published.words);
    assert.equal(withEdits(published, { enContact: 'Ask Sam' }).joining, published.joining);
  });

  it('names its document as the source as long as the words are the document’s', () => {
    assert.equal(networkOf(published, row({ details: { topics: 'x' }, saidAt: june }))?.source, published.source);
    const rewritten = networkOf(published, row({ details: { enPurpose: 'New words.' }, saidAt: june }));
    assert.equal(rewritten?.source, undefined);
    assert.deepEqual(rewritten?.saidOn, june);
  });

  it('is nothing where there are only words on top and the document has gone', () => {
    assert.equal(networkOf(undefined, row({ details: { enContact: 'x' } })), undefined);
    assert.equal(heldDetails(undefined, row({ details: { enContact: 'x' } })), undefined);
  });

  it('is nothing once it was deleted', () => {
    assert.equal(networkOf(published, row({ kind: 'gone' })), undefined);
    assert.equal(heldDetails(published, row({ kind: 'gone' })), undefined);
  });

  it('keeps a Welsh meeting place until there is a Welsh name to show it with', () => {
    const held = row({ details: { cyMeetings: 'Dydd Llun' } });
    assert.equal(networkOf(published, held)?.words.cy, undefined);
    assert.equal(heldDetails(published, held)?.cyMeetings, 'Dydd Llun');
  });
});

describe('A Welsh reader', () => {
  it('reads the English meeting place and contact where there are none in Welsh', () => {
    const { name, short, purpose, whoFor } = gardening.words.cy!;
    const cy = { name, short, purpose, whoFor };
    const words = wordsFor({ words: { en: gardening.words.en, cy } }, 'cy');
    assert.equal(words.language, 'cy');
    assert.equal(words.name, cy.name);
    assert.equal(words.meetings, gardening.words.en.meetings);
    assert.equal(words.contact, gardening.words.en.contact);
  });
});
