import { z } from 'zod';
import { nextMonthly } from '../../delivery/due.ts';
import { verb, type Feature, type Route } from '../../feature.ts';
import type { Language } from '../../language/language.ts';
import type { People } from '../../people/people.ts';
import { may, type Role } from '../../people/roles.ts';
import { suppress } from '../../people/suppress.ts';
import { Refusal } from '../../refusal.ts';
import { replace, show } from '../../teams/reply.ts';
import { StorageUnavailable, type Table } from '../../storage/table.ts';
import type { Turn } from '../../teams/turn.ts';
import type { Caller } from '../../web/caller.ts';
import { networkIn } from '../directory/directory.part.ts';
import type { DirectoryOf } from '../directory/directory.ts';
import { directoryText } from '../directory/directory.text.ts';
import type { Network } from '../directory/network.ts';
import { drawnFor } from '../drawn.ts';
import type { MembershipsStore } from '../membership/memberships.store.ts';
import { growthCard, jointCard, whichGrowthCard } from './figures.card.ts';
import type { Growth, Joint } from './figures.contract.ts';
import { figuresSamples } from './figures.samples.ts';
import { openFigures } from './figures.store.ts';
import { dayInWords, figuresText, sizeInWords } from './figures.text.ts';
import { growthOf, jointOf, readMonth, type Opening } from './figures.ts';
import { openFreezing } from './freezing.ts';

const kindOfRun = 'networks/freeze-figures';
export const growthSchema = z.strictObject({ since: z.string().refine(readMonth).optional() });

export type FiguresNeeds = {
  table: Table;
  memberships: Pick<MembershipsStore, 'everJoined' | 'counts' | 'pages'>;
  people: Pick<People, 'roles'>;
  directoryOf: DirectoryOf;
  /** What a network declared of the time before the app. */
  opening?: (tenant: string, network: string) => Promise<Opening | undefined>;
};

/** Figures: counted once a month, never live, and shown only through the one suppression rule. */
export function figuresPart(needs: FiguresNeeds): Partial<Feature> & FigureFor {
  const { memberships, directoryOf, people } = needs;
  const figures = openFigures(needs.table);
  const freeze = openFreezing({ memberships, figures });
  const mayGrowth = (roles: readonly Role[], network: string) => may(roles, 'see growth', network);

  /** The size of a network in a sentence, the same for everybody. Undefined while the storage is away: the rest is worth showing. */
  async function figureFor(tenant: string, network: string, language: Language, now: Date): Promise<string | undefined> {
    try {
      const last = await figures.lastOf(tenant);
      if (!last) return figuresText[language].first(dayInWords(nextCount(now), language));
      return sizeInWords(suppress(await membersOf(tenant, network, last.month)), language);
    } catch (error) {
      if (error instanceof StorageUnavailable) return undefined;
      throw error;
    }
  }

  /** A network that has no row of that month never had anybody in it: fewer than 10, like 9. */
  const membersOf = async (tenant: string, network: string, last: string): Promise<number> =>
    (await figures.monthsOf(tenant, network, last)).at(-1)?.members ?? 0;

  async function growth(tenant: string, network: string, now: Date, since?: string): Promise<Growth> {
    const [last, opening] = await Promise.all([figures.lastOf(tenant), needs.opening?.(tenant, network)]);
    const months = last ? await figures.monthsOf(tenant, network, last.month) : [];
    return growthOf({ network, months, last: last?.month, nextOn: nextCount(now), since, opening });
  }

  async function joint(tenant: string, networks: readonly Network[], now: Date, mayPeople: boolean): Promise<Joint> {
    const last = await figures.lastOf(tenant);
    const sizes = await Promise.all(networks.map(async ({ id }) => ({ id, members: last ? await membersOf(tenant, id, last.month) : 0 })));
    return jointOf({ last: last?.month, nextOn: nextCount(now), sizes, people: mayPeople ? last?.people : undefined });
  }

  const directoryFor = (turn: Turn) => directoryOf(turn.person.tenant, turn.force);
  const growthFor = async (turn: Turn, network: Network, since?: string) =>
    growthCard(drawnFor(turn), network, await growth(turn.person.tenant, network.id, turn.now, since));

  /** What "growth" alone shows: all networks to those who see the whole force, else one's own. */
  async function overview(turn: Turn, roles: readonly Role[]) {
    const networks = (await directoryFor(turn)).inOrder(turn.language);
    const seen = networks.filter(network => mayGrowth(roles, network.id));
    const [only] = seen;
    if (!only) return undefined;
    const isWhole = mayGrowth(roles, '');
    if (!isWhole && seen.length === 1) return growthFor(turn, only);
    if (!isWhole) return whichGrowthCard(drawnFor(turn), seen);
    return jointCard(drawnFor(turn), await joint(turn.person.tenant, networks, turn.now, true), networks);
  }

  const routes: Route[] = [
    {
      method: 'get',
      path: '/networks/:id/growth',
      run: async (caller, { params }): Promise<Growth> => {
        const network = await seenBy(caller, params['id'] ?? '');
        return growth(caller.person.tenant, network.id, caller.now, readMonth(params['since']));
      },
    },
    {
      method: 'get',
      path: '/figures',
      run: async (caller): Promise<Joint> => {
        const networks = (await directoryOf(caller.person.tenant, caller.force)).inOrder(caller.language);
        const mayPeople = mayGrowth(await people.roles.of(caller.person), '');
        return joint(caller.person.tenant, networks, caller.now, mayPeople);
      },
    },
  ];

  /** Unknown and forbidden look the same. */
  async function seenBy(caller: Caller, id: string): Promise<Network> {
    const network = networkIn(await directoryOf(caller.person.tenant, caller.force), id);
    if (!mayGrowth(await people.roles.of(caller.person), network.id)) throw unknown();
    return network;
  }

  return {
    figureFor,
    forgetFigures: figures.forgetNetwork,
    commands: [
      {
        id: 'networks/growth',
        phrases: { en: ['growth …', 'growth'], cy: ['twf …', 'twf'] },
        isPrivate: true,
        // To anybody else this is no command at all.
        run: async (turn, typed) => {
          const roles = await people.roles.of(turn.person);
          if (!typed) {
            const card = await overview(turn, roles);
            return card && show(card);
          }
          const meant = (await directoryFor(turn)).naming(typed);
          if (meant.kind !== 'one' || !mayGrowth(roles, meant.network.id)) return undefined;
          return show(await growthFor(turn, meant.network));
        },
      },
    ],
    verbs: [
      verb({
        verb: 'networks/growth',
        inputs: growthSchema,
        learns: { who: 'nobody' },
        run: async (turn, press) => {
          const network = networkIn(await directoryFor(turn), press.about);
          if (turn.scope !== 'personal' || !mayGrowth(await people.roles.of(turn.person), network.id)) throw unknown();
          return replace(await growthFor(turn, network, press.inputs.since));
        },
      }),
    ],
    routes,
    due: {
      [kindOfRun]: async run => {
        await freeze(run.tenant, run.now);
        return { again: nextCount(run.now) };
      },
    },
    standing: [{ kind: kindOfRun, next: nextCount }],
    held: { map: figures.map, export: async () => [], erase: async () => undefined },
    samples: figuresSamples,
  };
}

export type FigureFor = {
  figureFor: (tenant: string, network: string, language: Language, now: Date) => Promise<string | undefined>;
  forgetFigures: (tenant: string, network: string) => Promise<void>;
};

/** The first of each month, 02:00 UK time: the month before is over, and few people join at that hour. */
export const nextCount = (after: Date): Date => nextMonthly(after, { day: 1, hour: 2, minute: 0 });

const unknown = () => new Refusal({ en: directoryText.en.unknown, cy: directoryText.cy.unknown });
