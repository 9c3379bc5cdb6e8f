import { z } from 'zod';
import type { Route } from '../../../feature.ts';
import type { Guarded } from '../../../people/roles.ts';
import type { Caller } from '../../../web/caller.ts';
import { detailNames, isSection, sections, type DetailName, type Section } from '../../directory/details.ts';
import type { Administered, Created, MoveAnswered, NetworkEditing, SectionSaved } from '../administration.contract.ts';
import type { AdministrationNeeds } from '../administration.needs.ts';
import { administrationText } from '../administration.text.ts';
import { administered, editingOf, problemsIn } from './views.api.ts';
import type { Standing } from './editing.ts';
import { unknown } from '../guarded.part.ts';
import { moveNames } from './moves.ts';
import { sectionsText } from './sections.text.ts';
import { readSection, type Typed } from './typed.ts';

const intent = z.string().min(8).max(100);
const value = z.string().max(8_000);
const values = z.partialRecord(z.enum(detailNames), value);
const saveAsked = z.strictObject({ stamp: z.string().max(40), values });
const createAsked = z.strictObject({ intent, values });
const moveAsked = z.strictObject({ intent, move: z.enum(moveNames) });

/** Reads a body by its schema; what no page of ours sends looks like what does not exist. */
export function readAsked<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (!read.success) throw unknown();
  return read.data;
}

/** The tab's way to manage networks: the same rules as the chat, for a caller instead of a turn. */
export function networkAdministrationRoutes({ directoryOf, editing, may, countWaiting }: AdministrationNeeds): Route[] {
  async function refuseUnless(caller: Caller, act: Guarded): Promise<void> {
    if (!(await may(caller.person, act))) throw unknown();
  }

  async function standing(caller: Caller, id = ''): Promise<Standing> {
    const found = await editing.standing(caller.person.tenant, caller.force, id);
    if (!found) throw unknown();
    return found;
  }

  const view = async (caller: Caller, id: string): Promise<NetworkEditing> => editingOf(caller.language, await standing(caller, id));

  return [
    {
      method: 'get',
      path: '/administration/networks',
      run: async (caller): Promise<Administered> => {
        await refuseUnless(caller, 'edit a network');
        const directory = await directoryOf(caller.person.tenant, caller.force);
        return {
          force: caller.force.name,
          networks: directory
            .inOrder(caller.language)
            .map(network => administered(caller.language, network, directory.stateOf(network.id), directory.isSeed(network.id))),
          waiting: await countWaiting(caller.person.tenant, caller.now),
        };
      },
    },
    {
      method: 'get',
      path: '/administration/networks/:id',
      run: async (caller, { params }): Promise<NetworkEditing> => {
        await refuseUnless(caller, 'edit a network');
        return view(caller, params['id'] ?? '');
      },
    },
    {
      method: 'post',
      path: '/administration/networks',
      run: async (caller, { body }): Promise<Created> => {
        await refuseUnless(caller, 'create a network');
        const asked = readAsked(createAsked, body);
        const text = administrationText[caller.language];
        const read = readSection('english', fieldsOf('english', asked.values));
        if ('problems' in read) return { kind: 'wrong', words: text.notSaved, problems: problemsIn(caller.language, read.problems) };
        // Whoever makes a network says in it who may join, so that is stated.
        const details = { ...read.details, joining: 'stated' };
        const { person, force, now } = caller;
        const made = await editing.create({ person, force, details, intent: asked.intent, now });
        if (made.kind === 'nameTaken') {
          return { kind: 'wrong', words: text.notSaved, problems: [{ field: 'enName', words: text.nameTaken }] };
        }
        return { kind: 'created', words: text.done.created, network: await view(caller, made.id) };
      },
    },
    {
      method: 'post',
      path: '/administration/networks/:id/sections/:section',
      run: async (caller, { params, body }): Promise<SectionSaved> => {
        await refuseUnless(caller, 'edit a network');
        const { id = '', section } = params;
        if (!isSection(section)) throw unknown();
        const asked = readAsked(saveAsked, body);
        const text = administrationText[caller.language];
        const read = readSection(section, fieldsOf(section, asked.values));
        if ('problems' in read) {
          await standing(caller, id);
          return { kind: 'wrong', words: text.notSaved, problems: problemsIn(caller.language, read.problems) };
        }
        const { person, force, now } = caller;
        const saved = await editing.saveSection({ person, force, id, section, stamp: asked.stamp, details: read.details, now });
        if (saved.kind === 'unknown') throw unknown();
        const title = sectionsText[caller.language].sections[section];
        const words = { saved: text.done.saved(title), same: text.done.same, changed: text.nothingLost }[saved.kind];
        return { kind: saved.kind, words, network: editingOf(caller.language, saved.standing) };
      },
    },
    {
      method: 'post',
      path: '/administration/networks/:id/status',
      run: async (caller, { params, body }): Promise<MoveAnswered> => {
        await refuseUnless(caller, 'pause or close a network');
        const { move, intent: version } = readAsked(moveAsked, body);
        const { id = '' } = params;
        const { person, force, now } = caller;
        const outcome = await editing.move({ person, force, id, move, version, now });
        if (outcome === 'unknown') throw unknown();
        const { done } = administrationText[caller.language];
        return { kind: outcome, words: outcome === 'moved' ? done[move] : done[outcome], network: await view(caller, id) };
      },
    },
  ];
}

/** Exactly the fields of a section: one too many or too few comes from no page of ours. */
function fieldsOf(section: Section, typed: Typed): Typed {
  const wanted: readonly DetailName[] = sections[section];
  const given = Object.keys(typed);
  if (given.length !== wanted.length || !wanted.every(name => typed[name] !== undefined)) throw unknown();
  return typed;
}
