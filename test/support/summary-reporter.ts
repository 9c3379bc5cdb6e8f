import mocha from 'mocha';

export type TestSummary = {
  passed: number;
  failed: number;
  notRun: { title: string; file: string }[];
  /** How long the tests of each file took, without what goes before and after them. */
  times: { file: string; seconds: number }[];
};

/** Mocha's usual report, and at the end the figures for run-tests.ts, which started this process. */
export default class SummaryReporter extends mocha.reporters.Spec {
  constructor(runner: mocha.Runner, options?: mocha.MochaOptions) {
    super(runner, options);
    const notRun: TestSummary['notRun'] = [];
    const seconds = new Map<string, number>();
    runner.on('test end', ({ file = '', duration = 0 }) => seconds.set(file, (seconds.get(file) ?? 0) + duration / 1000));
    runner.on('pending', test => notRun.push({ title: test.fullTitle(), file: test.file ?? '' }));
    runner.once('end', () => {
      const summary: TestSummary = {
        passed: this.stats.passes,
        failed: this.stats.failures,
        notRun,
        times: [...seconds].map(([file, took]) => ({ file, seconds: took })),
      };
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
