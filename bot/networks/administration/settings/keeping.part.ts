import { z } from 'zod';
import { verb, type Feature } from '../../../feature.ts';
import { isSameRetention, readRetention } from '../../../people/retention.ts';
import { replace, type Reply } from '../../../teams/reply.ts';
import type { Press, Turn } from '../../../teams/turn.ts';
import { drawnFor } from '../../drawn.ts';
import type { AdministrationNeeds } from '../administration.needs.ts';
import { administrationText } from '../administration.text.ts';
import { guarded } from '../guarded.part.ts';
import { keepingCard } from './keeping.card.ts';
import { keepingLines } from './keeping.ts';
import { keepingText } from './keeping.text.ts';

const typed = z.string().max(40).optional();
const lengthsTyped = z.strictObject({
  auditMonths: typed,
  pressesDays: typed,
  leaverMonths: typed,
  deliveryDays: typed,
  registerMonths: typed,
});

/** How long the force keeps things, set in an administrator's own chat. */
export function keepingPart({ people, may }: AdministrationNeeds): Partial<Feature> {
  const { forceSettings: settings } = people;

  async function form(turn: Turn, said?: string): Promise<Reply> {
    const { value, version, changedAt } = await settings.read(turn.person.tenant, 'retention');
    return replace(keepingCard(drawnFor(turn), { lines: keepingLines(value), version, changedAt, said }));
  }

  async function save(turn: Turn, press: Press<z.infer<typeof lengthsTyped>>): Promise<Reply> {
    const { tenant } = turn.person;
    const seen = Number(press.carried['seen']);
    const stands = await settings.read(tenant, 'retention');
    const read = readRetention(press.inputs);
    if ('problems' in read) {
      // What is wrong goes on from the version they began with, so that a change meanwhile is still noticed.
      const lines = keepingLines(stands.value, press.inputs, read.problems);
      return replace(keepingCard(drawnFor(turn), { lines, version: seen, changedAt: stands.changedAt }));
    }
    if (isSameRetention(stands.value, read.retention)) return form(turn, administrationText[turn.language].done.same);
    if ((await settings.set(tenant, 'retention', read.retention, { seen, now: turn.now })) === 'set') {
      await people.audit.write({ person: turn.person, act: 'setting changed', object: 'retention', now: turn.now });
      return form(turn, keepingText[turn.language].saved);
    }
    const { value, version, changedAt } = await settings.read(tenant, 'retention');
    return replace(keepingCard(drawnFor(turn), { lines: keepingLines(value, press.inputs), version, changedAt, wasChanged: true }));
  }

  return {
    verbs: [
      verb({
        verb: 'networks/keeping',
        inputs: z.strictObject({}),
        learns: { who: 'nobody' },
        run: guarded(may, 'change the force settings', turn => form(turn)),
      }),
      verb({
        verb: 'networks/keeping-save',
        inputs: lengthsTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'change the force settings', save),
      }),
    ],
  };
}
