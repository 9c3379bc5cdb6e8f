import { relative } from 'node:path';
import type { StarterSettings } from '../config.ts';
import type { CastMember } from './sample/cast.ts';
import { addressOfPlayground } from './playground.ts';

export type Shown = {
  /** Who sits at the Playground, if there is one. */
  player?: CastMember;
  /** Where the tab can be seen without Teams. */
  tab: string;
  isBuilding: boolean;
};

/** What a run says once everything is there: what runs, and what to open. */
export function greeting(settings: StarterSettings, { player, tab, isBuilding }: Shown): string {
  const { port, playground, dataFolder, connectionString, homeForce, sampleData } = settings;
  const chat = playground === 'off' ? undefined : addressOfPlayground(playground.port);
  const folder = dataFolder.startsWith(process.cwd()) ? relative(process.cwd(), dataFolder) : dataFolder;
  const lines = {
    Chat: chat ? `${chat}  as ${player?.name}, in the Microsoft 365 Agents Playground` : 'off',
    Tab: `${tab}  as anyone of the cast, in place of Teams${isBuilding ? '; its pages are being built now' : ''}`,
    Bot: `http://localhost:${port}  it takes messages without a token`,
    Storage: connectionString ? 'yours, from STORAGE_CONNECTION_STRING' : `Azurite, kept in ${folder}`,
    'Sample data': sampleData ? 'four invented networks and their people; SAMPLE_DATA=off leaves them out' : 'off',
  };
  return [
    '',
    `Staff Networks runs for ${homeForce}, on this machine only.`,
    '',
    ...Object.entries(lines).map(([what, where]) => `  ${what.padEnd(12)} ${where}`),
    '',
    ...(chat ? [`Open ${chat} and ask: what is the race equality network`, ''] : []),
    'Ctrl-C ends everything.',
    '',
  ].join('\n');
}
