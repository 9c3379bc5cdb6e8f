import assert from 'node:assert/strict';
import fc from 'fast-check';
import { actions, press, shown, words } from '../../bot/cards/pieces.ts';
import type { Card, Element, Press } from '../../bot/cards/card.ts';
import { sealer } from '../../bot/cards/seal.ts';

const tenant = '3f1b6c52-8a0d-4e7b-9c11-5d20a4e6b701';
const { seal, sealForDialog, open } = sealer(Buffer.alloc(32, 1));

const join = press('Join: Race Equality Network', 'networks/join', {
  about: 'race',
  version: 'v1',
  carried: { step: '2' },
  sends: 'inputs',
});
const card = (...body: (Element | undefined)[]): Card => shown('en', 'A network', body).card;
const buttonOf = (one: Card): Press => (one.body.find(({ type }) => type === 'ActionSet') as { actions: Press[] }).actions[0] as Press;

describe('a card that leaves', () => {
  it('comes back as ours by either button', () => {
    const button = buttonOf(seal(card(words('Hello'), actions(join)), tenant));
    const expected = { verb: 'networks/join', about: 'race', version: 'v1', carried: { step: '2' } };
    assert.deepEqual(open({ ...button.data, note: 'hi' }, tenant, button.verb), { press: expected, inputs: { note: 'hi' } });
    assert.deepEqual(open({ ...button.fallback?.data, note: 'hi' }, tenant), { press: expected, inputs: { note: 'hi' } });
  });

  it('has for old clients a Submit of the same name, object and inputs', () => {
    const { fallback, data } = buttonOf(seal(card(actions({ ...join, tooltip: 'Join it', style: 'positive' })), tenant));
    assert.deepEqual(fallback, {
      type: 'Action.Submit',
      title: 'Join: Race Equality Network',
      tooltip: 'Join it',
      style: 'positive',
      associatedInputs: 'auto',
      data: { sn: { verb: 'networks/join', ...data.sn } },
    });
  });

  it('is the same when it is sealed twice, and the card it was made of is left alone', () => {
    const plain = card(words('Hello'), actions(join));
    const before = structuredClone(plain);
    const once = seal(plain, tenant);
    assert.deepEqual(seal(once, tenant), once);
    assert.deepEqual(plain, before);
  });

  it('is copied only where a button stands', () => {
    const text = words('Hello');
    const plain = card(text, actions(join));
    const left = seal(plain, tenant);
    assert.equal(left.body[0], text);
    assert.notEqual(left.body[1], plain.body[1]);
    const without = card(text, { type: 'Container', items: [words('More')] });
    assert.equal(seal(without, tenant), without);
  });

  it('has its buttons sealed wherever they stand', () => {
    const set = actions(join) as Element;
    const nested = card({
      type: 'Container',
      items: [{ type: 'ColumnSet', columns: [{ type: 'Column', width: 'auto', items: [{ type: 'Container', items: [set] }] }] }],
    });
    assert.match(JSON.stringify(seal(nested, tenant)), /"mac":"[\w-]{43}".*"fallback"/);
  });

  it('leaves buttons that only open a page or a part of the card as they are', () => {
    const plain = card(actions({ type: 'Action.OpenUrl', title: 'Open', url: 'https://networks.example/' }));
    assert.equal(seal(plain, tenant), plain);
  });

  it('has plain Submit buttons in a dialog, which can send nothing else', () => {
    const sealed = sealForDialog(card(actions(join)), tenant);
    const [button] = (sealed.body[0] as { actions: { type: string; data: unknown }[] }).actions;
    assert.equal(button?.type, 'Action.Submit');
    assert.equal(open(button.data, tenant)?.press.verb, 'networks/join');
  });
});

describe('a press that comes back', () => {
  const button = buttonOf(seal(card(actions(join)), tenant));
  const { sn } = button.data;

  const forged: [string, unknown, string?, string?][] = [
    ['without any data', undefined, 'networks/join'],
    ['with a list for data', [], 'networks/join'],
    ['without our part', { note: 'hi' }, 'networks/join'],
    ['without a verb', button.data],
    ['with another verb', button.data, 'networks/leave'],
    ['with another verb in the data', { sn: { ...sn, verb: 'networks/leave' } }],
    ['about something else', { sn: { ...sn, about: 'women' } }, 'networks/join'],
    ['of another showing', { sn: { ...sn, version: 'v2' } }, 'networks/join'],
    ['with something else carried', { sn: { ...sn, carried: { step: '3' } } }, 'networks/join'],
    ['with more carried', { sn: { ...sn, carried: { step: '2', role: 'chair' } } }, 'networks/join'],
    ['with nothing carried', { sn: { ...sn, carried: undefined } }, 'networks/join'],
    ['with a number carried', { sn: { ...sn, carried: { step: 2 } } }, 'networks/join'],
    ['without a MAC', { sn: { ...sn, mac: undefined } }, 'networks/join'],
    ['with an empty MAC', { sn: { ...sn, mac: '' } }, 'networks/join'],
    ['with half a MAC', { sn: { ...sn, mac: sn.mac?.slice(0, 20) } }, 'networks/join'],
    ['with a MAC that is too long', { sn: { ...sn, mac: `${sn.mac}AAAA` } }, 'networks/join'],
    ['with a field of its own in our part', { sn: { ...sn, person: 'x' } }, 'networks/join'],
    ['from another tenant', button.data, 'networks/join', 'b4d90e27-6a13-4c58-9f70-e2c1a8d5b603'],
  ];
  for (const [how, data, verb, from] of forged) {
    it(`is not ours ${how}`, () => assert.equal(open(data, from ?? tenant, verb), undefined));
  }

  it('is not ours when another key signed it', () => {
    assert.equal(sealer(Buffer.alloc(32, 2)).open(button.data, tenant, 'networks/join'), undefined);
  });

  it('never opens under a different reading of the same letters', () => {
    const part = fc.string({ maxLength: 6 });
    const signed = fc.record({
      verb: fc.string({ minLength: 1, maxLength: 6 }),
      about: part,
      version: part,
      carried: fc.dictionary(part, part),
    });
    fc.assert(
      fc.property(signed, signed, (one, other) => {
        const plain = press('x', one.verb, { about: one.about, version: one.version, carried: one.carried });
        const mac = buttonOf(seal(card(actions(plain)), tenant)).data.sn.mac;
        const { verb, ...rest } = other;
        const opened = open({ sn: { ...rest, mac } }, tenant, verb);
        const same =
          JSON.stringify([one, Object.entries(one.carried).sort()]) === JSON.stringify([other, Object.entries(other.carried).sort()]);
        return opened === undefined || same;
      }),
    );
  });
});
