import type { Feature } from '../../../feature.ts';
import { readRetention, retentionNames } from '../../../people/retention.ts';
import type { AdministrationNeeds } from '../administration.needs.ts';
import { keepingLines, keepingNamed } from './keeping.card.ts';
import { keepingText } from './keeping.text.ts';
import { numbersPart } from './numbers.part.ts';

/** How long the force keeps things, set in an administrator's own chat. */
export const keepingPart = (needs: AdministrationNeeds): Partial<Feature> =>
  numbersPart(needs, {
    setting: 'retention',
    show: 'networks/keeping',
    named: keepingNamed,
    saved: { en: keepingText.en.saved, cy: keepingText.cy.saved },
    names: retentionNames,
    read: readRetention,
    lines: keepingLines,
  });
