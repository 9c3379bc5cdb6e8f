import type { DataMapLine } from '../feature.ts';
import { general, lifeSetBy, mapOf, personal } from '../people/data-map.ts';

const howItGoes = general('To send each announcement once, and to its end', 'I anfon pob cyhoeddiad unwaith, hyd y diwedd');
const what = general('What is announced, and to whom', 'Beth a gyhoeddir, ac i bwy');

/** Every property of the tables of announcements and of the pace they are sent at. */
export const broadcastsMap: DataMapLine[] = [
  ...mapOf('broadcasts', lifeSetBy('registerMonths'), {
    kind: what,
    about: what,
    audience: what,
    author: personal('Who may change or stop the announcement', 'Pwy a gaiff newid neu atal y cyhoeddiad'),
    policy: howItGoes,
    news: howItGoes,
    mayWait: howItGoes,
    state: howItGoes,
    version: howItGoes,
    isRecalled: howItGoes,
    isStopped: howItGoes,
    slices: howItGoes,
    isPlanned: howItGoes,
    pass: howItGoes,
    putPass: howItGoes,
    resendAt: howItGoes,
    deadline: howItGoes,
    stuck: howItGoes,
    isForgotten: howItGoes,
    isTold: howItGoes,
    createdAt: howItGoes,
    startsAt: howItGoes,
    startedAt: howItGoes,
    endedAt: howItGoes,
  }),
];

const pace = general('To send no faster than Teams takes it', 'I beidio ag anfon yn gyflymach nag y mae Teams yn ei dderbyn');

export const paceMap: DataMapLine[] = mapOf(
  'pace',
  { en: 'As long as announcements are sent', cy: 'Cyhyd ag yr anfonir cyhoeddiadau' },
  { tat: pace, factor: pace, factorAt: pace, by: pace },
);
