import assert from 'node:assert/strict';
import type { NetworkListed } from '../../bot/networks/networks.contract.ts';
import { matching } from '../../tabs/directory/matching.ts';

const network = (name: string, purpose = '', whoFor = ''): NetworkListed => ({
  id: name,
  name,
  short: name,
  purpose,
  whoFor,
  language: 'en',
  isSample: false,
  status: 'open',
  isWelcomed: false,
  standing: 'out',
});
const networks = [
  network('Women’s Leadership & Development Forum', 'Helps women move up'),
  network('Race Equality Network (REN)', 'For race equality at work', 'Everyone with an interest'),
  network('Rhwydwaith Clywed yn Dda', 'I bobl sy’n fyddar', 'Pawb â nam ar eu clyw'),
];
const found = (search: string) => matching(networks, search).map(({ name }) => name.split(' ')[0]);

describe('Searching the directory', () => {
  it('finds everything while nothing is typed', () => assert.equal(matching(networks, '   ').length, 3));
  it('looks at names, purposes and who it is for', () => {
    assert.deepEqual(found('leadership'), ['Women’s']);
    assert.deepEqual(found('equality at work'), ['Race']);
    assert.deepEqual(found('interest'), ['Race']);
  });
  it('minds neither case nor the order of words', () => assert.deepEqual(found('FORUM womens'), ['Women’s']));
  it('minds neither apostrophes nor brackets nor accents', () => {
    assert.deepEqual(found("women's"), ['Women’s']);
    assert.deepEqual(found('(ren)'), ['Race']);
    assert.deepEqual(found('a nam'), ['Rhwydwaith']);
    assert.deepEqual(found('pŵb â'), []);
  });
  it('wants every word to be there', () => assert.deepEqual(found('race forum'), []));
  it('is not a pattern', () => assert.deepEqual(found('.*'), ['Women’s', 'Race', 'Rhwydwaith']));
});
