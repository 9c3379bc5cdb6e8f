import type { Broadcast, BroadcastRef, Policy } from '../../bot/delivery/broadcast.ts';
import { openAuthor } from './author.ts';
import type { Bots } from './bots.ts';
import { patiently } from './patiently.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** How an announcement is set going, and pressed for again once it is over. */
export type Pressed = {
  organiser?: string;
  start(faults: string[]): Promise<BroadcastRef>;
  again(of: BroadcastRef): Promise<Broadcast | undefined>;
};

/** By the product's own buttons, which send to nobody twice. */
export async function byPresses(world: World, bots: Bots, mark: string, random: Random): Promise<Pressed> {
  const author = await openAuthor(world, random, bots.ports);
  await author.compose(mark);
  const newest = () => patiently(() => world.engine.newest(world.tenant));
  return {
    organiser: author.conversation,
    async start(faults) {
      const answers = await author.sendEightTimes();
      const later = await author.sendAgain();
      if (answers.filter(answer => answer === 'sent').length > 1 || later === 'sent')
        faults.push(`nine presses: ${answers.join(', ')}, ${later}`);
      const [broadcast, ...others] = await newest();
      if (!broadcast || others.length > 0)
        throw new Error(`nine presses made ${others.length + (broadcast ? 1 : 0)}: ${answers.join(', ')}, ${later}`);
      return broadcast;
    },
    async again() {
      await author.sendAgain();
      const all = await newest();
      return all.length === 1 ? all[0] : undefined;
    },
  };
}

/** Where the engine is asked, for what no feature asks for yet. */
export async function byTheEngine(world: World, mark: string, policy: Policy): Promise<Pressed> {
  const { engine, tenant, network } = world;
  const of: BroadcastRef = { tenant, id: mark };
  const about = await patiently(() => world.writeNews(mark));
  const audience = [{ kind: 'network', id: network }];
  await patiently(() => engine.announce({ ...of, kind: 'news', about, audience, policy, mayWait: false }));
  await patiently(() => engine.approve(of));
  return {
    async start(faults) {
      const presses = await Promise.allSettled(Array.from({ length: 8 }, () => engine.start(of)));
      const answers = presses.map(press => (press.status === 'fulfilled' ? press.value : 'no answer'));
      const started = answers.filter(answer => answer === 'started').length;
      if (started > 1 || (started === 0 && !answers.includes('no answer'))) faults.push(`eight presses: ${answers.join(', ')}`);
      // Nobody heard that it was started, and perhaps it was not.
      if (started === 0) await patiently(() => engine.start(of));
      return of;
    },
    async again() {
      await patiently(() => engine.start(of));
      return patiently(() => engine.find(of));
    },
  };
}
