import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { TeamsHost } from '../support/teams-host.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No rule of WCAG 2.2 AA, nor of axe's good practice, is broken in the page as it is now. */
export async function assertAccessible({ page }: Pick<TeamsHost, 'page'>): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n${target.join(' ')}\n${failureSummary}`),
  );
  assert.deepEqual(told, []);
}
