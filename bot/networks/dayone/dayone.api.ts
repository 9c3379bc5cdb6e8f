import { z } from 'zod';
import type { Route } from '../../feature.ts';
import type { Caller } from '../../web/caller.ts';
import { readAsked } from '../administration/editing/editing.api.ts';
import { unknown } from '../administration/guarded.part.ts';
import { wordsFor, type Network } from '../directory/network.ts';
import { sectionMending } from './dayone.card.ts';
import type { Invitation, OpeningAnswered, ReachShown, SetupLine, SetupList } from './dayone.contract.ts';
import type { DayOneNeeds } from './dayone.needs.ts';
import { lackingFor, openingInWords, reachInWords, todayOf, viewOf } from './dayone.part.ts';
import { dayOneText } from './dayone.text.ts';
import { readOpening } from './invitation.ts';
import { qrDrawing } from './qr.reader.ts';
import type { Lacking } from './setup.ts';

const openingAsked = z.strictObject({ members: z.string().max(40), on: z.string().max(40) });

/** The tab's way to the set-up list and to what a chair hands out. */
export function dayOneRoutes(needs: DayOneNeeds): Route[] {
  const { directoryOf, store, reachOf, may, people } = needs;

  /** A network this caller invites people to. Unknown and forbidden look the same. */
  async function networkFor(caller: Caller, id = ''): Promise<Network> {
    const network = (await directoryOf(caller.person.tenant, caller.force)).find(id);
    if (!network || !(await may(caller.person, 'invite members', network.id))) throw unknown();
    return network;
  }

  return [
    {
      method: 'get',
      path: '/administration/set-up',
      run: async (caller): Promise<SetupList> => {
        if (!(await may(caller.person, 'see the set-up list'))) throw unknown();
        const lacking = await lackingFor(needs, caller);
        const text = dayOneText[caller.language];
        return {
          heading: lacking.length === 0 ? text.none : text.heading(lacking.length),
          lines: lacking.map(one => lineFor(caller, one)),
        };
      },
    },
    {
      method: 'get',
      path: '/networks/:id/invitation',
      run: async (caller, { params }): Promise<Invitation> => {
        const network = await networkFor(caller, params['id']);
        const text = dayOneText[caller.language];
        const { link, qr, texts, languages, opening } = await viewOf(needs, caller, network);
        return {
          network: network.id,
          link,
          qr: { png: qr, svg: await qrDrawing(link), words: text.qr(link) },
          texts: languages.map(language => ({ language, label: text.copy[language], text: texts[language] ?? '' })),
          hint: text.bcc,
          ...(opening ? { opening } : {}),
          ...(network.status === 'open' ? {} : { notOpen: text.notOpen }),
        };
      },
    },
    {
      method: 'post',
      path: '/networks/:id/opening',
      run: async (caller, { params, body }): Promise<OpeningAnswered> => {
        const network = await networkFor(caller, params['id']);
        const text = dayOneText[caller.language];
        const read = readOpening(readAsked(openingAsked, body), todayOf(caller.now));
        if ('why' in read) return { kind: 'wrong', words: text.openingWrong[read.why] };
        await store.declare(caller.person.tenant, network.id, read.opening);
        await people.audit.write({ person: caller.person, act: 'opening figure declared', object: network.id, now: caller.now });
        return { kind: 'saved', words: text.saved, opening: (await openingInWords(needs, caller, network)) ?? '' };
      },
    },
    {
      method: 'get',
      path: '/networks/:id/reach',
      run: async (caller, { params }): Promise<ReachShown> => {
        const network = await networkFor(caller, params['id']);
        const reach = await reachOf(caller.person.tenant, network.id, caller.now);
        return { words: reachInWords(reach, caller.language), why: dayOneText[caller.language].reachNext };
      },
    },
  ];
}

function lineFor({ language }: Caller, one: Lacking): SetupLine {
  const text = dayOneText[language];
  if (one.kind === 'force') return { what: one.what, words: text.lawfulBasis };
  return {
    what: one.what,
    words: text.lack[one.what],
    network: { id: one.network.id, name: wordsFor(one.network, language).name },
    ...(one.what === 'chair' ? {} : { section: sectionMending[one.what] }),
  };
}
