/** The register of announcements, as the tab gets it. Times are in the reader's words: not every browser knows Welsh dates. */
export type RegisterPage = { announcements: RegisteredLine[]; page: number; pages: number; total: number };

export type RegisteredLine = { broadcast: string; title: string; sentOn: string; to: string[]; acts: RegisteredAct[] };

export type RegisteredAct = 'sent' | 'corrected' | 'withdrawn' | 'stopped';

export type RegisteredWhole = {
  broadcast: string;
  to: string[];
  entries: {
    act: RegisteredAct;
    version: number;
    on: string;
    words: { en?: RegisteredWords; cy?: RegisteredWords };
    confirmed?: string;
    /** By name; absent once they erased themselves. */
    author?: string;
    approver?: string;
  }[];
};

export type RegisteredWords = { title: string; text: string; link?: string };
