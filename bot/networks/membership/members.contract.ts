/**
 * GET /api/networks/:id/members?search=&after= — one page of names, as far as each member chose to be seen by this reader.
 * There is no column and no filter for how somebody belongs, and no way to ask for more than a page.
 */
export type MembersPage = {
  network: string;
  /** In whose eyes: the chair and secretary, another member, or any colleague. */
  seenAs: 'officer' | 'member' | 'colleague';
  members: { name: string }[];
  /** Hand it back as `after` for the next page. */
  next?: string;
};

/** GET /api/networks/:id/waiting, for the chair, the secretary and the committee: who asked to join and waits for a welcome. */
export type Waiting = { waiting: { id: string; name: string; askedAt: string }[] };

/** POST /api/networks/:id/welcome */
export type WelcomeAsked = { id: string };
export type Welcomed = { outcome: 'welcomed' | 'gone' };
