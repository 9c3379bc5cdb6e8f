import assert from 'node:assert/strict';
import { administrationText } from '../../bot/networks/administration/administration.text.ts';
import type {
  Administered,
  Created,
  DeletionAnswered,
  DecisionAnswered,
  ForceSettings,
  MoveAnswered,
  NetworkEditing,
  OwnProposals,
  ProposeAnswered,
  SectionSaved,
  SettingsSaved,
  WaitingList,
} from '../../bot/networks/administration/administration.contract.ts';
import { proposalsText } from '../../bot/networks/administration/proposals/proposals.text.ts';
import { Refusal } from '../../bot/refusal.ts';
import { dayMs, described, openOffice, type Office, type Someone } from '../support/office.ts';
import { storageHere } from '../support/storage.ts';

const { en } = administrationText;
const unknown = (error: unknown) => error instanceof Refusal && error.in('en') === en.unknown;
const intent = 'a fresh intent';
const sheds = { enName: 'Men’s Sheds (MS)', enShort: 'Men’s Sheds', enPurpose: 'Making things.', enWhoFor: 'Anyone' };

describe('Administration in the tab', function () {
  this.timeout(30_000);
  const { storage } = storageHere();
  let office: Office;
  let helen: Someone;
  let call: ReturnType<Office['calls']>;

  beforeEach(async () => {
    office = openOffice(storage());
    helen = await office.someone('Helen Whitcombe', 'administrator');
    call = office.calls(helen);
  });

  const one = (id = described.id) => call<NetworkEditing>('get', `/administration/networks/${id}`);
  const stampOf = (network: NetworkEditing, section: string) => network.sections.find(each => each.section === section)?.stamp ?? '';
  const save = (section: string, stamp: string, values: Record<string, string>, by = call) =>
    by<SectionSaved>('post', `/administration/networks/${described.id}/sections/${section}`, { stamp, values });
  const move = (wanted: string, by = call, id = described.id) =>
    by<MoveAnswered>('post', `/administration/networks/${id}/status`, { intent: `${wanted} ${intent}`, move: wanted });

  it('lists the networks as they stand, and one with all its forms', async () => {
    const { force, networks, waiting } = await call<Administered>('get', '/administration/networks');
    assert.deepEqual([force, waiting], ['Sussex Police', 0]);
    assert.deepEqual(networks.find(each => each.id === described.id)?.version, 0);
    const { sections, isDescribed } = await one();
    assert.equal(isDescribed, true);
    assert.deepEqual(
      sections.map(each => each.section),
      ['english', 'welsh', 'places', 'team', 'charter', 'money', 'topics', 'joining'],
    );
    const rules = sections.at(-1)?.fields;
    assert.deepEqual(
      rules?.map(each => [each.name, each.kind, each.choices?.length]),
      [
        ['joining', 'choice', 2],
        ['entry', 'choice', 2],
        ['sensitive', 'choice', 2],
      ],
    );
    const reviewOn = sections.find(each => each.section === 'charter')?.fields.at(-1);
    assert.equal(reviewOn?.kind, 'date');
  });

  it('saves a section as it can be read in its form, list by list', async () => {
    const places = {
      enMeetings: 'Mondays',
      cyMeetings: '',
      enContact: 'Ask Sam',
      cyContact: '',
      champions: 'Sam Hollis, East\nAlex Lee, West',
    };
    const saved = await save('places', stampOf(await one(), 'places'), places);
    assert.equal(saved.kind, 'saved');
    const fields = (await one()).sections.find(each => each.section === 'places')?.fields ?? [];
    assert.deepEqual(Object.fromEntries(fields.map(each => [each.name, each.value])), places);
    assert.equal((await save('places', stampOf(await one(), 'places'), places)).kind, 'same');
  });

  it('says what is wrong field by field, and saves nothing', async () => {
    const saved = await save('english', stampOf(await one(), 'english'), { ...sheds, enName: '[x](y)', enShort: '' });
    assert.ok(saved.kind === 'wrong');
    assert.deepEqual(
      saved.problems.map(each => each.field),
      ['enName', 'enShort'],
    );
    assert.equal((await one()).version, 0);
  });

  it('never writes over what somebody else wrote, and hands over what stands now', async () => {
    const dawn = office.calls(await office.someone('Dawn Okonkwo', 'administrator'));
    const { sections } = await one();
    const stamp = sections.find(each => each.section === 'money')?.stamp ?? '';
    assert.equal((await save('money', stamp, { budget: 'Dawn’s words', dutyTime: '' }, dawn)).kind, 'saved');
    const refused = await save('money', stamp, { budget: 'Helen’s words', dutyTime: '' });
    assert.ok(refused.kind === 'changed' && refused.network.version === 1);
    assert.equal((await save('money', stampOf(refused.network, 'money'), { budget: 'Both', dutyTime: '' })).kind, 'saved');
  });

  it('takes exactly the fields of a section, and nothing that no page sends', async () => {
    const stamp = stampOf(await one(), 'money');
    for (const body of [
      undefined,
      {},
      { stamp },
      { stamp, values: {} },
      { stamp, values: { budget: 'x' } },
      { stamp, values: { budget: 'x', dutyTime: '', status: 'closed' } },
      { stamp, values: { budget: 'x', dutyTime: '', surprise: 'z' } },
      { stamp, values: { budget: 1, dutyTime: '' } },
      { stamp, values: { budget: 'x'.repeat(8_001), dutyTime: '' } },
      { stamp, values: { budget: 'x', dutyTime: '' }, more: true },
    ]) {
      await assert.rejects(
        call('post', `/administration/networks/${described.id}/sections/money`, body),
        unknown,
        JSON.stringify(body)?.slice(0, 80),
      );
    }
    await assert.rejects(call('post', `/administration/networks/${described.id}/sections/status`, { stamp, values: {} }), unknown);
    await assert.rejects(save('money', stamp, { budget: 'x', dutyTime: '' }, office.calls(await office.someone('Sam', 'chair'))), unknown);
    assert.equal((await one()).version, 0);
  });

  it('makes a network once for one intent', async () => {
    const create = (values: Record<string, string>, each = intent) =>
      call<Created>('post', '/administration/networks', { intent: each, values });
    const made = await create(sheds);
    assert.ok(made.kind === 'created');
    const again = await create(sheds);
    assert.ok(again.kind === 'created' && again.network.id === made.network.id);
    const taken = await create(sheds, 'another intent');
    assert.ok(taken.kind === 'wrong' && taken.problems[0]?.words === en.nameTaken);
    assert.ok((await create({ ...sheds, enName: '' }, 'a third intent')).kind === 'wrong');
  });

  it('pauses, reopens and closes, each once for one intent', async () => {
    assert.deepEqual([(await move('pause')).kind, (await move('pause')).kind], ['moved', 'before']);
    assert.equal((await move('reopen')).network.status, 'open');
    const closed = await move('close');
    assert.equal(closed.network.closedAt, office.now().toISOString());
    assert.equal(closed.network.deletableFrom, new Date(office.now().getTime() + 28 * dayMs).toISOString());
  });

  it('deletes with a second administrator, from the same list', async () => {
    const dawn = await office.someone('Dawn Okonkwo', 'administrator');
    const path = `/administration/networks/${described.id}/deletion`;
    assert.equal((await call<DeletionAnswered>('post', path, {})).kind, 'notClosed');
    await move('close');
    await office.pass(28 * dayMs);
    assert.equal((await call<DeletionAnswered>('post', path, {})).kind, 'asked');
    const [waiting] = (await office.calls(dawn)<WaitingList>('get', '/administration/waiting')).deletions;
    assert.ok(waiting && waiting.askedBy === 'Helen Whitcombe' && !waiting.isOwn);
    const decide = (by: ReturnType<Office['calls']>, askedAt = waiting.askedAt) =>
      by<DecisionAnswered>('post', `${path}/decision`, { askedAt, decision: 'approved' });
    assert.equal((await decide(call)).kind, 'own');
    await assert.rejects(decide(office.calls(dawn), '2020-01-01T00:00:00.000Z'), unknown);
    assert.equal((await decide(office.calls(dawn))).kind, 'approved');
    await assert.rejects(one(), unknown);
  });

  it('takes a proposal of anybody, and decides on it', async () => {
    const priya = office.calls(await office.someone('Priya Nair'));
    const said = { name: 'Walkers', purpose: 'Walking.', whoFor: 'Anyone' };
    const propose = (each: object) => priya<ProposeAnswered>('post', '/proposals', { intent, ...each });
    assert.equal((await propose({ ...said, name: '' })).kind, 'wrong');
    assert.deepEqual([(await propose(said)).kind, (await propose(said)).kind], ['sent', 'already']);
    const { seen, mayPropose, proposals } = await priya<OwnProposals>('get', '/proposals');
    assert.deepEqual([seen, mayPropose, proposals[0]?.state], [proposalsText.en.seen, true, 'open']);
    const [waiting] = (await call<WaitingList>('get', '/administration/waiting')).proposals;
    assert.deepEqual([waiting?.name, waiting?.proposedBy], ['Walkers', 'Priya Nair']);
    const path = `/administration/proposals/${waiting?.id}`;
    assert.equal((await call<DecisionAnswered>('post', path, { decision: 'decline', reason: ' ' })).kind, 'wrong');
    assert.equal((await call<DecisionAnswered>('post', path, { decision: 'approve' })).kind, 'approved');
    await assert.rejects(call('post', path, { decision: 'approve' }), unknown);
    assert.equal((await priya<OwnProposals>('get', '/proposals')).proposals[0]?.state, 'approved');
  });

  it('keeps the settings of the force, for whoever saw the latest', async () => {
    const words = { en: 'Article 9(2)(a), consent', cy: '' };
    const set = (seen: number, lawfulBasis = words) => call<SettingsSaved>('post', '/administration/settings', { seen, lawfulBasis });
    assert.equal((await set(0)).kind, 'saved');
    assert.equal((await set(0)).kind, 'same');
    assert.equal((await set(0, { en: 'other', cy: '' })).kind, 'changed');
    assert.deepEqual((await call<ForceSettings>('get', '/administration/settings')).lawfulBasis, words);
    await assert.rejects(set(1, { en: 'x'.repeat(601), cy: '' }), /at most 600/);
  });

  it('refuses everybody else, in the words for what does not exist', async () => {
    const { networks } = await call<Administered>('get', '/administration/networks');
    const id = networks[0]?.id ?? '';
    for (const role of [undefined, 'chair', 'secretary', 'committee', 'liaison', 'adviser', 'launcher'] as const) {
      const other = office.calls(await office.someone('Sam Hollis', role, id));
      for (const [method, path, body] of [
        ['get', '/administration/networks'],
        ['get', `/administration/networks/${id}`],
        ['post', '/administration/networks', { intent, values: sheds }],
        ['post', `/administration/networks/${id}/sections/money`, { stamp: 'x', values: { budget: '', dutyTime: '' } }],
        ['post', `/administration/networks/${id}/status`, { intent, move: 'close' }],
        ['post', `/administration/networks/${id}/deletion`, {}],
        ['post', `/administration/networks/${id}/deletion/decision`, { askedAt: '2026-06-02T17:00:00.000Z', decision: 'approved' }],
        ['get', '/administration/waiting'],
        ['post', '/administration/proposals/x', { decision: 'approve' }],
        ['get', '/administration/settings'],
        ['post', '/administration/settings', { seen: 0, lawfulBasis: { en: 'x', cy: '' } }],
        ['get', '/administration/set-up'],
      ] as const) {
        await assert.rejects(other(method, path, body), unknown, `${role} ${path}`);
      }
    }
    assert.equal((await one()).version, 0);
  });

  it('refuses a network nobody knows in the same words', async () => {
    await assert.rejects(one('unheard-of'), unknown);
    await assert.rejects(move('close', call, 'unheard-of'), unknown);
    await assert.rejects(call('post', '/administration/networks/unheard-of/deletion', {}), unknown);
  });
});
