import type { DataMapLine } from '../feature.ts';
import type { Both } from '../language/language.ts';

/** Lines of the data map for one table: each property with its purpose, all with the same life. */
export function mapOf(
  table: string,
  life: Both<string>,
  properties: Record<string, { isPersonal: boolean; purpose: Both<string> }>,
): DataMapLine[] {
  return Object.entries(properties).map(([property, about]) => ({ table, property, life, ...about }));
}

export const personal = (en: string, cy: string) => ({ isPersonal: true, purpose: { en, cy } });
export const general = (en: string, cy: string) => ({ isPersonal: false, purpose: { en, cy } });
