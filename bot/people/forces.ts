import type { WelshRule } from '../language/language.ts';
import type { Force } from '../teams/turn.ts';

// Names as the published documents write them. A joint name stands for each of its forces.
const forces = [
  'Avon and Somerset Police',
  'Bedfordshire Police',
  'British Transport Police',
  'Cambridgeshire Constabulary',
  'Cheshire Constabulary',
  'City of London Police',
  'Cumbria Constabulary',
  'Derbyshire Constabulary',
  'Devon and Cornwall Police',
  'Durham Constabulary',
  'Dyfed-Powys Police',
  'Essex Police',
  'Gloucestershire Constabulary',
  'Greater Manchester Police',
  'Gwent Police',
  'Hampshire & Isle of Wight Constabulary',
  'Hertfordshire Constabulary',
  'Humberside Police',
  'Kent Police',
  'Lancashire Constabulary',
  'Leicestershire Police',
  'Lincolnshire Police',
  'Merseyside Police',
  'Metropolitan Police Service',
  'Norfolk Constabulary',
  'North Wales Police',
  'North Yorkshire Police',
  'Northamptonshire Police',
  'Northumbria Police',
  'Nottinghamshire Police',
  'South Wales Police',
  'Staffordshire Police',
  'Suffolk Constabulary',
  'Surrey Police',
  'Sussex Police',
  'Thames Valley Police',
  'West Mercia Police',
  'West Midlands Police',
  'West Yorkshire Police',
  'Wiltshire Police',
] as const;

const joint: Record<string, readonly string[]> = {
  'Surrey Police and Sussex Police': ['Surrey Police', 'Sussex Police'],
  'Norfolk and Suffolk Constabularies': ['Norfolk Constabulary', 'Suffolk Constabulary'],
  'Bedfordshire, Cambridgeshire and Hertfordshire': ['Bedfordshire Police', 'Cambridgeshire Constabulary', 'Hertfordshire Constabulary'],
};

// Welsh forces answer to the Welsh language standards: Welsh comes first there. Everywhere else it is there for whoever asks.
const welshForces = new Set(['Dyfed-Powys Police', 'Gwent Police', 'North Wales Police', 'South Wales Police']);

/** Every name `HOME_FORCE` may take. */
export const knownForces: readonly string[] = [...forces, ...Object.keys(joint)];

/** The force behind a name; an unknown name stands for itself, so that a force we hold nothing about can still start. */
export function forceNamed(name: string, welsh?: WelshRule): Force & { isKnown: boolean } {
  const known = knownForces.find(one => one.toLowerCase() === name.trim().toLowerCase());
  const found = known ?? name.trim();
  return {
    name: found,
    forces: joint[found] ?? [found],
    welsh: welsh ?? (welshForces.has(found) ? 'required' : 'offered'),
    isKnown: known !== undefined,
  };
}
