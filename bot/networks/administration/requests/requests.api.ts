import { z } from 'zod';
import { lineOf } from '../../../cards/typed.ts';
import type { Route } from '../../../feature.ts';
import { numberInWords } from '../../../language/wording.ts';
import { lapsesAt } from '../../../people/approvals.ts';
import { isSamePerson } from '../../../people/person.ts';
import { longestWording } from '../../../people/settings.ts';
import type { Guarded } from '../../../people/roles.ts';
import { Refusal } from '../../../refusal.ts';
import type { Caller } from '../../../web/caller.ts';
import { wordsFor } from '../../directory/network.ts';
import { readAsked } from '../editing/editing.api.ts';
import type {
  DecisionAnswered,
  DeletionAnswered,
  DeletionWaiting,
  ForceSettings,
  OwnProposals,
  ProposeAnswered,
  SettingsSaved,
  WaitingList,
} from '../administration.contract.ts';
import type { AdministrationNeeds } from '../administration.needs.ts';
import { administrationText } from '../administration.text.ts';
import { unknown } from '../guarded.part.ts';
import { mostOpen } from '../proposals/proposals.store.ts';
import { proposalsText } from '../proposals/proposals.text.ts';
import { longestReason, readProposal, readReason } from '../proposals/proposed.ts';

const typed = z.string().max(8_000);
const deletionDecided = z.strictObject({ askedAt: z.iso.datetime(), decision: z.enum(['approved', 'refused']) });
const proposalDecided = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approve') }),
  z.strictObject({ decision: z.literal('decline'), reason: typed }),
]);
const proposed = z.strictObject({ intent: z.string().min(8).max(100), name: typed, purpose: typed, whoFor: typed });
const settingsAsked = z.strictObject({ seen: z.int().nonnegative(), lawfulBasis: z.strictObject({ en: typed, cy: typed }) });

/** The tab's way to what waits for an administrator, to one's own proposals, and to the settings of the force. */
export function requestRoutes(needs: AdministrationNeeds): Route[] {
  const { directoryOf, proposals, proposing, deleting, people, may } = needs;
  const { approvals, forceSettings: settings } = people;

  async function refuseUnless(caller: Caller, act: Guarded): Promise<void> {
    if (!(await may(caller.person, act))) throw unknown();
  }

  async function settingsOf(tenant: string): Promise<ForceSettings> {
    const { value, version, changedAt } = await settings.read(tenant, 'lawfulBasis');
    return { lawfulBasis: value, version, longest: longestWording, ...(changedAt ? { changedAt: changedAt.toISOString() } : {}) };
  }

  return [
    {
      method: 'post',
      path: '/administration/networks/:id/deletion',
      run: async (caller, { params, body }): Promise<DeletionAnswered> => {
        await refuseUnless(caller, 'delete a closed network');
        readAsked(z.strictObject({}), body);
        const asker = { ...caller.person, name: caller.name };
        const outcome = await deleting.ask({ asker, force: caller.force, id: params['id'] ?? '', now: caller.now });
        if (outcome === 'unknown') throw unknown();
        const { done } = administrationText[caller.language];
        return { kind: outcome, words: { asked: done.askedToDelete, waiting: done.waitsAlready, notClosed: done.notClosed }[outcome] };
      },
    },
    {
      method: 'post',
      path: '/administration/networks/:id/deletion/decision',
      run: async (caller, { params, body }): Promise<DecisionAnswered> => {
        await refuseUnless(caller, 'delete a closed network');
        const { askedAt, decision } = readAsked(deletionDecided, body);
        const { person, force, now } = caller;
        const asked = { person, force, id: params['id'] ?? '', askedAt: new Date(askedAt), decision, now };
        const outcome = await deleting.decide(asked);
        if (outcome === 'unknown') throw unknown();
        const { own, decided, lapsed, notClosed, deleted, refusedToDelete } = administrationText[caller.language].done;
        return { kind: outcome, words: { own, decided, lapsed, notClosed, approved: deleted, refused: refusedToDelete }[outcome] };
      },
    },
    {
      method: 'get',
      path: '/administration/waiting',
      run: async (caller): Promise<WaitingList> => {
        await refuseUnless(caller, 'decide on a proposed network');
        const { tenant } = caller.person;
        const [asked, open, directory] = await Promise.all([
          approvals.waiting(tenant, caller.now),
          proposals.open(tenant),
          directoryOf(tenant, caller.force),
        ]);
        const deletions = asked.flatMap((one): DeletionWaiting[] => {
          const network = directory.find(one.object);
          if (!network || !one.asker) return [];
          return [
            {
              network: network.id,
              name: wordsFor(network, caller.language).name,
              askedBy: one.asker.name,
              askedAt: one.askedAt.toISOString(),
              lapsesAt: lapsesAt(one).toISOString(),
              isOwn: isSamePerson(one.asker, caller.person),
              means: administrationText[caller.language].deleteMeans,
            },
          ];
        });
        return {
          deletions,
          proposals: open.map(({ id, name, purpose, whoFor, proposer, at }) => ({
            id,
            name,
            purpose,
            whoFor,
            proposedBy: proposer.name,
            at: at.toISOString(),
          })),
        };
      },
    },
    {
      method: 'post',
      path: '/administration/proposals/:id',
      run: async (caller, { params, body }): Promise<DecisionAnswered> => {
        await refuseUnless(caller, 'decide on a proposed network');
        const asked = readAsked(proposalDecided, body);
        const { id = '' } = params;
        const { person, force, now } = caller;
        const { done, ...text } = proposalsText[caller.language];
        if (asked.decision === 'approve') {
          const outcome = await proposing.approve({ person, force, id, now });
          if (outcome.kind === 'unknown') throw unknown();
          const words = { approved: done.approved, nameTaken: done.nameTaken, declined: done.before }[outcome.kind];
          return { kind: outcome.kind, words };
        }
        const read = readReason(asked.reason);
        if ('why' in read) {
          const long = text.reasonLong(numberInWords(longestReason, caller.language));
          return { kind: 'wrong', words: read.why === 'reasonLong' ? long : text.reasonNeeded };
        }
        const outcome = await proposing.decline({ person, id, reason: read.reason, now });
        if (outcome === 'unknown') throw unknown();
        return { kind: outcome, words: outcome === 'declined' ? done.declined : done.before };
      },
    },
    {
      method: 'get',
      path: '/proposals',
      run: async (caller): Promise<OwnProposals> => {
        const mine = await proposals.mine(caller.person);
        return {
          mayPropose: mine.filter(one => one.state === 'open').length < mostOpen,
          seen: proposalsText[caller.language].seen,
          proposals: mine.map(({ name, at, state, decidedAt, reason }) => ({
            name,
            at: at.toISOString(),
            state,
            ...(decidedAt ? { decidedAt: decidedAt.toISOString() } : {}),
            ...(reason ? { reason } : {}),
          })),
        };
      },
    },
    {
      method: 'post',
      path: '/proposals',
      run: async (caller, { body }): Promise<ProposeAnswered> => {
        // Guests never come this far: the web room refuses them at the door.
        const asked = readAsked(proposed, body);
        const text = proposalsText[caller.language];
        const { said, problems } = readProposal(asked);
        if (problems.length > 0) {
          const sentence = ({ why, limit }: (typeof problems)[number]) =>
            why === 'long' ? text.problems.long(numberInWords(limit, caller.language)) : text.problems[why];
          return { kind: 'wrong', words: text.notSaved, problems: problems.map(one => ({ field: one.box, words: sentence(one) })) };
        }
        const proposer = { ...caller.person, name: caller.name };
        const outcome = await proposals.propose(proposer, said, { intent: asked.intent, now: caller.now });
        const kind = outcome.kind === 'proposed' ? 'sent' : outcome.kind;
        return { kind, words: text[kind] };
      },
    },
    {
      method: 'get',
      path: '/administration/settings',
      run: async (caller): Promise<ForceSettings> => {
        await refuseUnless(caller, 'change the force settings');
        return settingsOf(caller.person.tenant);
      },
    },
    {
      method: 'post',
      path: '/administration/settings',
      run: async (caller, { body }): Promise<SettingsSaved> => {
        await refuseUnless(caller, 'change the force settings');
        const { seen, lawfulBasis } = readAsked(settingsAsked, body);
        const { tenant } = caller.person;
        const text = administrationText[caller.language];
        const words = { en: lineOf(lawfulBasis.en), cy: lineOf(lawfulBasis.cy) };
        if (Math.max(words.en.length, words.cy.length) > longestWording) {
          const limit = (language: 'en' | 'cy') => administrationText[language].settingsLong(numberInWords(longestWording, language));
          throw new Refusal({ en: limit('en'), cy: limit('cy') });
        }
        const stands = await settingsOf(tenant);
        if (stands.lawfulBasis.en === words.en && stands.lawfulBasis.cy === words.cy) {
          return { kind: 'same', words: text.done.same, settings: stands };
        }
        const outcome = await settings.set(tenant, 'lawfulBasis', words, { seen, now: caller.now });
        if (outcome === 'changed') return { kind: 'changed', words: text.nothingLost, settings: await settingsOf(tenant) };
        await people.audit.write({ person: caller.person, act: 'setting changed', object: 'lawfulBasis', now: caller.now });
        return { kind: 'saved', words: text.settingsSaved, settings: await settingsOf(tenant) };
      },
    },
  ];
}
