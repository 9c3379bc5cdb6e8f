import type { DataMapLine } from '../feature.ts';
import type { Both } from '../language/language.ts';
import { unsetRetention, type RetentionName } from './retention.ts';
import { retentionText } from './retention.text.ts';

/** How long something is kept, in words. With `set`, it is as long as the force has set. */
export type Life = Both<string> & { set?: RetentionName };

/** The life of what is kept as long as the force has set, for a reader whose force is not known. */
export function lifeSetBy(name: RetentionName): Life {
  const { en, cy } = lengthInWords(name, unsetRetention[name]);
  return { en: retentionText.en.unlessSet(en), cy: retentionText.cy.unlessSet(cy), set: name };
}

export function lengthInWords(name: RetentionName, length: number): Both<string> {
  const unit = name.endsWith('Months') ? 'months' : 'days';
  return { en: retentionText.en[unit](length), cy: retentionText.cy[unit](length) };
}

/** Lines of the data map for one table: each property with its purpose, all with the same life. */
export function mapOf(
  table: string,
  life: Life,
  properties: Record<string, { isPersonal: boolean; purpose: Both<string> }>,
): DataMapLine[] {
  return Object.entries(properties).map(([property, about]) => ({ table, property, life, ...about }));
}

export const personal = (en: string, cy: string) => ({ isPersonal: true, purpose: { en, cy } });
export const general = (en: string, cy: string) => ({ isPersonal: false, purpose: { en, cy } });
