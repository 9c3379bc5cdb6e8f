import type { People } from '../../people/people.ts';
import { isSamePerson, type Person } from '../../people/person.ts';
import type { RoleOffer } from '../../people/roles-offered.ts';
import type { Ended } from '../../people/roles-register.store.ts';
import { isOfNetwork, isSameRole, may, mayOffer, type Guarded, type Role } from '../../people/roles.ts';
import type { Meant } from './role-choices.ts';

/** One press or request by which roles change, wherever it came from. */
export type Acting = { person: Person; version: string; now: Date };

export type Offered = { offer: RoleOffer } | 'notAllowed' | 'oneself' | 'before';
export type Invited = { offer: RoleOffer; code: string } | 'notAllowed' | 'before';
export type Accepted = { accepted: RoleOffer } | 'gone';
export type Stopped = Ended | 'notAllowed' | 'before';
export type AskedFor = 'asked' | 'already' | 'may';

export type Granting = ReturnType<typeof openGranting>;

/** Offering, accepting, handing over and ending roles: rights are checked at each step, and every step is audited. */
export function openGranting(people: Pick<People, 'acts' | 'audit' | 'roles' | 'names'>) {
  const { acts, audit, roles, names } = people;
  const write = (person: Person, act: string, role: Role, now: Date) => audit.write({ person, act, object: objectOf(role), now });

  async function once<T>(acting: Acting, verb: string, role: Role, whose: string, act: () => Promise<T>): Promise<T | 'before'> {
    const outcome = await acts.once({ ...acting, verb, object: `${objectOf(role)}/${whose}` }, act);
    return outcome === 'before' ? outcome : outcome.done;
  }

  /** Offers a role to somebody else. Nobody gives themselves a role: another administrator does. */
  async function offer(acting: Acting, { role, until }: Meant, to: Person): Promise<Offered> {
    const { person, now } = acting;
    if (!mayOffer(await roles.of(person), role)) return 'notAllowed';
    if (isSamePerson(person, to)) return 'oneself';
    return once(acting, 'roles/offer', role, to.id, async () => {
      const made = await roles.offer(to, { role, until, by: person.id, kind: 'given' });
      await write(person, 'role offered', role, now);
      return { offer: made };
    });
  }

  /** Offers a role to whoever is handed the code. */
  async function invite(acting: Acting, { role, until }: Meant): Promise<Invited> {
    const { person, now } = acting;
    if (!mayOffer(await roles.of(person), role)) return 'notAllowed';
    return once(acting, 'roles/code', role, '', async () => {
      const made = await roles.invite(person.tenant, { role, until, by: person.id, kind: 'given' });
      await write(person, 'invitation code made', role, now);
      return made;
    });
  }

  /** Offers one's own role to a successor. It changes hands when they accept, and not before. */
  async function handOver(acting: Acting, role: Role, to: Person): Promise<Offered> {
    const { person, now } = acting;
    const mine = (await roles.heldBy(person)).find(held => isSameRole(held.role, role));
    if (!mine || !isOfNetwork(role.name)) return 'notAllowed';
    if (isSamePerson(person, to)) return 'oneself';
    return once(acting, 'roles/hand-over', role, to.id, async () => {
      const made = await roles.offer(to, { role, until: mine.until, by: person.id, kind: 'handedOver' });
      await write(person, 'role offered to a successor', role, now);
      return { offer: made };
    });
  }

  /** The offer behind a code. A few tries an hour, whatever comes of them. */
  async function redeem(person: Person, code: string): Promise<RoleOffer | 'unknown' | 'own' | 'tooMany'> {
    if (!(await roles.mayTryCode(person))) return 'tooMany';
    return roles.redeem(person, code);
  }

  /** Whether whoever offered it still may; of a role handed over, the storage looks at the role itself. */
  const stands = async (tenant: string, offered: RoleOffer): Promise<boolean> =>
    offered.kind === 'handedOver' || mayOffer(await roles.of({ tenant, id: offered.by }), offered.role);

  /** Offers somebody can still accept. */
  async function offersTo(person: Person): Promise<RoleOffer[]> {
    const all = (await roles.openOffers(person.tenant)).filter(one => one.to === person.id && one.by !== person.id);
    const standing = await Promise.all(all.map(one => stands(person.tenant, one)));
    return all.filter((_, at) => standing[at]);
  }

  async function accept({ person, now }: Acting, name: string, id: string): Promise<Accepted> {
    // The name that the network's page will show; written first, so that an officer has one from the start.
    await names.note(person, name, now);
    const outcome = await roles.accept(person, id, offered => stands(person.tenant, offered));
    if (outcome === 'gone') return outcome;
    const { role, kind, by } = outcome.accepted;
    await write(person, 'role accepted', role, now);
    if (kind === 'handedOver') await write({ tenant: person.tenant, id: by }, 'role handed over', role, now);
    await settleWhatIsGiven(person);
    return outcome;
  }

  async function settleWhatIsGiven(person: Person): Promise<void> {
    const mine = await roles.of(person);
    for (const { act, network } of await roles.asked.of(person)) if (may(mine, act, network)) await roles.asked.settle(person, act);
  }

  async function decline({ person, now }: Acting, id: string): Promise<'declined' | 'gone'> {
    const offered = (await offersTo(person)).find(one => one.id === id);
    if (!offered || (await roles.dropOffer(person.tenant, id)) === 'absent') return 'gone';
    await write(person, 'role declined', offered.role, now);
    return 'declined';
  }

  /** Takes an offer back: whoever may offer that role, and whoever wanted to hand theirs over. */
  async function withdraw({ person, now }: Acting, id: string): Promise<'withdrawn' | 'notAllowed' | 'gone'> {
    const offered = await roles.offerNamed(person.tenant, id);
    if (!offered) return 'gone';
    const isMine = offered.kind === 'handedOver' && offered.by === person.id;
    if (!isMine && !mayOffer(await roles.of(person), offered.role)) return 'notAllowed';
    if ((await roles.dropOffer(person.tenant, id)) === 'absent') return 'gone';
    await write(person, 'role offer withdrawn', offered.role, now);
    return 'withdrawn';
  }

  /** `leavesNone`: they were told that nobody will hold it then. */
  async function giveUp(acting: Acting, role: Role, leavesNone: boolean): Promise<Stopped> {
    const { person, now } = acting;
    return once(acting, leavesNone ? 'roles/give-up-last' : 'roles/give-up', role, person.id, async () => {
      const outcome = await roles.end(person, role, leavesNone);
      if (outcome === 'ended') await write(person, leavesNone ? 'role given up, nobody left' : 'role given up', role, now);
      return outcome;
    });
  }

  async function takeAway(acting: Acting, role: Role, from: Person, leavesNone: boolean): Promise<Stopped> {
    const { person, now } = acting;
    if (!may(await roles.of(person), 'take a role away', role.network)) return 'notAllowed';
    return once(acting, leavesNone ? 'roles/take-last' : 'roles/take', role, from.id, async () => {
      const outcome = await roles.end(from, role, leavesNone);
      if (outcome !== 'ended') return outcome;
      await write(person, leavesNone ? 'role taken away, nobody left' : 'role taken away', role, now);
      await write(from, 'role ended by an administrator', role, now);
      return outcome;
    });
  }

  /** Asks the administrators for a right. They see it when they look; nothing is sent. */
  async function ask({ person, now }: Acting, name: string, act: Guarded, network: string): Promise<AskedFor> {
    if (may(await roles.of(person), act, network)) return 'may';
    await names.note(person, name, now);
    const outcome = await roles.asked.ask(person, act, network);
    if (outcome === 'asked') await audit.write({ person, act: 'right asked for', object: act, now });
    return outcome;
  }

  const isAdministrator = async (person: Person): Promise<boolean> => may(await roles.of(person), 'offer any role');

  async function settle({ person, now }: Acting, whose: Person, act: Guarded): Promise<'settled' | 'absent' | 'notAllowed'> {
    if (!(await isAdministrator(person))) return 'notAllowed';
    const outcome = await roles.asked.settle(whose, act);
    if (outcome === 'settled') await audit.write({ person, act: 'request dealt with', object: act, now });
    return outcome;
  }

  return { offer, invite, handOver, redeem, offersTo, accept, decline, withdraw, giveUp, takeAway, ask, settle, isAdministrator };
}

/** What the audit log says a role is: the network and the role, never the person. */
const objectOf = ({ name, network }: Role): string => `${network || 'force'}/${name}`;
