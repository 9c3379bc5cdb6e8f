import type { ZodType } from 'zod';
import { z } from 'zod';
import { verb, type Learns, type Verb } from '../../feature.ts';
import { Refusal } from '../../refusal.ts';
import { privately } from '../../teams/privately.ts';
import type { Reply } from '../../teams/reply.ts';
import type { Press, Turn } from '../../teams/turn.ts';
import { rolesText } from './roles.text.ts';

export const nothingTyped = z.strictObject({});

export const nobodyLearns: Learns = { who: 'nobody' };

/** A press about roles, which works in somebody's own chat only. */
export function personalVerb<Inputs>(
  name: string,
  inputs: ZodType<Inputs>,
  learns: Learns,
  run: (turn: Turn, press: Press<Inputs>) => Promise<Reply>,
): Verb {
  return verb({ verb: name, inputs, learns, run: privately(run) });
}

/** Unknown and forbidden look the same. */
export const refused = (which: 'unknown' | 'guest' | 'codeTooMany' | 'codeUnknown' | 'codeOwn' | 'notUnderstood'): Refusal =>
  new Refusal({ en: rolesText.en[which], cy: rolesText.cy[which] });
