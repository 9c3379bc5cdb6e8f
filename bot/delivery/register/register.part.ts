import { z } from 'zod';
import { verb, type Feature, type Route } from '../../feature.ts';
import type { Language } from '../../language/language.ts';
import { dateInWords, momentInWords } from '../../language/wording.ts';
import { lengthInWords } from '../../people/data-map.ts';
import type { People } from '../../people/people.ts';
import type { Person } from '../../people/person.ts';
import { may } from '../../people/roles.ts';
import { Refusal } from '../../refusal.ts';
import { privately } from '../../teams/privately.ts';
import { replace, show } from '../../teams/reply.ts';
import type { Force, Turn } from '../../teams/turn.ts';
import type { AudiencePart } from '../broadcast.ts';
import { registerCard, registeredCard, titleOf } from './register.card.ts';
import { registerSamples } from './register.samples.ts';
import type { RegisterStore } from './register.store.ts';
import { registerText } from './register.text.ts';
import { announcementsOf, saysAll, type Registered, type RegisteredWhole, type RegisterPage } from './register.ts';

const perPage = 5;
const longestTyped = 100;

export type RegisterNeeds = {
  register: RegisterStore;
  people: Pick<People, 'audit' | 'forceSettings' | 'names' | 'roles'>;
  /** How a network is called today; undefined for one that is gone. */
  networkName: (tenant: string, force: Force, id: string, language: Language) => Promise<string | undefined>;
  /** Where `/go` links begin. */
  publicOrigin: string;
};

/** Somebody who looks, from the chat or the tab. */
type Looking = { person: Person; force: Force; language: Language; now: Date };

/** The register of announcements, for administrators: what was said to many, by whom, and who agreed. */
export function registerPart({ register, people, networkName, publicOrigin }: RegisterNeeds): Partial<Feature> {
  const mayLook = async (person: Person) => may(await people.roles.of(person), 'see the register');
  const unknown = () => new Refusal({ en: registerText.en.unknown, cy: registerText.cy.unknown });

  const noteLook = ({ person, now }: Looking, object: string) => people.audit.write({ person, act: 'register seen', object, now });

  async function page(looking: Looking, typed: string, asked: number): Promise<RegisterPage> {
    await noteLook(looking, '-');
    const all = announcementsOf(await register.all(looking.person.tenant)).filter(one => saysAll(one, typed));
    const pages = Math.max(1, Math.ceil(all.length / perPage));
    const at = Math.min(Math.max(1, Number.isFinite(asked) ? Math.trunc(asked) : 1), pages);
    const shown = all.slice((at - 1) * perPage, at * perPage);
    const announcements = shown.map(async one => ({
      broadcast: one.broadcast,
      title: titleOf(one.entries.at(-1)?.words ?? {}, looking.language),
      sentOn: onDay(one.entries[0]?.at ?? looking.now, looking.language),
      to: await audienceOf(one, looking),
      acts: one.entries.map(({ act }) => act),
    }));
    return { announcements: await Promise.all(announcements), page: at, pages, total: all.length };
  }

  async function whole(looking: Looking, broadcast: string): Promise<RegisteredWhole> {
    const one = announcementsOf(await register.all(looking.person.tenant)).find(announced => announced.broadcast === broadcast);
    if (!one) throw unknown();
    await noteLook(looking, broadcast);
    const nameOf = async (id: string | undefined) => id && (await people.names.of({ tenant: looking.person.tenant, id }));
    const entries = one.entries.map(async ({ act, version, at, words, confirmed, author, approver }) => ({
      act,
      version,
      on: onDay(at, looking.language),
      words,
      confirmed: confirmed?.[looking.language],
      author: await nameOf(author),
      approver: await nameOf(approver),
    }));
    return { broadcast, to: await audienceOf(one, looking), entries: await Promise.all(entries) };
  }

  async function audienceOf({ entries }: Registered, { person, force, language }: Looking): Promise<string[]> {
    const text = registerText[language];
    const inWords = async ({ kind, id }: AudiencePart) => {
      if (kind === 'everyone') return text.everyone;
      if (kind !== 'network') return text.place;
      return (await networkName(person.tenant, force, id, language)) ?? text.aNetwork;
    };
    return Promise.all((entries[0]?.audience ?? []).map(inWords));
  }

  async function drawn({ person, language, now }: Looking) {
    const { registerMonths } = (await people.forceSettings.of(person.tenant, 'retention')).value;
    return { language, version: String(now.getTime()), kept: lengthInWords('registerMonths', registerMonths)[language] };
  }

  const list = async (turn: Turn, typed: string, asked: number) => registerCard(await drawn(turn), await page(turn, typed, asked), typed);

  const routes: Route[] = [
    {
      method: 'get',
      path: '/register',
      run: async (caller, { params }) => {
        if (!(await mayLook(caller.person))) throw unknown();
        return page(caller, (params['search'] ?? '').slice(0, longestTyped), Number(params['page'] ?? 1));
      },
    },
    {
      method: 'get',
      path: '/register/:broadcast',
      run: async (caller, { params }) => {
        if (!(await mayLook(caller.person))) throw unknown();
        return whole(caller, params['broadcast'] ?? '');
      },
    },
  ];

  return {
    commands: [
      {
        id: 'delivery/register',
        phrases: { en: ['register', 'register of announcements'], cy: ['cofrestr', 'cofrestr cyhoeddiadau'] },
        isPrivate: true,
        // To anybody else this is no command at all.
        run: async turn => ((await mayLook(turn.person)) ? show(await list(turn, '', 1)) : undefined),
      },
    ],
    verbs: [
      verb({
        verb: 'delivery/register',
        inputs: z.strictObject({ typed: z.string().max(longestTyped).optional() }),
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => {
          if (!(await mayLook(turn.person))) throw unknown();
          const typed = (press.inputs.typed ?? press.carried['typed'] ?? '').trim();
          return replace(await list(turn, typed, Number(press.about)));
        }),
      }),
      verb({
        verb: 'delivery/registered',
        inputs: z.strictObject({}),
        learns: { who: 'nobody' },
        run: privately(async (turn, press) => {
          if (!(await mayLook(turn.person))) throw unknown();
          const { typed = '', page: from = '1' } = press.carried;
          const printAt = `${publicOrigin}/go/register/${press.about}`;
          return replace(registeredCard(await drawn(turn), await whole(turn, press.about), { typed, page: from }, printAt));
        }),
      }),
    ],
    routes,
    held: register.held,
    samples: registerSamples,
  };
}

/** 2 June 2026, 18:00: over two years, the year matters. */
const onDay = (at: Date, language: Language): string => `${dateInWords(at, language)}, ${momentInWords(at, language).split(', ').at(-1)}`;
