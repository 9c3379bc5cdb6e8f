import type { Held } from '../../feature.ts';
import type { Language } from '../../language/language.ts';
import { general, lifeSetBy, mapOf, personal } from '../../people/data-map.ts';
import type { Person } from '../../people/person.ts';
import { partition, row } from '../../storage/keys.ts';
import type { StoredRow, Table } from '../../storage/table.ts';

const name = 'organisers';

/** Where the card of whoever sent something is, so that it can be brought up to date by itself. */
export type OrganisersCard = { person: Person; activity: string; language: Language };

export type OrganisersStore = ReturnType<typeof openOrganisers>;

/** One row for each announcement: the last card on which its organiser saw how it stands. */
export function openOrganisers(table: Table) {
  const place = (tenant: string) => partition(tenant, name);

  async function keep(broadcast: string, { person, activity, language }: OrganisersCard, now: Date): Promise<void> {
    await table.put(place(person.tenant), row(broadcast), { person: person.id, activity, language, at: now });
  }

  async function of(tenant: string, broadcast: string): Promise<OrganisersCard | undefined> {
    const found = await table.find(place(tenant), row(broadcast));
    return found && cardOf(tenant, found);
  }

  async function forget(tenant: string, before: Date): Promise<void> {
    for await (const found of table.all(place(tenant)))
      if ((found.fields['at'] as Date) < before) await table.remove(found.partition, found.row, found.etag);
  }

  async function* rowsOf(person: Person): AsyncGenerator<StoredRow> {
    for await (const found of table.all(place(person.tenant))) if (found.fields['person'] === person.id) yield found;
  }

  const held: Held = {
    map: mapOf(name, lifeSetBy('deliveryDays'), {
      person: personal('Whose card shows how a message stands', 'Cerdyn pwy sy’n dangos sut mae neges'),
      activity: personal('Which message in your chat that card is', 'Pa neges yn eich sgwrs yw’r cerdyn hwnnw'),
      language: personal('The language of that card', 'Iaith y cerdyn hwnnw'),
      at: general('When it was last looked at', 'Pryd yr edrychwyd arno ddiwethaf'),
    }),
    export: async person => {
      const things = [];
      for await (const { fields } of rowsOf(person)) {
        const what = { en: 'A card that shows how your message stands', cy: 'Cerdyn sy’n dangos sut mae eich neges' };
        const { activity, language, at } = fields;
        things.push({
          table: name,
          what,
          fields: { activity: String(activity), language: String(language), at: (at as Date).toISOString() },
        });
      }
      return things;
    },
    erase: async person => {
      const mine: StoredRow[] = [];
      for await (const found of rowsOf(person)) mine.push(found);
      for (const found of mine) await table.remove(found.partition, found.row);
    },
  };

  return { keep, of, forget, held };
}

const cardOf = (tenant: string, { fields }: StoredRow): OrganisersCard => ({
  person: { tenant, id: String(fields['person']) },
  activity: String(fields['activity']),
  language: fields['language'] === 'cy' ? 'cy' : 'en',
});
