import type { Shown } from '../cards/card.ts';
import type { Language } from '../language/language.ts';
import { quietPresets, weekdays, type Quiet } from '../people/quiet.ts';
import { quietCard, quietForm, type Drawn } from './quiet.card.ts';
import { typedFrom } from './typed.ts';

/** Every card of quiet hours, in every state. */
export function quietSamples(language: Language): Record<string, Shown> {
  const drawn: Drawn = { language, version: 'sample', now: new Date('2026-06-02T11:00:00Z') };
  const night: Quiet = { span: { from: '22:00', to: '07:00', days: weekdays }, wholeDays: [] };
  const leave: Quiet = {
    span: { from: '22:00', to: '07:00', days: [1, 2, 3, 4, 5] },
    wholeDays: [6, 7],
    until: new Date('2026-06-15T05:00:00Z'),
  };
  return {
    'quiet hours, none': quietCard(drawn, undefined),
    'quiet hours': quietCard(drawn, night),
    'quiet hours saved, quiet now': quietCard(drawn, quietPresets.nights, 'saved'),
    'quiet hours, some nights and a leave': quietCard(drawn, leave),
    'quiet hours ended': quietCard(drawn, undefined, 'ended'),
    'quiet hours form': quietForm(drawn, typedFrom(night)),
    'quiet hours form, everything set and wrong': quietForm(drawn, { ...typedFrom(leave), to: '22:00' }, ['sameTimes', 'past']),
  };
}
