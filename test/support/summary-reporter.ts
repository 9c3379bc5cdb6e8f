import mocha from 'mocha';

export type TestSummary = { passed: number; failed: number; notRun: { title: string; file: string }[] };

/** Mocha's usual report, and at the end the figures for run-tests.ts, which started this process. */
export default class SummaryReporter extends mocha.reporters.Spec {
  constructor(runner: mocha.Runner, options?: mocha.MochaOptions) {
    super(runner, options);
    const notRun: TestSummary['notRun'] = [];
    runner.on('pending', test => notRun.push({ title: test.fullTitle(), file: test.file ?? '' }));
    runner.once('end', () => {
      const summary: TestSummary = { passed: this.stats.passes, failed: this.stats.failures, notRun };
      process.send?.(summary);
    });
    followRunner();
  }
}

/** A killed run leaves nothing behind: with the runner gone, this process has nobody to tell. */
function followRunner(): void {
  process.once('disconnect', () => process.exit(1));
  process.channel?.unref();
}
