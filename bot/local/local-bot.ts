import { readStarterSettings } from '../config.ts';
import { serve } from '../main.ts';
import { report } from './processes/child.ts';
import { loadSamples } from './sample/samples.ts';

// The bot as the starter runs it: the same as in production, and it tells the starter where it listens.
await serve({
  onFirstTenant: readStarterSettings().sampleData ? loadSamples : undefined,
  onReady: ({ port }) => void report({ ready: { port } }),
  onRefusal: problem => report({ problem }),
});
