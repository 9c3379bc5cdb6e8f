import { z } from 'zod';
import { verb, type Feature } from '../feature.ts';
import { lapsesAt } from '../people/approvals.ts';
import { isSamePerson } from '../people/person.ts';
import { may } from '../people/roles.ts';
import { privately } from '../teams/privately.ts';
import { replace, type Reply } from '../teams/reply.ts';
import type { Press, Turn } from '../teams/turn.ts';
import { asMessage, nothingTyped } from './composing.part.ts';
import { approvalsCard, limitCard, mostListed } from './mine.card.ts';
import type { NewsNeeds } from './news.needs.ts';
import { saidIn } from './news.ts';
import type { Drafting } from './drafting.ts';
import { approvalCard } from './preview.card.ts';
import type { Publishing } from './publishing.ts';
import type { Rights } from './rights.ts';
import { drawnFor, unknown, type Steps } from './steps.part.ts';
import { writingText } from './writing.text.ts';

const aboveTyped = z.strictObject({ above: z.string().max(40).default('') });
const setting = 'approvalAbove';

export type AgreeingNeeds = Pick<NewsNeeds, 'people'> & { rights: Rights; drafting: Drafting; publishing: Publishing; steps: Steps };

/** The second person: what waits, the preview, the answer; and from how many people on one is needed. */
export function agreeingPart({ people, rights, drafting, publishing, steps }: AgreeingNeeds): Partial<Feature> {
  /** To anybody else this does not exist; the right is looked up at each press. */
  const agreeing = (run: (turn: Turn, press: Press) => Promise<Reply>) =>
    privately(async (turn: Turn, press: Press) => {
      if (!(await rights.mayAgree(turn.person))) throw unknown();
      return run(turn, press);
    });

  async function list(turn: Turn, said?: string): Promise<Reply> {
    const waiting = (await publishing.waiting(turn.person.tenant, turn.now)).slice(0, mostListed);
    const listed = waiting.map(async ({ news, approval }) => {
      const words = await drafting.wordsOf(news);
      const [language = 'en'] = saidIn(words, turn.language);
      const askedBy = approval.asker?.name ?? '';
      return { id: news.id, title: words[language].title, askedBy, whose: await steps.whoseIs(turn, news.network) };
    });
    return replace(approvalsCard(drawnFor(turn), await Promise.all(listed), said));
  }

  async function look(turn: Turn, press: Press): Promise<Reply> {
    const found = await publishing.waitingOne(turn.person.tenant, press.about, turn.now);
    if (!found?.approval.asker) return list(turn, writingText[turn.language].done.gone);
    const { news, approval } = found;
    const { asker, askedAt } = found.approval;
    const [of, form] = await Promise.all([steps.previewOf(turn, news), steps.formOf(turn, news)]);
    const asked = { askedBy: asker?.name ?? '', askedAt, lapsesAt: lapsesAt(approval), isOwn: !asker || isSamePerson(asker, turn.person) };
    return replace(approvalCard(drawnFor(turn), form, { ...of, ...asked }));
  }

  const deciding = (decision: 'approved' | 'refused') =>
    agreeing(async (turn, press: Press) => {
      const { done } = writingText[turn.language];
      const askedAt = new Date(press.carried['asked'] ?? '');
      const { kind, at } = await publishing.decide(turn, { id: press.about, askedAt, decision });
      if (kind === 'approved') return list(turn, at ? done.approvedLater(at) : done.approved);
      return list(turn, kind === 'refused' ? done.declined : done[kind]);
    });

  async function mayLimit(turn: Turn): Promise<void> {
    if (!may(await people.roles.of(turn.person), 'set when news needs approval')) throw unknown();
  }

  async function limit(turn: Turn, said?: string): Promise<Reply> {
    await mayLimit(turn);
    const { value, version } = await people.forceSettings.read(turn.person.tenant, setting);
    return replace(limitCard(drawnFor(turn), { typed: String(value), seen: version, said }));
  }

  async function saveLimit(turn: Turn, press: Press<z.infer<typeof aboveTyped>>): Promise<Reply> {
    await mayLimit(turn);
    const text = writingText[turn.language];
    const { above } = press.inputs;
    const seen = Number(press.carried['seen']);
    const plain = above.replace(/[\s,.]/g, '');
    const value = /^\d{1,6}$/.test(plain) ? Number(plain) : NaN;
    if (!(value >= 0 && value <= 100_000)) return replace(limitCard(drawnFor(turn), { typed: above, seen, isBad: true }));
    const { tenant } = turn.person;
    const stands = await people.forceSettings.read(tenant, setting);
    if (stands.value === value) return limit(turn, text.limitSaved);
    if ((await people.forceSettings.set(tenant, setting, value, { seen, now: turn.now })) === 'changed') {
      const { version } = await people.forceSettings.read(tenant, setting);
      return replace(limitCard(drawnFor(turn), { typed: above, seen: version, said: text.limitChanged }));
    }
    await people.audit.write({ person: turn.person, act: 'setting changed', object: setting, now: turn.now });
    return limit(turn, text.limitSaved);
  }

  return {
    commands: [
      {
        id: 'news/approvals',
        phrases: { en: ['news to agree to', 'news approvals'], cy: ['newyddion i gytuno iddynt', 'cymeradwyo newyddion'] },
        isPrivate: true,
        // To anybody else this is no command at all.
        run: async turn => ((await rights.mayAgree(turn.person)) ? asMessage(await list(turn)) : undefined),
      },
    ],
    verbs: [
      verb({ verb: 'news/approvals', inputs: nothingTyped, learns: { who: 'nobody' }, run: agreeing(turn => list(turn)) }),
      verb({ verb: 'news/look', inputs: nothingTyped, learns: { who: 'nobody' }, run: agreeing(look) }),
      verb({ verb: 'news/approve', inputs: nothingTyped, learns: { who: 'nobody' }, run: deciding('approved') }),
      verb({ verb: 'news/refuse', inputs: nothingTyped, learns: { who: 'nobody' }, run: deciding('refused') }),
      verb({ verb: 'news/limit', inputs: nothingTyped, learns: { who: 'nobody' }, run: privately(turn => limit(turn)) }),
      verb({ verb: 'news/limit-save', inputs: aboveTyped, learns: { who: 'nobody' }, run: privately(saveLimit) }),
    ],
  };
}
