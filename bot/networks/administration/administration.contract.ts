/** GET /api/administration/networks, for administrators. */
export type Administered = { force: string; networks: NetworkAdministered[]; waiting: number };

export type NetworkAdministered = {
  id: string;
  name: string;
  status: 'open' | 'paused' | 'closed';
  isSample: boolean;
  isSensitive: boolean;
  /** Whether a document describes it; what the force writes comes on top. */
  isDescribed: boolean;
  hasWelsh: boolean;
  /** How often it was changed, and when last (ISO time). */
  version: number;
  changedAt?: string;
};

/** GET /api/administration/networks/:id; also what saving answers with. */
export type NetworkEditing = NetworkAdministered & {
  sections: SectionEditing[];
  /** Since when it is closed, and from when it may be deleted (ISO times). */
  closedAt?: string;
  deletableFrom?: string;
};

/** One form of the page. Its stamp goes back with what is saved: it says which state was seen. */
export type SectionEditing = { section: string; title: string; hint: string; stamp: string; fields: FieldEditing[] };

export type FieldEditing = {
  name: string;
  label: string;
  value: string;
  kind: 'line' | 'text' | 'date' | 'choice';
  longest: number;
  isRequired: boolean;
  choices?: { value: string; label: string }[];
};

/** POST /api/administration/networks/:id/sections/:section. `values` has every field of the section and no other. */
export type SectionSaveAsked = { stamp: string; values: Record<string, string> };

/**
 * `changed`: somebody else wrote it meanwhile; nothing is saved, and `network` is as it stands now. Saved again with the new
 * stamp, what was typed goes over it. `same`: it said so already.
 */
export type SectionSaved =
  | { kind: 'saved' | 'same' | 'changed'; words: string; network: NetworkEditing }
  | { kind: 'wrong'; words: string; problems: { field: string; words: string }[] };

/** POST /api/administration/networks. `intent` is a fresh random text for each opening of the form: a repeated request makes one network. */
export type CreateAsked = { intent: string; values: Record<string, string> };
export type Created =
  | { kind: 'created'; words: string; network: NetworkEditing }
  | { kind: 'wrong'; words: string; problems: { field: string; words: string }[] };

/** POST /api/administration/networks/:id/status */
export type MoveAsked = { intent: string; move: 'pause' | 'reopen' | 'close' };
export type MoveAnswered = { kind: 'moved' | 'already' | 'cannot' | 'before'; words: string; network: NetworkEditing };

/** POST /api/administration/networks/:id/deletion, to ask for it; a second administrator decides. */
export type DeletionAnswered = { kind: 'asked' | 'waiting' | 'notClosed'; words: string };

/** GET /api/administration/waiting */
export type WaitingList = { deletions: DeletionWaiting[]; proposals: ProposalWaiting[] };
export type DeletionWaiting = {
  network: string;
  name: string;
  askedBy: string;
  askedAt: string;
  lapsesAt: string;
  /** Whoever asked does not decide. */
  isOwn: boolean;
  means: readonly string[];
};
export type ProposalWaiting = { id: string; name: string; purpose: string; whoFor: string; proposedBy: string; at: string };

/** POST /api/administration/networks/:id/deletion/decision. `askedAt` as it was listed. */
export type DeletionDecisionAsked = { askedAt: string; decision: 'approved' | 'refused' };
export type DecisionAnswered = { kind: string; words: string };

/** POST /api/administration/proposals/:id */
export type ProposalDecisionAsked = { decision: 'approve' } | { decision: 'decline'; reason: string };

/** GET /api/proposals, one's own; POST /api/proposals to send one. */
export type OwnProposals = { mayPropose: boolean; seen: string; proposals: OwnProposalListed[] };
export type OwnProposalListed = { name: string; at: string; state: 'open' | 'approved' | 'declined'; decidedAt?: string; reason?: string };
export type ProposeAsked = { intent: string; name: string; purpose: string; whoFor: string };
export type ProposeAnswered =
  { kind: 'sent' | 'already' | 'tooMany'; words: string } | { kind: 'wrong'; words: string; problems: { field: string; words: string }[] };

/** GET and POST /api/administration/settings. `seen` is the version that was read. */
export type ForceSettings = {
  lawfulBasis: { en: string; cy: string };
  version: number;
  changedAt?: string;
  longest: number;
};
export type SettingsSaveAsked = { seen: number; lawfulBasis: { en: string; cy: string } };
export type SettingsSaved = { kind: 'saved' | 'same' | 'changed'; words: string; settings: ForceSettings };
