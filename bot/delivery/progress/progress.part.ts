import { z } from 'zod';
import { verb, type Feature, type Route, type Verb } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { privately } from '../../teams/privately.ts';
import { replace, type Reply } from '../../teams/reply.ts';
import type { Press, Turn } from '../../teams/turn.ts';
import type { Caller } from '../../web/caller.ts';
import { askCard, progressCard, type ProgressShown } from './progress.card.ts';
import type { ActAnswered, ProgressOf } from './progress.contract.ts';
import { progressSamples } from './progress.samples.ts';
import { progressText } from './progress.text.ts';
import type { Looking, Progressing } from './progress.ts';
import { acts, isAsked, type Act } from './standing.ts';

const nothingTyped = z.strictObject({});
const actAsked = z.strictObject({ act: z.enum(acts) });

/** Watching and steering what was sent, in the organiser's own chat and for the tab. */
export function progressPart(progress: Progressing): Partial<Feature> {
  const looking = (turn: Turn): Looking => ({ ...turn, version: turn.id });

  async function reply(turn: Turn, press: Press, said?: string): Promise<Reply> {
    const shown = await progress.shownTo(looking(turn), press.about);
    if (!shown) throw unknown();
    await progress.seenOn(looking(turn), press.about, press.card);
    return replace(progressCard({ language: turn.language, version: turn.id }, shown, said));
  }

  const doing = (act: Act): Verb =>
    verb({
      verb: `delivery/${act}`,
      inputs: nothingTyped,
      learns: { who: 'nobody' },
      run: privately(async (turn, press: Press) => {
        const outcome = await progress.act(looking(turn), press.about, act);
        if (!outcome) throw unknown();
        const { done } = progressText[turn.language];
        return reply(turn, press, outcome === 'done' ? done[act] : done[outcome]);
      }),
    });

  async function ask(turn: Turn, press: Press): Promise<Reply> {
    const { act } = press.carried;
    const shown = await progress.shownTo(looking(turn), press.about);
    if (!shown) throw unknown();
    if (!isAsked(act) || !shown.may.includes(act)) return reply(turn, press, progressText[turn.language].done.notNow);
    return replace(askCard({ language: turn.language, version: turn.id }, { id: press.about, title: shown.title, act }));
  }

  async function progressOf(caller: Caller, id: string): Promise<ProgressOf> {
    const shown = await progress.shownTo({ ...caller, version: '' }, id);
    if (!shown) throw unknown();
    return toTab(shown);
  }

  const routes: Route[] = [
    { method: 'get', path: '/announcements/:id', run: (caller, { params }) => progressOf(caller, params['id'] ?? '') },
    {
      method: 'post',
      path: '/announcements/:id',
      run: async (caller, { params, body }): Promise<ActAnswered> => {
        const read = actAsked.safeParse(body);
        if (!read.success) throw unknown();
        const id = params['id'] ?? '';
        const outcome = await progress.act({ ...caller, version: '' }, id, read.data.act);
        if (!outcome) throw unknown();
        const { done } = progressText[caller.language];
        const words = outcome === 'done' ? done[read.data.act] : done[outcome];
        return { kind: outcome, words, progress: await progressOf(caller, id) };
      },
    },
  ];

  return {
    verbs: [
      verb({
        verb: 'delivery/progress',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: privately((turn, press: Press) => reply(turn, press)),
      }),
      verb({ verb: 'delivery/ask', inputs: nothingTyped, learns: { who: 'nobody' }, run: privately(ask) }),
      ...acts.map(doing),
    ],
    routes,
    held: progress.held,
    samples: progressSamples,
  };
}

function toTab({ id, kind, whose, title, standing, startsAt, outcomes, may }: ProgressShown): ProgressOf {
  return { id, kind, whose, title, standing, ...(startsAt ? { startsAt: startsAt.toISOString() } : {}), outcomes, may };
}

const unknown = () => new Refusal({ en: progressText.en.unknown, cy: progressText.cy.unknown });
