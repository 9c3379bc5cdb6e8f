import { z } from 'zod';
import { featureOf, verb, type Feature } from '../../feature.ts';
import { replace, show, type Reply } from '../../teams/reply.ts';
import type { Press, Turn } from '../../teams/turn.ts';
import { detailNames, isSection, stampOf, type DetailName, type Section } from '../directory/details.ts';
import { drawnFor, type Drawn } from '../drawn.ts';
import { closeCard, manageCard, newCard, oneCard } from './administration.card.ts';
import { administrationSamples } from './administration.samples.ts';
import { administrationText } from './administration.text.ts';
import type { AdministrationGiven, AdministrationNeeds } from './administration.needs.ts';
import { deletion, openDeleting } from './requests/deleting.ts';
import { deletionPart } from './requests/deletion.part.ts';
import { openEditing, type Standing } from './editing/editing.ts';
import { guarded, unknown } from './guarded.part.ts';
import type { Move } from './editing/moves.ts';
import { proposalsPart } from './proposals/proposals.part.ts';
import { openProposals } from './proposals/proposals.store.ts';
import { openProposing } from './proposals/proposing.ts';
import { sectionCard, type Filled } from './editing/section.card.ts';
import { sectionsText } from './editing/sections.text.ts';
import { keepingPart } from './settings/keeping.part.ts';
import { messagesPart } from './settings/messages.part.ts';
import { settingsPart } from './settings/settings.part.ts';
import { readSection } from './editing/typed.ts';

const nothingTyped = z.strictObject({});
// Longer than any box allows: what is too long comes back with its words, and only what no box could send is refused outright.
const typed = z.string().max(8_000).optional();
const detailsTyped = z.strictObject(Object.fromEntries(detailNames.map(name => [name, typed])) as Record<DetailName, typeof typed>);
const networkChosen = z.strictObject({ network: z.string().max(200).optional() });
const sectionChosen = z.strictObject({ section: z.string().max(40).optional() });

/** The stores and rules of administration, opened once for chat and tab. */
export function openAdministration(given: AdministrationGiven): AdministrationNeeds {
  const { table, people, seeds, store } = given;
  const { approvals } = people;
  const proposals = openProposals(table);
  const editing = openEditing({ store, seeds, people });
  return {
    ...given,
    proposals,
    editing,
    proposing: openProposing({ proposals, editing, people }),
    deleting: openDeleting({
      ...given,
      editing,
      approvals,
      forget: async (tenant, network) => {
        await given.forget(tenant, network);
        await proposals.forgetNetwork(tenant, network);
      },
    }),
    countWaiting: async (tenant, now) => {
      const [deletions, proposed] = await Promise.all([approvals.waiting(tenant, now), proposals.open(tenant)]);
      // Other acts wait for a second person elsewhere.
      return deletions.filter(({ act }) => act === deletion).length + proposed.length;
    },
  };
}

/** Everything administrators do to networks in their own chat, and what anybody may propose. */
export function administrationPart(needs: AdministrationNeeds): Partial<Feature> {
  return featureOf('administration', [
    managing(needs),
    settingsPart(needs),
    keepingPart(needs),
    messagesPart(needs),
    proposalsPart(needs),
    deletionPart(needs),
  ]);
}

function managing(needs: AdministrationNeeds): Partial<Feature> {
  const { directoryOf, editing, may } = needs;

  async function manage(turn: Turn, page: number) {
    const directory = await directoryOf(turn.person.tenant, turn.force);
    const waiting = await needs.countWaiting(turn.person.tenant, turn.now);
    return manageCard(drawnFor(turn), directory.inOrder(turn.language), { page, waiting });
  }

  async function standing(turn: Turn, id: string): Promise<Standing> {
    // An old client may send the form without a choice.
    const found = id ? await editing.standing(turn.person.tenant, turn.force, id) : undefined;
    if (!found) throw unknown();
    return found;
  }

  const one = (turn: Turn, { network, state, isSeed }: Standing, said?: string, fromSetup = false): Reply =>
    replace(oneCard(drawnFor(turn), { network, edited: state, isSeed, said, fromSetup, now: turn.now }));

  function form(drawn: Drawn, { network, details }: Standing, section: Section, filled: Filled, fromSetup: boolean): Reply {
    return replace(sectionCard(drawn, { network, section, details, stamp: stampOf(details, section), filled, fromSetup }));
  }

  async function save(turn: Turn, press: Press<z.infer<typeof detailsTyped>>): Promise<Reply> {
    const { section, stamp = '', from } = press.carried;
    if (!isSection(section)) throw unknown();
    const fromSetup = from === 'setup';
    const again: Drawn = { ...drawnFor(turn), version: press.version };
    const read = readSection(section, press.inputs);
    if ('problems' in read) {
      const stands = await standing(turn, press.about);
      // The stamp is the one they began from: what somebody else wrote meanwhile is noticed all the same.
      const { network, details } = stands;
      const filled: Filled = { kind: 'wrong', typed: press.inputs, problems: read.problems };
      return replace(sectionCard(again, { network, section, details, stamp, filled, fromSetup }));
    }
    const asked = { person: turn.person, force: turn.force, id: press.about, section, stamp, details: read.details, now: turn.now };
    const saved = await editing.saveSection(asked);
    if (saved.kind === 'unknown') throw unknown();
    if (saved.kind === 'changed') return form(again, saved.standing, section, { kind: 'changed', typed: press.inputs }, fromSetup);
    const { done } = administrationText[turn.language];
    const said = saved.kind === 'saved' ? done.saved(sectionsText[turn.language].sections[section]) : done.same;
    return one(turn, saved.standing, said, fromSetup);
  }

  async function create(turn: Turn, press: Press<z.infer<typeof detailsTyped>>): Promise<Reply> {
    const again: Drawn = { ...drawnFor(turn), version: press.version };
    const read = readSection('english', press.inputs);
    if ('problems' in read) return replace(newCard(again, { typed: press.inputs, problems: read.problems }));
    // Whoever makes a network says in it who may join, so that is stated.
    const details = { ...read.details, joining: 'stated' };
    const made = await editing.create({ person: turn.person, force: turn.force, details, intent: press.version, now: turn.now });
    if (made.kind === 'nameTaken') return replace(newCard(again, { typed: press.inputs, problems: [], nameTaken: true }));
    return one(turn, await standing(turn, made.id), administrationText[turn.language].done.created);
  }

  const moving = (move: Move) => async (turn: Turn, press: Press) => {
    const { person, force, now } = turn;
    const outcome = await editing.move({ person, force, id: press.about, move, version: press.version, now });
    if (outcome === 'unknown') throw unknown();
    const { done } = administrationText[turn.language];
    return one(turn, await standing(turn, press.about), outcome === 'moved' ? done[move] : done[outcome]);
  };

  return {
    commands: [
      {
        id: 'networks/manage',
        phrases: { en: ['manage networks', 'manage the networks'], cy: ['rheoli rhwydweithiau', 'rheoli’r rhwydweithiau'] },
        isPrivate: true,
        run: async turn => ((await may(turn.person, 'edit a network')) ? show(await manage(turn, 1)) : undefined),
      },
    ],
    verbs: [
      verb({
        verb: 'networks/manage',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'edit a network', async (turn, press) => replace(await manage(turn, Number(press.about)))),
      }),
      verb({
        verb: 'networks/manage-one',
        inputs: networkChosen,
        learns: { who: 'nobody' },
        run: guarded(may, 'edit a network', async (turn, press: Press<z.infer<typeof networkChosen>>) =>
          one(turn, await standing(turn, press.about || (press.inputs.network ?? ''))),
        ),
      }),
      verb({
        verb: 'networks/edit',
        inputs: sectionChosen,
        learns: { who: 'nobody' },
        run: guarded(may, 'edit a network', async (turn, press: Press<z.infer<typeof sectionChosen>>) => {
          const section = press.carried['section'] ?? press.inputs.section;
          if (!isSection(section)) throw unknown();
          const stands = await standing(turn, press.about);
          return form(drawnFor(turn), stands, section, { kind: 'fresh' }, press.carried['from'] === 'setup');
        }),
      }),
      verb({
        verb: 'networks/save',
        inputs: detailsTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'edit a network', save),
      }),
      verb({
        verb: 'networks/new',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'create a network', async turn => replace(newCard(drawnFor(turn)))),
      }),
      verb({
        verb: 'networks/create',
        inputs: detailsTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'create a network', create),
      }),
      verb({
        verb: 'networks/pause',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'pause or close a network', moving('pause')),
      }),
      verb({
        verb: 'networks/reopen',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'pause or close a network', moving('reopen')),
      }),
      verb({
        verb: 'networks/close',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'pause or close a network', async (turn, press: Press) =>
          replace(closeCard(drawnFor(turn), (await standing(turn, press.about)).network)),
        ),
      }),
      verb({
        verb: 'networks/close-now',
        inputs: nothingTyped,
        learns: { who: 'nobody' },
        run: guarded(may, 'pause or close a network', moving('close')),
      }),
    ],
    samples: administrationSamples,
  };
}
