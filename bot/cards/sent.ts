import type { Language } from '../language/language.ts';
import type { Element, Press } from './card.ts';
import { actions, footer, press } from './pieces.ts';
import { sentText } from './sent.text.ts';

/** Why something came: the network somebody is in, that they have the app, or their digest. */
export type CameBy = { kind: 'network'; id: string } | { kind: 'everyone' } | { kind: 'digest' };

/** How an announcement's audience brought it to somebody; undefined in a room, where nobody asked for anything. */
export function cameBy(via: { kind: string; id: string }): CameBy | undefined {
  if (via.kind === 'network') return { kind: 'network', id: via.id };
  return via.kind === 'place' ? undefined : { kind: 'everyone' };
}

/**
 * Under everything that comes by itself: why, and the way to change or stop it. What it leads to is a message of its own, because
 * what came may still be corrected and is theirs to keep. It names no network.
 */
export function sentFooter(language: Language, by: CameBy, version: string): Element {
  const text = sentText[language];
  const why = { network: text.asked, everyone: text.everyone, digest: text.digest }[by.kind];
  const items = [{ ...footer(why), separator: false }, actions(changeButton(text.change, by, version))!];
  return { type: 'Container', separator: true, spacing: 'Medium', items };
}

function changeButton(title: string, by: CameBy, version: string): Press {
  const data = { version, carried: { under: 'sent' } };
  switch (by.kind) {
    case 'network':
      return press(title, 'networks/choices', { ...data, about: by.id });
    case 'everyone':
      return press(title, 'quiet/show', data);
    case 'digest':
      return press(title, 'networks/mine', data);
  }
}
