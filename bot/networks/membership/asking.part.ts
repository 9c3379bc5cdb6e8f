import type { Delivering } from '../../delivery/engine.ts';
import { nextMonthly } from '../../delivery/due.ts';
import type { Audience, Feature, Message } from '../../feature.ts';
import { askingCard } from './asking.card.ts';
import { isAskedIn, type Month } from './asking.ts';
import { askingText } from './asking.text.ts';
import type { MembershipsStore } from './memberships.store.ts';

export type AskingNeeds = {
  memberships: Pick<MembershipsStore, 'pagesWhere' | 'of' | 'everJoined'>;
  delivering: Pick<Delivering, 'announce' | 'approve' | 'start'>;
};

const kind = 'networks/confirm';
const dayMs = 86_400_000;

/** "Are you still in?": once a year to each member, whatever the number of their networks, and never a reason to be put out. */
export function askingPart({ memberships, delivering }: AskingNeeds): Partial<Feature> {
  const audience: Audience = {
    pages: (tenant, id) => {
      const { network, month } = partIn(id);
      return memberships.pagesWhere(tenant, network, kept => isAskedIn(kept, month));
    },
    size: async (tenant, id) => {
      let size = 0;
      for await (const page of audience.pages(tenant, id)) size += page.length;
      return size;
    },
    // Whoever said meanwhile that they are still in, or left, is not asked any more.
    wishes: async (tenant, id, people) => {
      const { network, month } = partIn(id);
      const found = await Promise.all(people.map(async one => [one, await memberships.of({ tenant, id: one }, network)] as const));
      return new Map(found.flatMap(([one, kept]) => (kept && isAskedIn(kept, month) ? [[one, { isNamed: false }]] : [])));
    },
  };

  const message: Message = {
    draw: async ({ language, via, about, isRecalled }) => {
      return isRecalled ? undefined : askingCard(language, { network: partIn(via.id).network, about });
    },
    line: async ({ language }) => ({ title: askingText[language].heading, detail: askingText[language].line }),
  };

  async function ask(tenant: string, dueAt: Date, now: Date): Promise<void> {
    let until = dueAt;
    for (let next = nextQuestion(until); next <= now; next = nextQuestion(until)) until = next;
    const about = until.toISOString();
    const networks = await memberships.everJoined(tenant);
    if (networks.length === 0) return;
    const of = await delivering.announce({
      tenant,
      id: `still-in-${about.slice(0, 10)}`,
      kind,
      about,
      audience: networks.map(network => ({ kind, id: `${about}/${network}` })),
      policy: 'reach everyone',
      mayWait: true,
    });
    await delivering.approve(of);
    await delivering.start(of);
  }

  return {
    audiences: { [kind]: audience },
    messages: { [kind]: message },
    due: {
      [kind]: async ({ tenant, dueAt, now }) => {
        await ask(tenant, dueAt, now);
        return { again: nextQuestion(now) };
      },
    },
    standing: [{ kind, next: nextQuestion }],
    samples: language => ({ 'still in?': askingCard(language, { network: 'gardening', about: 'sample' }) }),
  };
}

/** On the tenth of each month at 10:00, UK time. */
export const nextQuestion = (after: Date): Date => nextMonthly(after, { day: 10, hour: 10, minute: 0 });

/** The network and the month of a part of the audience: `2026-03-10T10:00:00.000Z/chess`. What is no such part has nobody in it. */
function partIn(id: string): { network: string; month: Month } {
  const at = Math.max(0, id.indexOf('/'));
  const until = new Date(id.slice(0, at));
  if (Number.isNaN(until.getTime())) return { network: '', month: { since: new Date(0), until: new Date(0) } };
  // Forty days before is after the question before the last, however long the months are.
  return { network: id.slice(at + 1), month: { until, since: nextQuestion(new Date(until.getTime() - 40 * dayMs)) } };
}
