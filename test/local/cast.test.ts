import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { cast, castMemberMeant, castMemberNamed, members, players } from '../../bot/local/sample/cast.ts';
import { playgroundConfig } from '../../bot/local/playground-config.ts';
import { sampleNetworkIds, sampleNetworks } from '../../bot/local/sample/sample-networks.ts';

type Config = {
  currentUser: User;
  users: User[];
  personalChat: { id: string };
  groupChat: { id: string };
  team: { id: string; channels: { id: string }[] };
};
type User = { id: string; name: string; aadObjectId: string; email: string; userPrincipleName: string };
const configFor = (name: string) => parse(playgroundConfig(castMemberMeant(name))) as Config;
const inNetwork = (id: string) => cast.filter(member => member.memberOf.some(({ network }) => network === id));

describe('The sample cast', () => {
  it('is six players, each with a part of their own, and forty more', () => {
    assert.deepEqual(
      players.map(({ part }) => part),
      ['constable', 'chair', 'administrator', 'adviser', 'committee', 'colleague'],
    );
    assert.equal(members.length, 40);
  });

  it('has nobody twice, under any id or name', () => {
    for (const key of ['id', 'channelId', 'name', 'email'] as const)
      assert.equal(new Set(cast.map(member => member[key])).size, cast.length, key);
  });

  it('keeps its ids from one run to the next', () => {
    assert.equal(castMemberMeant('constable').id, 'e104adf2-93ff-4d79-a4e9-d6e92d08c819');
    for (const { id } of cast) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('lives at addresses that can belong to nobody', () => {
    for (const { email } of cast) assert.match(email, /@force\.example$/);
  });

  it('has the chair of one network, who may also launch surveys', () => {
    assert.deepEqual(castMemberMeant('chair').roles, [
      { name: 'chair', network: sampleNetworkIds.carers },
      { name: 'launcher', network: '' },
    ]);
  });

  it('has a committee member of one network who is hidden in another', () => {
    const { roles, memberOf } = castMemberMeant('committee');
    assert.deepEqual(roles, [{ name: 'committee', network: sampleNetworkIds.rural }]);
    assert.deepEqual(
      memberOf.filter(({ visibility }) => visibility === 'hidden').map(({ network }) => network),
      [sampleNetworkIds.hearing],
    );
  });

  it('has an adviser who speaks Welsh, an administrator, and someone without any role', () => {
    assert.equal(castMemberMeant('adviser').language, 'cy');
    assert.deepEqual(castMemberMeant('administrator').roles, [{ name: 'administrator', network: '' }]);
    assert.deepEqual(castMemberMeant('colleague').roles, []);
  });

  it('fills one of the four sample networks with forty members', () => {
    assert.equal(sampleNetworks.length, 4);
    assert.equal(inNetwork(sampleNetworkIds.carers).length, 40);
    for (const member of cast)
      for (const { network } of member.memberOf)
        assert.ok(
          sampleNetworks.some(({ id }) => id === network),
          network,
        );
  });

  it('is found by part, given name or whole name, in any letter case', () => {
    for (const wanted of ['adviser', 'rhiannon', 'Rhiannon Pryce', ' RHIANNON PRYCE '])
      assert.equal(castMemberNamed(wanted)?.name, 'Rhiannon Pryce');
    assert.equal(castMemberNamed('mei')?.name, 'Mei Ling Cheung');
  });

  it('says whom one may choose when a name is unknown', () => {
    assert.throws(
      () => castMemberMeant('Gandalf'),
      /Nobody in the sample cast is called "Gandalf"\. Choose Priya \(constable\), Marcus \(chair\)/,
    );
    assert.throws(() => castMemberMeant('member'), /Nobody/);
  });
});

describe('Sample networks', () => {
  it('are marked as samples and speak both languages', () => {
    for (const { id, isSample, words } of sampleNetworks) {
      assert.ok(isSample, id);
      for (const part of ['name', 'short', 'purpose', 'whoFor'] as const) {
        assert.ok(words.en[part] && words.cy?.[part], `${id} ${part}`);
        assert.notEqual(words.en[part], words.cy?.[part]);
      }
    }
  });
});

describe("The Playground's configuration", () => {
  it('has one person at the keyboard and exactly five others', () => {
    const { currentUser, users } = configFor('constable');
    assert.equal(currentUser.name, 'Priya Nair');
    assert.deepEqual(
      users.map(({ name }) => name),
      players.slice(1).map(({ name }) => name),
    );
  });

  it('moves the constable among the others when somebody else sits down', () => {
    const { currentUser, users } = configFor('adviser');
    assert.equal(currentUser.name, 'Rhiannon Pryce');
    assert.equal(users.length, 5);
    assert.ok(users.some(({ name }) => name === 'Priya Nair'));
  });

  it('can seat one of the forty as well', () => {
    const { currentUser, users } = configFor('Winston Clarke');
    assert.equal(currentUser.name, 'Winston Clarke');
    assert.equal(users.length, 5);
  });

  it('gives everybody a chat of their own, so that two Playgrounds can be open at once', () => {
    assert.notEqual(configFor('constable').personalChat.id, configFor('chair').personalChat.id);
  });

  it('uses no id twice', () => {
    const { currentUser, users, personalChat, groupChat, team } = configFor('constable');
    const ids = [
      ...[currentUser, ...users].map(({ id }) => id),
      personalChat.id,
      groupChat.id,
      team.id,
      ...team.channels.map(({ id }) => id),
    ];
    assert.equal(new Set(ids).size, ids.length);
  });
});
