import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No rule of WCAG 2.2 AA, nor of axe's good practice, is broken in this page or frame as it is now. */
export async function assertAccessible(where: Page | Frame): Promise<void> {
  // Inside the frame itself: from the page around it, axe gives up on a frame that is slow to answer and says nothing.
  await where.evaluate(axe.source);
  const broken = await where.evaluate(async values => {
    const { violations, passes } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: { type: 'tag', values },
    });
    if (passes.length < 10) throw new Error(`axe looked at next to nothing: ${passes.length} rules passed`);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}\n${target.join(' ')}\n${failureSummary}`),
    );
  }, rules);
  assert.deepEqual(broken, []);
}
