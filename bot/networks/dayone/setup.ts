import type { EditState } from '../directory/edits.ts';
import type { Network } from '../directory/network.ts';

/** What a network still lacks, the most pressing first. */
export const lacks = ['chair', 'contact', 'welsh', 'joining', 'looked'] as const;
export type Lack = (typeof lacks)[number];

export type Lacking = { kind: 'force'; what: 'lawfulBasis' } | { kind: 'network'; network: Network; what: Lack };

/** What is known about one network when its list is made. */
export type LookedAt = { network: Network; edited: Pick<EditState, 'lookedAt'>; hasChair: boolean };

/** Everything that is still missing, network by network in the order given. A closed network lacks nothing any more. */
export function lackingIn(networks: readonly LookedAt[], force: { speaksWelsh: boolean; hasLawfulBasis: boolean }): Lacking[] {
  const ofForce: Lacking[] = force.hasLawfulBasis ? [] : [{ kind: 'force', what: 'lawfulBasis' }];
  const ofNetworks = networks
    .filter(({ network }) => network.status !== 'closed')
    .flatMap(one => lacksOf(one, force.speaksWelsh).map((what): Lacking => ({ kind: 'network', network: one.network, what })));
  return [...ofForce, ...ofNetworks];
}

function lacksOf({ network, edited, hasChair }: LookedAt, speaksWelsh: boolean): Lack[] {
  const missing: Record<Lack, boolean> = {
    chair: !hasChair,
    contact: !network.words.en.contact,
    welsh: speaksWelsh && !network.words.cy,
    joining: network.joining === 'notStated',
    looked: !edited.lookedAt,
  };
  // One form settles both how people join and how careful to be, so it is asked for once.
  return lacks.filter(what => missing[what] && !(what === 'looked' && missing.joining));
}
