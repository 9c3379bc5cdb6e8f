import type { Sealer } from '../../cards/seal.ts';
import type { Shown } from '../../cards/card.ts';
import type { Feature, Hit } from '../../feature.ts';
import { doorText } from '../door.text.ts';
import type { Did } from '../entry/incoming.ts';
import { cardType } from './messages.ts';
import type { ActionReply } from '../reply.ts';
import type { Turn } from '../turn.ts';
import type { Apologise, Doing } from '../turns/turn-errors.ts';

type Asked<Kind extends Did['kind']> = Extract<Did, { kind: Kind }>;

const thumbnail = 'application/vnd.microsoft.card.thumbnail';

/** The message extension: one search over all features, their actions, and our own addresses unfurled. */
export function messageExtension(needs: { features: readonly Feature[]; sealer: Sealer; publicOrigin: string; apologise: Apologise }) {
  const { features, sealer, publicOrigin, apologise } = needs;
  const actions = new Map(
    features.flatMap(feature => (feature.actions ?? []).map(action => [action.id, { feature: feature.name, action }])),
  );

  /** All features search at once. One that fails is left out, unless nothing else was found. */
  async function query(turn: Turn, { text, skip, count }: Asked<'query'>): Promise<object> {
    const words = doorText[turn.language];
    const searching = features.filter(feature => feature.search);
    const found = await Promise.allSettled(searching.map(async feature => feature.search?.(turn, text) ?? []));
    let sorry: string | undefined;
    const hits = found.flatMap((result, at): Hit[] => {
      if (result.status === 'fulfilled') return result.value;
      sorry = apologise(result.reason, { feature: searching[at]?.name ?? '', act: 'search', language: turn.language });
      return [];
    });
    const page = hits.sort((one, other) => other.score - one.score).slice(skip, skip + count);
    if (hits.length === 0) return line(sorry ?? (text ? words.nothingFound : words.searchFirst));
    return results(page.map(hit => attachment(turn, hit.shown, { title: hit.title, text: hit.subtitle })));
  }

  async function open(turn: Turn, { action: id }: Asked<'openAction'>, doing: Doing): Promise<object> {
    const known = actions.get(id);
    if (!known) return dialogLine(doorText[turn.language].notOffered);
    Object.assign(doing, { feature: known.feature, act: id });
    return actionAnswer(turn, await known.action.open(turn));
  }

  async function submit(turn: Turn, { action: id, data }: Asked<'submitAction'>, doing: Doing): Promise<object> {
    const known = actions.get(id);
    if (!known) return dialogLine(doorText[turn.language].notOffered);
    Object.assign(doing, { feature: known.feature, act: id });
    const opened = sealer.open(data, turn.address.tenant);
    if (!opened) return dialogLine(doorText[turn.language].oldButton);
    return actionAnswer(turn, await known.action.submit(turn, opened.inputs, opened.press));
  }

  /** Only our own addresses, `/go/<kind>/<id>`, stand for something; nothing is ever fetched. */
  async function link(turn: Turn, { url }: Asked<'link'>, doing: Doing): Promise<object> {
    const [kind, id] = partsOf(url, publicOrigin) ?? [];
    const feature = kind && id ? features.find(({ links }) => links && Object.hasOwn(links, kind)) : undefined;
    const show = kind ? feature?.links?.[kind] : undefined;
    if (!feature || !kind || !id || !show) return results([]);
    Object.assign(doing, { feature: feature.name, act: `link ${kind}` });
    const shown = await show(turn, id);
    if (!shown) return results([]);
    // What it shows may depend on who asks, and Teams would keep it half an hour for everybody.
    const fresh = { type: 'setCachePolicy', value: JSON.stringify({ type: 'no-cache' }) };
    return results([attachment(turn, shown, { title: shown.summary })], { suggestedActions: { actions: [fresh] } });
  }

  function actionAnswer(turn: Turn, reply: ActionReply): object {
    switch (reply.kind) {
      case 'form': {
        const card = { contentType: cardType, content: sealer.sealForDialog(reply.shown.card, turn.address.tenant) };
        const height = reply.height ?? 'medium';
        return { task: { type: 'continue', value: { title: reply.title, height, width: 'medium', card } } };
      }
      case 'insert':
        return results([attachment(turn, reply.shown, { title: reply.shown.summary })]);
      case 'close':
        return dialogLine(reply.text);
    }
  }

  function attachment(turn: Turn, shown: Shown, preview: { title: string; text?: string }): object {
    return {
      contentType: cardType,
      content: sealer.seal(shown.card, turn.address.tenant),
      preview: { contentType: thumbnail, content: preview },
    };
  }

  return { query, open, submit, link };
}

export const results = (attachments: object[], more: object = {}): object => ({
  composeExtension: { type: 'result', attachmentLayout: 'list', attachments, ...more },
});

/** A sentence in the place of results. */
export const line = (text: string): object => ({ composeExtension: { type: 'message', text } });

/** A sentence in a dialog, which it closes. */
export const dialogLine = (text: string): object => ({ task: { type: 'message', value: text } });

function partsOf(url: string, publicOrigin: string): [kind: string, id: string] | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname } = new URL(url);
  const [, kind, id] = /^\/go\/([a-z-]{1,40})\/([^/]{1,200})\/?$/.exec(pathname) ?? [];
  if (origin !== new URL(publicOrigin).origin || !kind || !id) return undefined;
  try {
    return [kind, decodeURIComponent(id)];
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
