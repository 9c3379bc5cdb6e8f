import { answerAll } from './children.ts';
import { startObserver, type Observed } from './observer.ts';
import { treatingBy, type Weather } from './weather.ts';

export type ObserverAsked = { kind: 'weather'; weather: Weather } | { kind: 'count' } | { kind: 'log' };
export type ObserverTold = { sends: number; log: readonly Observed[]; lastBody: string };

// The stand-in for Teams, in a process of its own: nothing that the suite does else may hold up its clock.
const observer = await startObserver();
answerAll<ObserverAsked, ObserverTold>({ serviceUrl: observer.serviceUrl }, asked => {
  if (asked.kind === 'weather') observer.treatWith(treatingBy(asked.weather));
  return { sends: observer.sends(), log: asked.kind === 'log' ? observer.log : [], lastBody: observer.lastBody() };
});
