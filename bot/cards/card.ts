import type { Language } from '../language/language.ts';

/**
 * The part of Adaptive Cards 1.5 this product uses. What a phone on 1.2 cannot draw is always beside something it can:
 * an Action.Execute stands in an ActionSet and falls back to Action.Submit (cards/seal.ts adds that).
 */
export type Card = {
  type: 'AdaptiveCard';
  version: '1.5';
  lang: Language;
  fallbackText: string;
  body: Element[];
  msteams?: { width: 'Full' };
};

export type TextBlock = {
  type: 'TextBlock';
  text: string;
  wrap: true;
  id?: string;
  size?: 'Small' | 'Default' | 'Medium' | 'Large';
  weight?: 'Bolder' | 'Default' | 'Lighter';
  isSubtle?: boolean;
  style?: 'heading' | 'default';
  spacing?: Spacing;
  separator?: boolean;
  isVisible?: boolean;
};
export type Spacing = 'None' | 'Small' | 'Default' | 'Medium' | 'Large';

export type TextRun = { type: 'TextRun'; text: string; weight?: 'Bolder'; size?: TextBlock['size']; isSubtle?: boolean };

export type Element =
  | TextBlock
  | { type: 'RichTextBlock'; inlines: TextRun[]; spacing?: Spacing; id?: string; isVisible?: boolean }
  | {
      type: 'Container';
      items: Element[];
      id?: string;
      isVisible?: boolean;
      spacing?: Spacing;
      separator?: boolean;
      style?: 'default' | 'emphasis';
    }
  | { type: 'ColumnSet'; columns: Column[]; spacing?: Spacing; separator?: boolean }
  | { type: 'FactSet'; facts: { title: string; value: string }[]; spacing?: Spacing }
  | { type: 'ActionSet'; actions: Action[]; spacing?: Spacing }
  | { type: 'Image'; url: string; altText: string; width?: string }
  | Input;

export type Column = { type: 'Column'; width: 'auto' | 'stretch' | number; items: Element[]; verticalContentAlignment?: 'Top' | 'Center' };

type InputBase = { id: string; label: string; isRequired?: boolean; errorMessage?: string };
export type Input =
  | (InputBase & { type: 'Input.Text'; value?: string; placeholder?: string; isMultiline?: boolean; maxLength?: number })
  | (InputBase & {
      type: 'Input.ChoiceSet';
      choices: { title: string; value: string }[];
      value?: string;
      style?: 'compact' | 'expanded';
      isMultiSelect?: boolean;
      /** Without it a client cuts off what is longer than a line. */
      wrap?: boolean;
    })
  | (InputBase & { type: 'Input.Date' | 'Input.Time'; value?: string })
  | (InputBase & { type: 'Input.Toggle'; title: string; value?: string });

export type Action = Press | OpenUrl | ToggleVisibility;

/** A button that does something here. Feature code writes only `about`, `version` and `carried`; the door adds the MAC. */
export type Press = {
  type: 'Action.Execute';
  title: string;
  /** Said by a screen reader and shown on hover where the title alone does not name its object. */
  tooltip?: string;
  /** A verb some feature offers, such as `networks/join`. */
  verb: string;
  style?: 'default' | 'positive' | 'destructive';
  /** Inputs of the card are sent along unless this is `none`. */
  associatedInputs?: 'auto' | 'none';
  data: { sn: PressData };
  /** Added by the door, for clients that do not know Action.Execute. */
  fallback?: SubmitFallback;
};

/** The same button for an old client: it comes back as a message with a value and no text. */
export type SubmitFallback = {
  type: 'Action.Submit';
  title: string;
  tooltip?: string;
  style?: Press['style'];
  associatedInputs?: Press['associatedInputs'];
  data: { sn: PressData };
};

export type PressData = {
  /** Added by the door where the button itself has no verb, as in the fallback. */
  verb?: string;
  /** The object the press is about, such as a network's id; empty where there is none. */
  about: string;
  /** Which showing of the card this is: a repeated press of one showing has one effect. */
  version: string;
  /** What the card carries from step to step. It is signed, but anyone who sees the card can read it. */
  carried?: Record<string, string>;
  /** Added by the door. */
  mac?: string;
};

export type OpenUrl = { type: 'Action.OpenUrl'; title: string; url: string; tooltip?: string };
export type ToggleVisibility = { type: 'Action.ToggleVisibility'; title: string; targetElements: string[] };

/** A card with the plain line that stands for it in a notification and on a lock screen. */
export type Shown = { card: Card; summary: string };
