export type RoleName = 'administrator' | 'chair' | 'secretary' | 'committee' | 'liaison' | 'adviser' | 'launcher';

/** A role with its words in the reader's language. Without a network it is for the whole force. Days are `2026-12-01`. */
export type RolePlaced = { role: RoleName; words: string; network?: string; place: string };

/** A role of one's own. */
export type RoleHeld = RolePlaced & {
  /** Absent where nobody accepted it here: it comes from Entra or the settings, and cannot be given up here. */
  since?: string;
  lastDay?: string;
  /** Nobody else holds it, and it must not vanish by accident: giving it up needs `leavesNone`. */
  isLast: boolean;
  mayHandOver: boolean;
};

/** A role one may accept. `shown` says what will be shown about whoever accepts, and comes before the button. */
export type OfferToMe = RolePlaced & {
  id: string;
  by?: string;
  lastDay?: string;
  answerBy: string;
  shown: string;
  means: string;
};

/** GET /api/me */
export type Me = {
  name: string;
  roles: RoleHeld[];
  offers: OfferToMe[];
  /** What one may do, and where: an act without a network is for the whole force. */
  may: { act: string; network?: string }[];
  /** Rights one may ask the administrators for, with the line that says who will see it. */
  askable: { acts: { act: string; words: string }[]; line: string };
};

export type HolderListed = RolePlaced & {
  name?: string;
  since: string;
  lastDay?: string;
  /** For those who may take the role away. */
  person?: string;
};

export type OfferListed = RolePlaced & { id: string; name?: string; /** A code nobody has used yet. */ isCode: boolean; answerBy: string };

/** GET /api/networks/:id/roles: officers for everybody, offers and ids for those who may act on them. */
export type RolesOfNetwork = {
  network: string;
  place: string;
  holders: HolderListed[];
  offers: OfferListed[];
  mayTake: boolean;
  /** The roles the reader may give here. */
  mayGive: { role: RoleName; words: string }[];
};

/** GET /api/roles: for administrators. */
export type RolesOfForce = {
  holders: HolderListed[];
  offers: OfferListed[];
  mayGive: { role: RoleName; words: string }[];
  requests: RequestListed[];
  withoutChair: { id: string; name: string }[];
};

export type RequestListed = { person: string; name: string; act: string; words: string; place?: string; askedOn: string };

/** POST /api/roles/offers. The person is an object id, as the people picker gives it. */
export type OfferAsked = { role: RoleName; network?: string; lastDay?: string; person: string };

/** POST /api/roles/codes: the same for whoever is handed the code. */
export type CodeAsked = { role: RoleName; network?: string; lastDay?: string };

/** What both answer, and so does handing over. The code is told this once. */
export type Offered = { id: string; answerBy: string; code?: string };

/** POST /api/roles/codes/use: the answer is the offer behind the code, to be accepted like any other. */
export type CodeUsed = { code: string };

/** POST /api/roles/offers/:id/accept answers the role. POST …/decline and DELETE /api/roles/offers/:id answer nothing. */
export type Accepted = RolePlaced;

/** POST /api/roles/hand-over */
export type HandOverAsked = { role: RoleName; network: string; person: string };

/** POST /api/roles/give-up. `leavesNone`: they were told that nobody will hold it then. */
export type GiveUpAsked = { role: RoleName; network?: string; leavesNone?: boolean };

/** POST /api/roles/take-away */
export type TakeAwayAsked = GiveUpAsked & { person: string };

/** What both answer. `last`: nothing happened yet; the words say what would, and `leavesNone` makes it so. */
export type Ended = { outcome: 'ended' | 'notHeld' } | { outcome: 'last'; words: string };

/** POST /api/roles/requests */
export type RightAsked = { act: string; network?: string };
export type RightAskedFor = { outcome: 'asked' | 'already' | 'may'; words: string };

/** POST /api/roles/requests/settle: for administrators. */
export type SettleAsked = { person: string; act: string };
