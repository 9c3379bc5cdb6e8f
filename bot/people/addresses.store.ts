import { LRUCache } from 'lru-cache';
import type { Held } from '../feature.ts';
import { partition, partsOf, row } from '../storage/keys.ts';
import type { Fields, StoredRow, Table } from '../storage/table.ts';
import type { Address, Turn } from '../teams/turn.ts';
import { general, mapOf, personal } from './data-map.ts';
import type { Person } from './person.ts';
import { shardOf, shards } from './shard.ts';

const name = 'addresses';

/** Why nothing can be sent to an address; the person's next act revives it. */
const reasons = ['uninstalled', 'blocked', 'gone', 'disabled'] as const;
export type Gone = (typeof reasons)[number];

// An install may be announced several times (Teams sends two events, the Playground one at each page load).
const welcomeAgainAfterMs = 60_000;
// Another instance may have erased or marked what this one wrote, so it looks again after a while.
const lookAgainAfterMs = 10 * 60_000;

/** How somebody or some place is reached at this moment. Unknown is whoever has never been met. */
export type Whereabouts = { kind: 'here'; address: Address } | { kind: 'gone'; reason: Gone } | { kind: 'unknown' };

export type AddressesStore = ReturnType<typeof openAddresses>;

/** The address book: how to reach each person and each channel, learned from what arrives. */
export function openAddresses(table: Table, clock: () => Date) {
  // What this instance wrote or saw lately, so that an unchanged address costs nothing.
  const lately = new LRUCache<string, { fingerprint: string; at: number }>({ max: 50_000 });
  const keyText = ({ tenant, person, conversation }: Pick<Address, 'tenant' | 'person' | 'conversation'>) =>
    person ? `${tenant} ${person.id}` : `${tenant} in ${conversation}`;

  /** Writes the address if it is new, changed, or was marked as gone. */
  const note = (address: Address): Promise<void> => keep(address, 'new ones too');

  /** As `note`, for an address that is noted already: after an erasure it stays away. */
  const renew = (address: Address): Promise<void> => keep(address, 'known ones');

  async function keep(address: Address, which: 'new ones too' | 'known ones'): Promise<void> {
    const fields = fieldsOf(address);
    const now = fingerprint(fields);
    const at = clock().getTime();
    const before = lately.get(keyText(address));
    if (before?.fingerprint === now && at - before.at < lookAgainAfterMs) return;
    const found = await table.find(...keyOf(address));
    if (!found) {
      if (which === 'known ones') return;
      await table.insert(...keyOf(address), fields);
    } else if (fingerprint(found.fields) !== now || found.fields['gone']) {
      // Whoever changed or erased it meanwhile knows better.
      if ((await table.replace(found, { ...fields, ...welcomeFields(found) })) === 'changed') return;
    }
    lately.set(keyText(address), { fingerprint: now, at });
  }

  async function ofPerson(person: Person): Promise<Address | undefined> {
    const where = await whereIs(person.tenant, { person: person.id });
    return where.kind === 'here' ? where.address : undefined;
  }

  async function whereIs(tenant: string, of: { person: string } | { conversation: string }): Promise<Whereabouts> {
    const key = 'person' in of ? personalKey({ tenant, id: of.person }) : placeKey(tenant, of.conversation);
    const found = await table.find(...key);
    if (!found) return { kind: 'unknown' };
    const reason = reasons.find(one => one === found.fields['gone']);
    return reason ? { kind: 'gone', reason } : { kind: 'here', address: addressOf(tenant, found) };
  }

  /** Some address in a tenant: it tells where Teams is and who we are there, which the making of a new chat needs. */
  async function anyIn(tenant: string): Promise<Address | undefined> {
    for (const place of [...shards.map(shard => partition(tenant, 'personal', shard)), partition(tenant, 'places')]) {
      const [found] = (await table.list(place, { limit: 1 })).rows;
      if (found) return addressOf(tenant, found);
    }
    return undefined;
  }

  /** Everybody who can be written to, a page at a time; the people of one shard follow one another. For sending only. */
  async function* everybody(tenant: string): AsyncGenerator<Person[]> {
    for (const shard of shards) {
      let after: string | undefined;
      do {
        const page = await table.list(partition(tenant, 'personal', shard), after === undefined ? {} : { after });
        const here = page.rows.filter(({ fields }) => !fields['gone']);
        if (here.length > 0) yield here.map(({ row: key }) => ({ tenant, id: partsOf(key)[0] ?? '' }));
        after = page.next;
      } while (after !== undefined);
    }
  }

  /** The channels the app was added to. */
  async function channels(tenant: string): Promise<Address[]> {
    const found: Address[] = [];
    for await (const stored of table.all(partition(tenant, 'places')))
      if (stored.fields['scope'] === 'channel' && !stored.fields['gone']) found.push(addressOf(tenant, stored));
    return found;
  }

  async function markGone(address: Address, reason: Gone, now: Date): Promise<void> {
    lately.delete(keyText(address));
    const found = await table.find(...keyOf(address));
    // Another send that fails does not make it gone anew: how long it has been so decides when a leaver is forgotten.
    if (found) await table.replace(found, { ...found.fields, gone: reason, goneAt: found.fields['goneAt'] ?? now });
  }

  /** People whose chat with us has been gone since before a time. One that an administrator switched off is no sign of leaving. */
  async function* goneSince(tenant: string, before: Date): AsyncGenerator<Person> {
    for (const shard of shards) {
      for await (const { row: key, fields } of table.all(partition(tenant, 'personal', shard))) {
        const { gone, goneAt } = fields;
        if (gone && gone !== 'disabled' && goneAt instanceof Date && goneAt < before) yield { tenant, id: partsOf(key)[0] ?? '' };
      }
    }
  }

  /** Since when somebody cannot be written to; undefined while they can. */
  async function goneAtOf(person: Person): Promise<Date | undefined> {
    const fields = (await table.find(...personalKey(person)))?.fields;
    return fields?.['gone'] && fields['goneAt'] instanceof Date ? fields['goneAt'] : undefined;
  }

  /**
   * True once per install: for an activity not seen before, and at least a minute after the last welcome here.
   * The mark is written before the welcome is sent, so two instances cannot both send it.
   */
  async function mayWelcome(turn: Turn): Promise<boolean> {
    const { address } = turn;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const mark = { welcomedAt: turn.now, welcomedBy: turn.id };
      const found = await table.find(...keyOf(address));
      if (!found) {
        if ((await table.insert(...keyOf(address), { ...fieldsOf(address), ...mark })) === 'inserted') return true;
        continue;
      }
      const before = found.fields['welcomedAt'];
      if (found.fields['welcomedBy'] === turn.id) return false;
      if (before instanceof Date && turn.now.getTime() - before.getTime() < welcomeAgainAfterMs) return false;
      if ((await table.replace(found, { ...fieldsOf(address), ...mark })) === 'replaced') return true;
    }
    return false;
  }

  const held: Held = {
    map: dataMap,
    export: async person => {
      const found = await table.find(...personalKey(person));
      if (!found) return [];
      return [
        {
          table: name,
          what: { en: 'How we reach you in Teams', cy: 'Sut rydym yn cysylltu â chi yn Teams' },
          fields: Object.fromEntries(
            Object.entries(found.fields).flatMap(([property, value]) =>
              value === undefined ? [] : [[property, value instanceof Date ? value.toISOString() : String(value)]],
            ),
          ),
        },
      ];
    },
    erase: async person => {
      await table.remove(...personalKey(person));
      lately.delete(`${person.tenant} ${person.id}`);
    },
  };

  return { note, renew, ofPerson, whereIs, anyIn, everybody, channels, markGone, goneSince, goneAtOf, mayWelcome, held };
}

const personalKey = (person: Person) => [partition(person.tenant, 'personal', shardOf(person.id)), row(person.id)] as const;

const placeKey = (tenant: string, conversation: string) => [partition(tenant, 'places'), row(conversation)] as const;

const keyOf = (address: Address) => (address.person ? personalKey(address.person) : placeKey(address.tenant, address.conversation));

function fieldsOf(address: Address): Fields {
  return {
    scope: address.scope,
    conversation: address.conversation,
    serviceUrl: address.serviceUrl,
    botId: address.bot.id,
    botName: address.bot.name,
    channelId: address.person?.channelId,
    team: address.team,
  };
}

const fingerprint = (fields: Fields): string =>
  [fields['scope'], fields['conversation'], fields['serviceUrl'], fields['botId'], fields['channelId'], fields['team']].join('\n');

const welcomeFields = ({ fields }: StoredRow): Fields => ({ welcomedAt: fields['welcomedAt'], welcomedBy: fields['welcomedBy'] });

function addressOf(tenant: string, { fields, row: key }: StoredRow): Address {
  const text = (property: string) => String(fields[property] ?? '');
  const scope = fields['scope'] === 'channel' || fields['scope'] === 'group' ? fields['scope'] : 'personal';
  return {
    tenant,
    scope,
    conversation: text('conversation'),
    serviceUrl: text('serviceUrl'),
    bot: { id: text('botId'), name: text('botName') },
    ...(scope === 'personal' ? { person: { tenant, id: key, channelId: text('channelId') } } : {}),
    ...(fields['team'] ? { team: text('team') } : {}),
  };
}

const dataMap = mapOf(
  name,
  { en: 'Until you erase it', cy: 'Nes i chi ei ddileu' },
  {
    scope: general('Whether it is a chat or a channel', 'Ai sgwrs ynteu sianel ydyw'),
    conversation: personal('To find our chat again', 'I ddod o hyd i’n sgwrs eto'),
    serviceUrl: general('The Teams address to send to', 'Y cyfeiriad Teams i anfon ato'),
    botId: general('Which bot the chat is with', 'Â pha fot y mae’r sgwrs'),
    botName: general('The bot’s name in that chat', 'Enw’r bot yn y sgwrs honno'),
    channelId: personal('Your id in Teams chats', 'Eich dynodydd mewn sgyrsiau Teams'),
    team: general('Which team a channel belongs to', 'I ba dîm y mae sianel yn perthyn'),
    welcomedAt: personal('To welcome you once', 'I’ch croesawu unwaith'),
    welcomedBy: personal('To welcome you once', 'I’ch croesawu unwaith'),
    gone: personal('Why we cannot write to you', 'Pam na allwn ysgrifennu atoch'),
    goneAt: personal('Since when we cannot write to you', 'Ers pryd na allwn ysgrifennu atoch'),
  },
);
