import assert from 'node:assert/strict';
import { administrationText } from '../../bot/networks/administration/administration.text.ts';
import { mostOpen, openProposals } from '../../bot/networks/administration/proposals/proposals.store.ts';
import { proposalsText } from '../../bot/networks/administration/proposals/proposals.text.ts';
import { aPerson, aTenant } from '../support/people.ts';
import { dayMs, described, openOffice, type Office, type Someone } from '../support/office.ts';
import { storageHere } from '../support/storage.ts';

const { en, cy } = proposalsText;
const sheds = { name: 'Men’s Sheds', purpose: 'Making things together.', whoFor: 'Anyone' };
const june = new Date('2026-06-02T17:00:00Z');
const nasty = '[click](https://evil.example)';

const includes = (text: string, ...words: string[]) => {
  for (const one of words) assert.ok(text.includes(one), `“${one}” in:\n${text}`);
};

describe('Proposing a network', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  let office: Office;
  let priya: Someone;
  let helen: Someone;

  beforeEach(async () => {
    office = openOffice(storage());
    priya = await office.someone('Priya Nair');
    helen = await office.someone('Helen Whitcombe', 'administrator');
  });

  const proposes = async (who: Someone, typed = sheds) => {
    await who.say('propose a network');
    return who.press('networks/propose-send', typed);
  };
  const looks = async (who: Someone, name = sheds.name) => {
    await who.say('manage networks');
    await who.press('networks/waiting');
    return who.press('networks/proposal', {}, name);
  };
  const standing = async (who: Someone) => {
    await who.say('propose a network');
    return (await who.press('networks/proposals-mine')).text;
  };

  it('says before the press who will see the name, and keeps nothing of it on the card afterwards', async () => {
    includes((await priya.say('propose a network')).text, en.seen);
    const sent = await priya.press('networks/propose-send', sheds);
    includes(sent.text, en.sent);
    assert.ok(!sent.text.includes(sheds.name));
    includes(await standing(priya), sheds.name, en.open('2 June 2026'));
  });

  it('works in Welsh', async () => {
    const rhys = await office.someone('Rhys Pugh', undefined, '', 'cy');
    includes((await rhys.say('cynnig rhwydwaith')).text, cy.heading, cy.seen);
    includes((await rhys.press('networks/propose-send', sheds)).text, cy.sent);
  });

  it('keeps what was typed where something is missing or unfit', async () => {
    const seen = await proposes(priya, { name: nasty, purpose: '', whoFor: 'Anyone at all' });
    includes(seen.text, en.notSaved, en.problems.notPlain, en.problems.missing);
    includes(JSON.stringify(seen.card), nasty, 'Anyone at all');
    includes((await priya.press('networks/propose-send', sheds)).text, en.sent);
  });

  it('is not for guests', async () => {
    office.guests.add(priya.person.id);
    assert.equal((await proposes(priya)).text, en.guest);
    assert.equal((await helen.say('manage networks')).text.includes('Look at'), false);
  });

  it('shows it to administrators with its proposer, and to nobody else', async () => {
    await proposes(priya);
    includes((await looks(helen)).text, sheds.name, sheds.purpose, 'Priya Nair');
    const approve = helen.button('networks/approve');
    const sam = await office.someone('Sam Hollis', 'chair');
    assert.equal((await sam.pressKept(approve)).text, administrationText.en.unknown);
    await sam.say('propose a network');
    assert.ok(!sam.seen.text.includes(sheds.name));
  });

  it('becomes a network when it is approved, open at once and found by everybody', async () => {
    await proposes(priya);
    await looks(helen);
    includes((await helen.press('networks/approve')).text, en.done.approved, administrationText.en.statuses.open);
    includes((await priya.say('about men’s sheds')).text, sheds.purpose);
    includes(await standing(priya), en.approved('2 June 2026'));
    assert.equal((await helen.say('manage networks')).text.includes('Look at'), false);
  });

  it('is declined with a reason that its proposer reads', async () => {
    await proposes(priya);
    await looks(helen);
    includes((await helen.press('networks/decline', { reason: '' })).text, en.reasonNeeded);
    includes((await helen.press('networks/decline', { reason: 'r'.repeat(301) })).text, en.reasonLong('300'));
    includes(JSON.stringify(helen.seen.card), 'r'.repeat(301));
    includes((await helen.press('networks/decline', { reason: `We have one. ${nasty}` })).text, en.done.declined);
    includes(await standing(priya), en.declinedBecause('2 June 2026', `We have one. ${nasty}`));
  });

  it('is decided once, by one of two administrators', async () => {
    await proposes(priya);
    const dawn = office.elsewhere(await office.someone('Dawn Okonkwo', 'administrator'));
    await looks(helen);
    await looks(dawn);
    await helen.press('networks/decline', { reason: 'We have one.' });
    includes((await dawn.press('networks/approve')).text, en.done.before);
    assert.ok(!(await priya.say('networks')).text.includes(sheds.name));
    assert.ok(!(await priya.say('about men’s sheds')).text.includes(sheds.purpose));
  });

  it('approved and declined at the same moment is one of the two, with a network only where it was approved', async () => {
    for (let round = 0; round < 5; round += 1) {
      const name = `Network ${'abcde'[round]}`;
      const proposer = await office.someone('Priya Nair');
      await proposes(proposer, { ...sheds, name });
      const dawn = office.elsewhere(await office.someone('Dawn Okonkwo', 'administrator'));
      await looks(helen, name);
      await looks(dawn, name);
      await Promise.all([helen.press('networks/approve'), dawn.press('networks/decline', { reason: 'No.' })]);
      const isApproved = (await standing(proposer)).includes(en.approved('2 June 2026'));
      const tab = await office.calls(helen)<{ networks: { name: string }[] }>('get', '/administration/networks');
      assert.equal(tab.networks.filter(one => one.name === name).length, isApproved ? 1 : 0, name);
    }
  });

  it('under a name that is taken cannot become a network, and goes on waiting', async () => {
    await proposes(priya, { ...sheds, name: described.short });
    await looks(helen, described.short);
    includes((await helen.press('networks/approve')).text, en.done.nameTaken);
    includes((await helen.press('networks/decline', { reason: 'There is one.' })).text, en.done.declined);
  });

  it(`stops at ${mostOpen} that wait, and goes on when one is decided`, async () => {
    for (const letter of ['a', 'b', 'c']) await proposes(priya, { ...sheds, name: `Network ${letter}` });
    includes((await priya.say('propose a network')).text, en.tooMany);
    await looks(helen, 'Network a');
    await helen.press('networks/decline', { reason: 'No.' });
    includes((await proposes(priya, { ...sheds, name: 'Network d' })).text, en.sent);
    includes(await standing(priya), 'Network b', 'Network c', 'Network d');
  });

  it('is one proposal when the same press arrives twice, and does not come back after its decision', async () => {
    await priya.say('propose a network');
    const send = priya.button('networks/propose-send');
    await priya.pressKept(send, sheds);
    includes((await priya.pressKept(send, sheds)).text, en.already);
    await looks(helen);
    await helen.press('networks/decline', { reason: 'No.' });
    includes((await priya.pressKept(send, sheds)).text, en.already);
    assert.equal((await helen.say('manage networks')).text.includes('Look at'), false);
  });

  it('is forgotten a year after its decision', async () => {
    await proposes(priya);
    await looks(helen);
    await helen.press('networks/decline', { reason: 'No.' });
    office.runs.push({ kind: 'networks/forget-asked', name: 'standing', when: office.now() });
    await office.pass(300 * dayMs);
    includes(await standing(priya), sheds.name);
    await office.pass(70 * dayMs);
    assert.ok(!(await priya.say('propose a network')).text.includes(en.show));
  });
});

describe('Proposals in storage', () => {
  const { storage } = storageHere();
  const open = () => openProposals(storage().table('proposals'));
  const aProposer = (tenant = aTenant()) => ({ ...aPerson(tenant), name: 'Priya Nair' });
  const asked = (intent: string) => ({ intent, now: june });

  it(`never holds more than ${mostOpen} open ones of a person, however many presses arrive at once`, async () => {
    const proposer = aProposer();
    const outcomes = await Promise.all(Array.from({ length: 9 }, (_, at) => open().propose(proposer, sheds, asked(`card-${at}`))));
    assert.equal(outcomes.filter(one => one.kind === 'proposed').length, mostOpen);
    assert.equal((await open().open(proposer.tenant)).length, mostOpen);
  });

  it('holds one for the same press, however often it arrives at once, and finds it', async () => {
    const proposer = aProposer();
    await Promise.all(['a', 'b'].flatMap(intent => Array.from({ length: 4 }, () => open().propose(proposer, sheds, asked(intent)))));
    const mine = await open().mine(proposer);
    assert.equal(mine.length, 2);
    for (const { id } of mine) assert.equal((await open().one(proposer.tenant, id))?.id, id);
  });

  it('shows an approval that a crash cut off before its network was made, so that it can be finished', async () => {
    const proposer = aProposer();
    await open().propose(proposer, sheds, asked('card'));
    const [{ id } = { id: '' }] = await open().open(proposer.tenant);
    await open().decide(proposer.tenant, id, { state: 'approved', network: 'men-s-sheds' }, june);
    assert.deepEqual(
      (await open().open(proposer.tenant)).map(one => [one.state, one.network]),
      [['approved', 'men-s-sheds']],
    );
    await open().settle(proposer.tenant, id);
    assert.deepEqual(await open().open(proposer.tenant), []);
  });

  it('is exported to its proposer, and goes with them from every list', async () => {
    const tenant = aTenant();
    const [proposer, other] = [aProposer(tenant), aProposer(tenant)];
    for (const one of [proposer, other]) await open().propose(one, sheds, asked('card'));
    const [exported] = await open().held.export(proposer);
    assert.equal(exported?.fields['name'], sheds.name);
    await open().held.erase(proposer, june);
    assert.deepEqual(await open().held.export(proposer), []);
    assert.deepEqual(
      (await open().open(tenant)).map(one => one.proposer.id),
      [other.id],
    );
  });
});
