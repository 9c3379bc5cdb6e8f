import type { Language } from '../../language/language.ts';
import { isOnNetwork, objectIn } from './objects.ts';

const en = {
  gone: 'a network that is gone',
  wholeForce: 'whole force',
  roleIn: (role: string, place: string) => `${role}, ${place}`,
  roles: {
    administrator: 'administrator',
    chair: 'chair',
    secretary: 'secretary',
    committee: 'committee member',
    liaison: 'executive liaison',
    adviser: 'adviser',
    launcher: 'survey launcher',
  } as Record<string, string>,
  /** Settings, and rights that can be asked for. */
  named: {
    lawfulBasis: 'lawful basis',
    retention: 'how long things are kept',
    mostMessages: 'how many messages people get',
    approvalAbove: 'when news needs a second person',
    'launch a survey': 'launch surveys',
    'offer a role in a network': 'give roles in a network',
    'invite members': 'invite members to a network',
    'welcome new members': 'welcome new members',
    'see growth': 'see the growth of a network',
    'see members as an officer': 'look after the members of a network',
    'write news': 'write news to a network',
  } as Record<string, string>,
};
const cy: typeof en = {
  gone: 'rhwydwaith sydd wedi mynd',
  wholeForce: 'yr heddlu cyfan',
  roleIn: (role, place) => `${role}, ${place}`,
  roles: {
    administrator: 'gweinyddwr',
    chair: 'cadeirydd',
    secretary: 'ysgrifennydd',
    committee: 'aelod o’r pwyllgor',
    liaison: 'cyswllt gweithredol',
    adviser: 'cynghorydd',
    launcher: 'lansiwr arolygon',
  },
  named: {
    lawfulBasis: 'sail gyfreithlon',
    retention: 'am ba hyd y cedwir pethau',
    mostMessages: 'faint o negeseuon y mae pobl yn eu cael',
    approvalAbove: 'pryd y mae angen ail berson ar gyfer newyddion',
    'launch a survey': 'lansio arolygon',
    'offer a role in a network': 'rhoi rolau mewn rhwydwaith',
    'invite members': 'gwahodd aelodau i rwydwaith',
    'welcome new members': 'croesawu aelodau newydd',
    'see growth': 'gweld twf rhwydwaith',
    'see members as an officer': 'gofalu am aelodau rhwydwaith',
    'write news': 'ysgrifennu newyddion at rwydwaith',
  },
};
export const objectsText = { en, cy };

/** What an act was done to, as its reader knows it; undefined where there is nothing, or nothing but an id. */
export function objectInWords(act: string, object: string, language: Language, names: ReadonlyMap<string, string>): string | undefined {
  const text = objectsText[language];
  const read = objectIn(object);
  if (read.kind === 'nothing') return undefined;
  if (read.kind === 'role') {
    const place = read.network === undefined ? text.wholeForce : (names.get(read.network) ?? text.gone);
    return text.roleIn(text.roles[read.role] ?? read.role, place);
  }
  return names.get(read.id) ?? text.named[read.id] ?? (isOnNetwork(act) ? text.gone : undefined);
}
