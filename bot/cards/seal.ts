import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { Action, Card, Column, Element, Press, PressData, SubmitFallback } from './card.ts';
import { readPressed } from './press.ts';

/** A press whose MAC was right: what we ourselves wrote on the card, and what came with it. */
export type Opened = {
  press: { verb: string; about: string; version: string; carried: Record<string, string> };
  inputs: Record<string, unknown>;
};

/** A card in which every press is a plain Action.Submit: the only button a message-extension dialog sends back. */
export type DialogCard = Omit<Card, 'body'> & { body: object[] };

export type Sealer = {
  /** The card as it leaves: every press with its MAC and its fallback. A sealed card stays as it is. */
  seal: (card: Card, tenant: string) => Card;
  /** The same for the dialog of a message-extension action. */
  sealForDialog: (card: Card, tenant: string) => DialogCard;
  /** `verb` is the button's own, for an Action.Execute. Undefined for anything this key did not sign for this tenant. */
  open: (data: unknown, tenant: string, verb?: string) => Opened | undefined;
};

type Signed = { verb: string; about: string; version: string; carried: Record<string, string> };

/** Cards come back from the client, where anybody can write one: a MAC over tenant, verb, object, version and carried data tells ours. */
export function sealer(secret: Buffer): Sealer {
  // Made once: with the bytes themselves each MAC takes six times as long, and every answer has several.
  const key = createSecretKey(secret);

  function macOf(tenant: string, { verb, about, version, carried }: Signed): Buffer {
    const names = Object.keys(carried).sort();
    // JSON keeps the parts apart: no text in one of them can pass for the start of the next.
    const text = JSON.stringify([tenant, verb, about, version, names.map(name => [name, carried[name]])]);
    return createHmac('sha256', key).update(text).digest();
  }

  function signed(press: Press, tenant: string): PressData {
    const { about, version, carried } = press.data.sn;
    const mac = macOf(tenant, { verb: press.verb, about, version, carried: carried ?? {} }).toString('base64url');
    return carried ? { about, version, carried, mac } : { about, version, mac };
  }

  return {
    seal: (card, tenant) => withPresses(card, press => sealedPress(press, signed(press, tenant))),

    sealForDialog: (card, tenant) => withPresses(card, press => submitOf(press, signed(press, tenant))),

    open(data, tenant, verb) {
      const pressed = readPressed(data);
      const asked = verb ?? pressed?.sn.verb;
      if (!pressed || !asked) return undefined;
      const { about, version, carried, mac } = pressed.sn;
      const press = { verb: asked, about, version, carried };
      const given = Buffer.from(mac, 'base64url');
      const right = macOf(tenant, press);
      return given.length === right.length && timingSafeEqual(given, right) ? { press, inputs: pressed.inputs } : undefined;
    },
  };
}

function sealedPress(press: Press, sn: PressData): Press {
  return { ...press, data: { sn }, fallback: submitOf(press, sn) };
}

function submitOf({ verb, title, tooltip, style, associatedInputs }: Press, sn: PressData): SubmitFallback {
  return {
    type: 'Action.Submit',
    title,
    ...(tooltip === undefined ? {} : { tooltip }),
    ...(style === undefined ? {} : { style }),
    ...(associatedInputs === undefined ? {} : { associatedInputs }),
    data: { sn: { verb, ...sn } },
  };
}

// Cards leave with every answer, so only what holds a button is copied; the rest of the card is shared.
function withPresses<T extends object>(card: Card, change: (press: Press) => T): Card {
  const action = (one: Action) => (one.type === 'Action.Execute' ? (change(one) as unknown as Press) : one);
  const column = (one: Column): Column => {
    const items = changed(one.items, element);
    return items === one.items ? one : { ...one, items };
  };
  const element = (one: Element): Element => {
    switch (one.type) {
      case 'ActionSet': {
        const actions = changed(one.actions, action);
        return actions === one.actions ? one : { ...one, actions };
      }
      case 'Container': {
        const items = changed(one.items, element);
        return items === one.items ? one : { ...one, items };
      }
      case 'ColumnSet': {
        const columns = changed(one.columns, column);
        return columns === one.columns ? one : { ...one, columns };
      }
      default:
        return one;
    }
  };
  const body = changed(card.body, element);
  return body === card.body ? card : { ...card, body };
}

/** The same list when nothing in it changed. */
function changed<T>(list: T[], change: (one: T) => T): T[] {
  let copy: T[] | undefined;
  for (let at = 0; at < list.length; at += 1) {
    const before = list[at] as T;
    const after = change(before);
    if (after !== before) (copy ??= list.slice())[at] = after;
  }
  return copy ?? list;
}
