import { featureOf, type Feature } from '../feature.ts';
import type { People } from '../people/people.ts';
import type { Person } from '../people/person.ts';
import { may, type Guarded } from '../people/roles.ts';
import type { Table } from '../storage/table.ts';
import type { Turn } from '../teams/turn.ts';
import { administrationPart, openAdministration } from './administration/administration.part.ts';
import { networkAdministrationRoutes } from './administration/editing/editing.api.ts';
import type { DeletingNeeds } from './administration/requests/deleting.ts';
import { requestRoutes } from './administration/requests/requests.api.ts';
import { dayOneRoutes } from './dayone/dayone.api.ts';
import { dayOnePart } from './dayone/dayone.part.ts';
import { openDayOne } from './dayone/dayone.store.ts';
import { openReach } from './dayone/reach.ts';
import { directoryPart, type Seeds } from './directory/directory.part.ts';
import { openDirectory } from './directory/directory.ts';
import { openNetworks } from './directory/networks.store.ts';
import { figuresPart } from './figures/figures.part.ts';
import { askingPart, type AskingNeeds } from './membership/asking.part.ts';
import { greetingPart } from './membership/greeting.part.ts';
import { openGreeting } from './membership/greeting.ts';
import { openJoining } from './membership/joining.ts';
import { lapsingPart, type LapsingNeeds } from './membership/lapsing.part.ts';
import { memberRoutes } from './membership/members.api.ts';
import { membershipPart } from './membership/membership.part.ts';
import { openMemberships } from './membership/memberships.store.ts';
import { networkRoutes } from './networks.api.ts';
import { rolesPart } from './roles/roles.part.ts';

export type NetworksNeeds = {
  tables: { networks: Table; memberships: Table; figures: Table; proposals: Table; dayOne: Table };
  people: Pick<People, 'acts' | 'addresses' | 'approvals' | 'audit' | 'forceSettings' | 'names' | 'preferences' | 'roles' | 'tenants'>;
  /** The networks a force's articles describe. */
  seeds: Seeds;
  isGuest: (turn: Turn) => Promise<boolean>;
  /** Has work done at a time. */
  later: DeletingNeeds['later'];
  /** Sends the yearly question. */
  delivering: AskingNeeds['delivering'];
  lastUnreached: LapsingNeeds['lastUnreached'];
  /** Where `/go` links begin. */
  publicOrigin: string;
};

/** The directory of networks, and everything about being in one. */
export function networksFeature(needs: NetworksNeeds): Feature {
  const { tables, people, seeds, isGuest, later, publicOrigin } = needs;
  const store = openNetworks(tables.networks);
  const memberships = openMemberships(tables.memberships);
  const joining = openJoining(memberships, people);
  const greeting = openGreeting(memberships);
  const directoryOf = openDirectory(seeds, store);
  const firstDay = openDayOne(tables.dayOne);
  const membership = membershipPart({
    directoryOf,
    memberships,
    joining,
    isGuest,
    isSensitive: async (tenant, network) =>
      (await directoryOf(tenant, await people.tenants.forceOf(tenant))).find(network)?.isSensitive ?? true,
    lawfulBasis: turn => people.forceSettings.lawfulBasis(turn.person.tenant, turn.language),
  });
  const figures = figuresPart({ table: tables.figures, memberships, people, directoryOf, opening: firstDay.openingOf });
  const mayDo = async (person: Person, act: Guarded, network?: string) => may(await people.roles.of(person), act, network);
  const administration = openAdministration({
    table: tables.proposals,
    directoryOf,
    store,
    seeds,
    memberships,
    people,
    may: mayDo,
    isGuest,
    later,
    forget: async (tenant, network) => {
      await people.roles.forgetNetwork(tenant, network);
      await figures.forgetFigures(tenant, network);
      await firstDay.forget(tenant, network);
      await memberships.forgetNetwork(tenant, network);
    },
  });
  const dayOne = {
    directoryOf,
    store: firstDay,
    reachOf: openReach({
      memberships,
      store: firstDay,
      canReach: async person => (await people.addresses.ofPerson(person)) !== undefined,
    }),
    people,
    may: mayDo,
    hasChair: async (tenant: string, network: string) =>
      (await people.roles.heldIn(tenant, network)).some(({ role }) => role.name === 'chair'),
    publicOrigin,
  };
  const roles = rolesPart({ directoryOf, people, isGuest });
  const directory = directoryPart({
    directoryOf,
    store,
    known: {
      standing: membership.standingOf,
      officers: roles.officers,
      size: figures.figureFor,
      seesMoney: (person, network) => mayDo(person, 'see budget and duty time', network),
    },
  });
  const routes = [
    ...networkRoutes({ directoryOf, memberships, joining }),
    ...memberRoutes({ directoryOf, memberships, people, greeting, may: mayDo }),
    ...networkAdministrationRoutes(administration),
    ...requestRoutes(administration),
    ...dayOneRoutes(dayOne),
  ];
  const newMembers = greetingPart({ directoryOf, memberships, greeting, may: mayDo });
  return featureOf('networks', [
    directory,
    membership,
    askingPart({ ...needs, memberships }),
    lapsingPart({ ...needs, memberships }),
    newMembers,
    roles,
    figures,
    administrationPart(administration),
    dayOnePart(dayOne),
    { routes },
  ]);
}
