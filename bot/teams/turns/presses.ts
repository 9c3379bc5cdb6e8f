import { ZodObject, type ZodType } from 'zod';
import type { Sealer } from '../../cards/seal.ts';
import type { Feature, Verb } from '../../feature.ts';
import { doorText } from '../door.text.ts';
import { notice, type Reply } from '../reply.ts';
import type { Turn } from '../turn.ts';
import type { Doing } from './turn-errors.ts';

type Offered = { feature: string; offered: Verb; inputs: ZodType };

/** Finds and runs the verb of a press. A press that is not ours, for another tenant, or of a verb that is gone looks the same. */
export function pressReader(features: readonly Feature[], sealer: Sealer) {
  const verbs = new Map<string, Offered>();
  for (const feature of features) {
    for (const offered of feature.verbs ?? []) {
      if (verbs.has(offered.verb)) throw new Error(`two features offer the verb ${offered.verb}`);
      verbs.set(offered.verb, { feature: feature.name, offered, inputs: strict(offered.inputs) });
    }
  }

  return async function answerTo(turn: Turn, pressed: { data: unknown; verb?: string; card?: string }, doing: Doing): Promise<Reply> {
    const opened = sealer.open(pressed.data, turn.address.tenant, pressed.verb);
    const known = opened && verbs.get(opened.press.verb);
    if (!known) return notice(doorText[turn.language].oldButton);
    Object.assign(doing, { feature: known.feature, act: known.offered.verb });
    const inputs = known.inputs.safeParse(opened.inputs);
    if (!inputs.success) return notice(doorText[turn.language].wrongInputs);
    // The list of verbs has forgotten what its inputs are; the verb's own schema has just read them.
    const { card } = pressed;
    return known.offered.run(turn, { ...opened.press, inputs: inputs.data as never, ...(card ? { card } : {}) });
  };
}

/** Unknown inputs are refused, also where a feature's schema would only drop them. */
const strict = (inputs: ZodType): ZodType => (inputs instanceof ZodObject ? inputs.strict() : inputs);
