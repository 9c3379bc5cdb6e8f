import type { Message } from '../../feature.ts';
import type { Language } from '../../language/language.ts';
import type { People } from '../../people/people.ts';
import type { Person } from '../../people/person.ts';
import type { Courier } from '../../teams/courier.ts';
import type { Force } from '../../teams/turn.ts';
import type { Broadcast } from '../broadcast.ts';
import type { Delivering } from '../engine.ts';
import type { OrganisersStore } from './organisers.store.ts';
import { outcomesShown } from './outcomes.ts';
import { progressCard, type ProgressShown } from './progress.card.ts';
import { mayDo, standingOf, type Act } from './standing.ts';

export type ProgressNeeds = {
  delivering: Delivering;
  /** Who draws each kind. */
  messages: (kind: string) => Message | undefined;
  organisers: OrganisersStore;
  people: Pick<People, 'addresses' | 'audit' | 'tenants'>;
  courier: Pick<Courier, 'update'>;
};

/** Somebody who looks, from the chat or the tab. `version` is the showing that the card's buttons belong to. */
export type Looking = { person: Person; force: Force; language: Language; version: string; now: Date };

export type ActOutcome = 'done' | 'already' | 'notNow';

export type Progressing = ReturnType<typeof openProgress>;

/** How what was sent stands, and steering it, for whoever may look after it at that moment. */
export function openProgress({ delivering, messages, organisers, people, courier }: ProgressNeeds) {
  /** Undefined for what does not exist, and for what is not theirs to look after: both look the same. */
  async function find(person: Person, id: string): Promise<Broadcast | undefined> {
    const broadcast = id ? await delivering.find({ tenant: person.tenant, id }) : undefined;
    const organised = broadcast && messages(broadcast.kind)?.organised;
    return organised && (await organised.may(person, broadcast.about)) ? broadcast : undefined;
  }

  async function shownTo(looking: Looking, id: string): Promise<ProgressShown | undefined> {
    return (await find(looking.person, id)) && drawable(looking, id);
  }

  async function drawable({ person, force, language, version }: Omit<Looking, 'now'>, id: string): Promise<ProgressShown | undefined> {
    const found = await delivering.progress({ tenant: person.tenant, id });
    const organised = found && messages(found.broadcast.kind)?.organised;
    if (!found || !organised) return undefined;
    const { broadcast, tally } = found;
    const { about, isRecalled, startsAt } = broadcast;
    const named = await organised.named({ tenant: person.tenant, force, about, version: broadcast.version, language });
    return {
      id,
      ...(named ?? { kind: '', whose: '', title: '' }),
      standing: standingOf(broadcast),
      ...(startsAt && standingOf(broadcast) === 'waits' ? { startsAt } : {}),
      outcomes: outcomesShown(broadcast, tally),
      may: mayDo(broadcast),
      steps: organised.steps({ about, showing: version, language, isRecalled }),
    };
  }

  /** Does it, for somebody who may at this moment; undefined for anybody else. */
  async function act({ person, now }: Looking, id: string, wanted: Act): Promise<ActOutcome | undefined> {
    const broadcast = await find(person, id);
    if (!broadcast) return undefined;
    const of = { tenant: person.tenant, id };
    const outcome = await { ...delivering, resend: delivering.resendUnsure }[wanted](of);
    if (outcome === 'unknown') return undefined;
    if (outcome === 'not now') return 'notNow';
    if (outcome === 'already') return 'already';
    await people.audit.write({ person, act: pastOf[wanted], object: id, now });
    const noted = wanted === 'recall' ? 'withdrawn' : wanted === 'cancel' ? 'stopped' : undefined;
    if (noted) await messages(broadcast.kind)?.organised?.noteAct({ act: noted, about: broadcast.about, person, now });
    return 'done';
  }

  /** Remembers on which message the organiser sees it, to bring that up to date. */
  async function seenOn(looking: Looking, id: string, activity: string | undefined): Promise<void> {
    const { person, language, now } = looking;
    if (activity) await organisers.keep(id, { person, activity, language }, now);
  }

  /** It is over for now: its organiser's card says so by itself. What cannot be changed any more is found by a press. */
  async function ended({ tenant, id }: Pick<Broadcast, 'tenant' | 'id'>): Promise<void> {
    const card = await organisers.of(tenant, id);
    const to = card && (await people.addresses.ofPerson(card.person));
    const broadcast = card && (await find(card.person, id));
    if (!card || !to || !broadcast) return;
    const { person, activity, language } = card;
    const force = await people.tenants.forceOf(tenant);
    const version = `${id}.${broadcast.pass}`;
    const shown = await drawable({ person, force, language, version }, id);
    if (shown) await courier.update(to, activity, { shown: progressCard({ language, version }, shown), language });
  }

  return { find, shownTo, act, seenOn, ended, forget: organisers.forget, held: organisers.held };
}

const pastOf: Record<Act, string> = {
  pause: 'announcement paused',
  resume: 'announcement sent on',
  cancel: 'announcement stopped',
  recall: 'announcement taken back',
  resend: 'announcement sent again where not sure',
};
