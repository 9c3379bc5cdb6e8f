import { createHash } from 'node:crypto';
import type { Language } from '../../language/language.ts';
import type { Person } from '../../people/person.ts';
import type { Role } from '../../people/roles.ts';
import { CannotStart } from '../processes/cannot-start.ts';
import { sampleNetworkIds as network } from './sample-networks.ts';

/** Everyone here is invented, and so is the tenant. */
export const castTenant = '7c1f3a52-9d04-4e6b-8a27-3b5e0c9d1f64';

export type Part = 'constable' | 'chair' | 'administrator' | 'adviser' | 'committee' | 'colleague' | 'member';

export type CastMember = {
  part: Part;
  givenName: string;
  surname: string;
  name: string;
  email: string;
  /** Entra object id: the same in every run. */
  id: string;
  /** Their id in the channel, as Teams makes it for each bot. */
  channelId: string;
  language: Language;
  roles: Role[];
  memberOf: { network: string; visibility: 'officers' | 'hidden'; /** Where they joined before everybody else. */ joinedAt?: Date }[];
};

/** The six who are in the Playground, the first of them at its keyboard. */
export const players: readonly CastMember[] = [
  castMember('constable', 'Priya Nair', { memberOf: [] }),
  castMember('chair', 'Marcus Adeyemi', {
    roles: [
      { name: 'chair', network: network.carers },
      { name: 'launcher', network: '' },
    ],
    memberOf: [{ network: network.carers, visibility: 'officers' }],
  }),
  castMember('administrator', 'Helen Whitcombe', { roles: [{ name: 'administrator', network: '' }] }),
  castMember('adviser', 'Rhiannon Pryce', {
    language: 'cy',
    roles: [{ name: 'adviser', network: network.hearing }],
    memberOf: [{ network: network.hearing, visibility: 'officers' }],
  }),
  castMember('committee', 'Callum Zielinski', {
    roles: [{ name: 'committee', network: network.rural }],
    memberOf: [
      // So long ago that he is asked whether he is still in.
      { network: network.rural, visibility: 'officers', joinedAt: new Date('2024-05-13T09:00:00Z') },
      { network: network.hearing, visibility: 'hidden' },
    ],
  }),
  castMember('colleague', 'Dawn Okonkwo', {}),
];

const names = [
  'Aaliyah Hussain, Alfie Thornton, Amara Mensah, Angus MacRae, Anjali Deshpande, Beatrice Lowe, Bilal Chaudhry, Bronwen Tudor',
  'Catrin Morgan, Chidi Eze, Colette Marsh, Daniel Abrahams, Deborah Kingsley, Ewan Sutherland, Farah Siddiqui, Femi Balogun',
  'Gareth Llewellyn, Grace Tembo, Gurpreet Dhillon, Hannah Pemberton, Imogen Fairley, Isaac Goldberg, Jasmin Rahman, Jerome Baptiste',
  'Kasia Nowak, Keeley Barrow, Leon Campbell, Lucy Ashdown, Manjit Sandhu, Mei Ling Cheung, Nia Rowlands, Oluwaseun Adebayo',
  'Patrick Donnelly, Rebecca Stein, Rosa Ferreira, Samir Haddad, Sinead Gallagher, Tariq Aziz Khan, Thandiwe Moyo, Winston Clarke',
];

/** Forty more, so that one network is as large as a real one. With the chair, the carers are 40. */
export const members: readonly CastMember[] = names
  .join(', ')
  .split(', ')
  .map((name, at) => castMember('member', name, { memberOf: memberships(at) }));

export const cast: readonly CastMember[] = [...players, ...members];

export const personOf = (member: CastMember, tenant = castTenant): Person => ({ tenant, id: member.id });

/** Whoever somebody means by a part ("chair"), a given name or a whole name, in any letter case. */
export function castMemberNamed(wanted: string): CastMember | undefined {
  const asked = wanted.trim().toLowerCase();
  const isMeant = (member: CastMember): boolean =>
    [member.name, member.givenName].some(name => name.toLowerCase() === asked) || (member.part !== 'member' && member.part === asked);
  return cast.find(isMeant);
}

/** As `castMemberNamed`; someone unknown is an error with the names that may be chosen. */
export function castMemberMeant(wanted: string): CastMember {
  const found = castMemberNamed(wanted);
  if (found) return found;
  const choices = players.map(({ givenName, part }) => `${givenName} (${part})`).join(', ');
  throw new CannotStart(
    `Nobody in the sample cast is called "${wanted}". Choose ${choices}, or one of the forty sample members by their name.`,
  );
}

function castMember(
  part: Part,
  name: string,
  { language = 'en', roles = [], memberOf = [] }: Partial<Pick<CastMember, 'language' | 'roles' | 'memberOf'>>,
): CastMember {
  const [givenName = '', ...surnames] = name.split(' ');
  const digest = createHash('sha256').update(`sample cast: ${name}`).digest();
  return {
    part,
    givenName,
    surname: surnames.join(' '),
    name,
    email: `${name.toLowerCase().replaceAll(' ', '.')}@force.example`,
    id: asGuid(digest),
    channelId: `29:1${digest.toString('base64url').slice(0, 40)}`,
    language,
    roles,
    memberOf,
  };
}

function memberships(at: number): CastMember['memberOf'] {
  const officers = (id: string) => ({ network: id, visibility: 'officers' as const });
  return [
    ...(at < 39 ? [officers(network.carers)] : []),
    ...(at % 3 === 0 ? [officers(network.hearing)] : []),
    ...(at % 8 === 5 ? [officers(network.rural)] : []),
  ];
}

function asGuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
