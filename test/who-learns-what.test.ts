import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Card, Press } from '../bot/cards/card.ts';
import { buttonsOf } from '../bot/cards/pieces.ts';
import { sealer } from '../bot/cards/seal.ts';
import { buildApp, type App } from '../bot/app.ts';
import { readSettings } from '../bot/config.ts';
import type { Command, Learns, Verb } from '../bot/feature.ts';
import { languages } from '../bot/language/language.ts';
import { sampleNetworks } from '../bot/local/sample/sample-networks.ts';
import { loadSamples } from '../bot/local/sample/samples.ts';
import { givingText } from '../bot/networks/roles/giving.text.ts';
import { rolesText } from '../bot/networks/roles/roles.text.ts';
import { administrationText } from '../bot/networks/administration/administration.text.ts';
import { proposalsText } from '../bot/networks/administration/proposals/proposals.text.ts';
import { consent, visibilities } from '../bot/networks/membership/membership.ts';
import { membershipText } from '../bot/networks/membership/membership.text.ts';
import { writingText } from '../bot/news/writing.text.ts';
import { openPeople, type People } from '../bot/people/people.ts';
import type { Person } from '../bot/people/person.ts';
import { openStorage } from '../bot/storage/azure.ts';
import { deriveKey } from '../bot/storage/secret.ts';
import { doorText } from '../bot/teams/door.text.ts';
import { inRecordings, typed, type Activity } from './support/activities.ts';
import { startAzurite, type RunningAzurite } from './support/azurite.ts';
import { startConnector, type Call, type Connector } from './support/connector.ts';
import { everyFeature } from './support/features.ts';
import { pressOf } from './support/pressing.ts';

// The rule: in a channel or a group chat no press and no private command ever causes a message about the one who pressed. The lists come
// from the features themselves, and the buttons from their sample cards and from a walk through the running product, so that a new verb
// is tried without anybody remembering it.

type Someone = { person: Person; from: Activity['from']; ownChat: string };
type Scope = 'group' | 'channel';

const features = everyFeature();
const verbs: Verb[] = features.flatMap(feature => feature.verbs ?? []);
const commands: Command[] = features.flatMap(feature => feature.commands ?? []);
const scopes: readonly Scope[] = ['group', 'channel'];
const network = sampleNetworks[0]?.words.en.short ?? '';
const questions = ['what is the race equality network', 'women', 'disability', 'menopause', 'mental health', 'how do I start a network'];

/** One button of each verb from the sample cards. */
const onSampleCards = new Map<string, Press>();
for (const { samples } of features) {
  for (const { card } of Object.values(samples?.('en') ?? {})) {
    for (const button of buttonsOf(card))
      if (button.type === 'Action.Execute' && !onSampleCards.has(button.verb)) onSampleCards.set(button.verb, button);
  }
}

/** What somebody chooses on the forms that make others learn of them. */
const filledIn: Record<string, Record<string, string>> = {
  'networks/join': { visibility: 'members', belonging: 'member' },
  'networks/choose': { visibility: 'members', events: 'now', vacancies: 'now', surveys: 'off', news: 'digest' },
};

describe('who learns what from a press', function () {
  this.timeout(60_000);
  let azurite: RunningAzurite;
  let connector: Connector;
  let app: App;
  let people: People;
  let address: string;
  /** Buttons as they left the running product, at most two of a verb. */
  const live = new Map<string, Press[]>();
  const secret = Buffer.alloc(32, 9);
  const { seal } = sealer(deriveKey(secret, 'cards'));

  before(async () => {
    azurite = await startAzurite();
    connector = await startConnector();
    const settings = readSettings({
      PORT: '0',
      HOME_FORCE: 'Sussex Police',
      STORAGE_CONNECTION_STRING: azurite.connectionString,
      STAFF_NETWORKS_KEY: secret.toString('base64'),
    });
    const storage = openStorage(settings.storage);
    people = openPeople(storage, settings);
    app = buildApp(settings, {
      storage,
      now: () => new Date(),
      log: () => {},
      onFirstTenant: tenant => loadSamples(tenant, { storage, settings }),
    });
    address = `http://127.0.0.1:${(await app.start()).port}/api/messages`;
    await walkThrough(stranger());
  });
  after(async () => {
    await app.stop();
    await connector.stop();
    await azurite.close();
  });

  async function post(activity: Activity): Promise<Record<string, unknown> | undefined> {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...activity, serviceUrl: connector.serviceUrl }),
    });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return text ? (JSON.parse(text) as Record<string, unknown>) : undefined;
  }

  /** Types every command, asks a question, and presses what appears, as somebody curious would. */
  async function walkThrough(who: Someone): Promise<void> {
    const waiting: Press[] = [];
    const take = (shown: unknown) => {
      for (const button of pressesIn(shown)) {
        const known = live.get(button.verb) ?? [];
        if (known.length >= 2 || known.some(({ data }) => data.sn.about === button.data.sn.about)) continue;
        live.set(button.verb, [...known, button]);
        waiting.push(button);
      }
    };
    for (const text of [...commands.map(({ phrases }) => lineOf(phrases.en[0] ?? '')), ...questions])
      await post(inOwnChat(typed(text), who));
    take(connector.calls.map(({ body }) => body));
    for (let button = waiting.shift(); button; button = waiting.shift())
      take(await post(inOwnChat(pressOf(button, 'execute', 'personal'), who)));
    connector.clear();
  }

  const stranger = (): Someone => {
    const id = randomUUID();
    return {
      person: { tenant: inRecordings.tenant, id },
      from: { id: `29:${id}`, name: `Casey ${id.slice(0, 8)}`, aadObjectId: id },
      ownChat: `a:${id}`,
    };
  };

  /** Somebody whose own chat the bot knows. */
  async function acquaintance(): Promise<Someone> {
    const who = stranger();
    await post(inOwnChat(typed('help'), who));
    for (let tries = 0; tries < 500 && !(await people.addresses.ofPerson(who.person)); tries += 1) await pause(5);
    connector.clear();
    return who;
  }

  const inOwnChat = (activity: Activity, { from, ownChat }: Someone): Activity => ({
    ...activity,
    from,
    conversation: { ...activity.conversation, id: ownChat },
  });

  function buttonsFor({ verb }: Verb): Press[] {
    const sample = onSampleCards.get(verb);
    const card = (button: Press): Card => ({
      type: 'AdaptiveCard',
      version: '1.5',
      lang: 'en',
      fallbackText: 'x',
      body: [{ type: 'ActionSet', actions: [button] }],
    });
    return [...(sample ? [...buttonsOf(seal(card(sample), inRecordings.tenant))] : []), ...(live.get(verb) ?? [])] as Press[];
  }

  /** Who pressed what among others, and in their own chat: they are looked for in every audience once all of it is over. */
  const among = new Map<string, Someone[]>();
  const alone = new Map<string, Someone[]>();
  const note = (who: Someone, what: string, where: Map<string, Someone[]>) => where.set(what, [...(where.get(what) ?? []), who]);

  /**
   * Everybody whom any audience of any feature counts in, for anything a button is about. Everyone who has the app is left out:
   * whoever has a chat with us is in that one, and it says nothing else of them.
   */
  async function everybodyCounted(): Promise<Set<string>> {
    const found = new Set<string>();
    const abouts = new Set(verbs.flatMap(buttonsFor).map(({ data }) => data.sn.about || 'none'));
    const audiences = app.features.flatMap(offered => Object.entries(offered.audiences ?? {}));
    for (const [, audience] of audiences.filter(([kind]) => kind !== 'everyone')) {
      for (const about of abouts)
        for await (const page of audience.pages(inRecordings.tenant, about)) for (const { id } of page) found.add(id);
    }
    return found;
  }

  it('has every verb to walk that the running product offers', () => {
    const running = app.features.flatMap(feature => feature.verbs ?? []).map(({ verb }) => verb);
    assert.deepEqual(
      running,
      verbs.map(({ verb }) => verb),
    );
    assert.ok(running.length > 0);
  });

  it('sees what is sent to a channel', async () => {
    await post(typed('networks', 'channel'));
    assert.equal(connector.messages()[0]?.conversation, inRecordings.thread);
    connector.clear();
  });

  for (const offered of verbs) {
    describe(offered.verb, () => {
      // That the running product offers it too is shown by the journeys: a whole run counts every verb they press.
      it('stands on a sample card', () => assert.ok(onSampleCards.has(offered.verb)));

      for (const scope of scopes) {
        it(`is answered in the response alone in a ${scope} (Action.Execute)`, async () => {
          for (const who of [await acquaintance(), stranger()]) {
            note(who, offered.verb, among);
            for (const button of buttonsFor(offered)) {
              const answer = await post({ ...pressOf(button, 'execute', scope), from: who.from });
              assert.equal(answer?.['statusCode'], 200);
              assert.match(String(answer?.['type']), /card\.adaptive$|activity\.message$/);
            }
            await pause(30);
            assert.deepEqual(connector.calls, []);
          }
        });

        it(`is answered in the own chat alone in a ${scope} (Action.Submit)`, async () => {
          for (const who of [await acquaintance(), stranger()]) {
            note(who, offered.verb, among);
            for (const button of buttonsFor(offered)) {
              assert.equal(await post({ ...pressOf(button, 'submit', scope), from: who.from }), undefined);
              const isTheirs = ({ conversation }: Call) => conversation === who.ownChat || conversation.startsWith('a:made-');
              await connector.called(call => call.body['type'] === 'message' && isTheirs(call));
              await pause(10);
              assert.deepEqual(
                connector.calls.filter(call => call.conversation !== '' && !isTheirs(call)),
                [],
              );
              connector.clear();
            }
          }
        });
      }

      it('is answered in the own chat when it is pressed there', async () => {
        const who = await acquaintance();
        note(who, offered.verb, alone);
        const joinFirst = isAboutMembership(offered) ? buttonsFor({ verb: 'networks/join' } as Verb) : [];
        for (const button of [...joinFirst, ...buttonsFor(offered)])
          await post(inOwnChat(pressOf(button, 'execute', 'personal', filledIn[button.verb] ?? {}), who));
        connector.clear();
      });
    });
  }

  describe('says first who will see it', () => {
    type Texts = { roles: (typeof rolesText)['en']; giving: (typeof givingText)['en'] };
    const both = (line: (texts: Texts) => string) => ({
      en: [line({ roles: rolesText.en, giving: givingText.en })],
      cy: [line({ roles: rolesText.cy, giving: givingText.cy })],
    });
    const words: Record<Extract<Learns, { said: string }>['said'], { en: readonly string[]; cy: readonly string[] }> = {
      'join-consent': consent.words,
      'visibility-choice': { en: visibilities.map(one => membershipText.en[one]), cy: visibilities.map(one => membershipText.cy[one]) },
      'role-accepted': both(({ roles }) => roles.othersSee),
      'role-offered': both(({ giving }) => giving.starts),
      'right-asked-for': both(({ roles }) => roles.askSees),
      'network-proposed': { en: [proposalsText.en.seen], cy: [proposalsText.cy.seen] },
      'news-to-agree-to': { en: [writingText.en.askSees], cy: [writingText.cy.askSees] },
      'deletion-asked-for': { en: [administrationText.en.deleteSecond], cy: [administrationText.cy.deleteSecond] },
    };
    for (const { verb, learns } of verbs) {
      if (learns.who === 'nobody') continue;
      it(`on every card with ${verb}, in both languages`, () => {
        let cards = 0;
        for (const language of languages) {
          for (const { card } of features.flatMap(({ samples }) => Object.values(samples?.(language) ?? {}))) {
            const text = JSON.stringify(card);
            const at = text.indexOf(`"verb":"${verb}"`);
            if (at < 0) continue;
            cards += 1;
            for (const line of words[learns.said][language]) assert.ok(text.slice(0, at).includes(JSON.stringify(line).slice(1, -1)), line);
          }
        }
        assert.ok(cards >= 2);
      });
    }
  });

  describe('and from what is typed among others', () => {
    for (const { id, phrases } of commands.filter(({ isPrivate }) => isPrivate)) {
      it(`${id} gets the same line for everybody`, async () => {
        const said: unknown[] = [];
        let asked = 0;
        for (const scope of scopes) {
          for (const phrase of [...phrases.en, ...phrases.cy]) {
            const who = stranger();
            note(who, id, among);
            asked += 1;
            await post({ ...typed(lineOf(phrase), scope), from: who.from });
            said.push(...connector.calls.map(({ body }) => body['text']));
            connector.clear();
          }
        }
        assert.equal(said.length, asked);
        assert.deepEqual([...new Set(said)], [`${doorText.en.privateHere}\n\n${doorText.cy.privateHere}`]);
      });
    }

    for (const { id, phrases } of commands.filter(({ isPrivate }) => !isPrivate)) {
      it(`${id} says nothing of the one who typed it`, async () => {
        for (const scope of scopes) {
          const who = await acquaintance();
          await post({ ...typed(lineOf(phrases.en[0] ?? ''), scope), from: who.from });
          const [message] = connector.messages();
          assert.ok(message);
          const shown = JSON.stringify([message.body['text'], message.body['summary'], message.body['attachments']]);
          for (const trace of [who.from.name as string, who.person.id]) assert.ok(!shown.includes(trace), trace);
        }
      });
    }
  });

  describe('and who is in an audience in the end', () => {
    let counted: Set<string>;
    before(async () => void (counted = await everybodyCounted()));
    const countedOf = (those: readonly Someone[] = []) => those.filter(({ person }) => counted.has(person.id)).length;

    for (const what of [...verbs.map(({ verb }) => verb), ...commands.filter(({ isPrivate }) => isPrivate).map(({ id }) => id)]) {
      it(`is nobody by ${what} among others`, () => {
        assert.ok(among.get(what)?.length);
        assert.equal(countedOf(among.get(what)), 0);
      });
    }

    for (const offered of verbs) {
      it(`is by ${offered.verb} in the own chat only who the table says`, () => {
        assert.equal(alone.get(offered.verb)?.length, 1);
        assert.equal(countedOf(alone.get(offered.verb)), isAboutMembership(offered) ? 1 : 0);
      });
    }
  });
});

const isAboutMembership = ({ learns }: Verb): boolean => learns.who === 'network';
const lineOf = (phrase: string): string => phrase.replace('…', network);
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Every Action.Execute anywhere in what was shown. */
function pressesIn(shown: unknown): Press[] {
  if (typeof shown !== 'object' || shown === null) return [];
  const inside = Object.values(shown).flatMap(pressesIn);
  return (shown as { type?: unknown }).type === 'Action.Execute' ? [shown as Press, ...inside] : inside;
}
