/** GET /api/administration/set-up, for administrators: what is still missing, and where it is mended. */
export type SetupList = { heading: string; lines: SetupLine[] };
export type SetupLine = {
  what: 'lawfulBasis' | 'chair' | 'contact' | 'welsh' | 'joining' | 'looked';
  words: string;
  /** The network's id and name; absent for what concerns the whole force. */
  network?: { id: string; name: string };
  /** The form that mends it; absent where a role or a setting does. */
  section?: string;
};

/** GET /api/networks/:id/invitation, for its chair and secretary. */
export type Invitation = {
  network: string;
  link: string;
  /** The QR code of the link: a PNG as a data address, and SVG for a poster. */
  qr: { png: string; svg: string; words: string };
  /** A text to copy in each language the force speaks, the reader's first. */
  texts: { language: 'en' | 'cy'; label: string; text: string }[];
  hint: string;
  /** What was declared before the app, in words. */
  opening?: string;
  /** Set where the network takes nobody in at the moment. */
  notOpen?: string;
};

/** POST /api/networks/:id/opening */
export type OpeningAsked = { members: string; on: string };
export type OpeningAnswered = { kind: 'saved'; words: string; opening: string } | { kind: 'wrong'; words: string };

/** GET /api/networks/:id/reach: counted when first asked for in a month. */
export type ReachShown = { words: string; why: string };
