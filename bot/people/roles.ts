/** What somebody may be here. Administrators and survey launchers serve the whole force; every other role belongs to one network. */
export const roleNames = ['administrator', 'chair', 'secretary', 'committee', 'liaison', 'adviser', 'launcher'] as const;
export type RoleName = (typeof roleNames)[number];

export const forceRoles: readonly RoleName[] = ['administrator', 'launcher'];

export type Role = {
  name: RoleName;
  /** The network's id; empty for a role of the whole force. */
  network: string;
};

// Who may do what. What is not in this table is refused to everybody. A network's role counts for its own network only.
// Seeing names is not here but for officers: what colleagues and members see is each member's choice (networks/membership).
const allowed = {
  'see due work': ['administrator'],
  'see the audit log': ['administrator'],
  'see the register': ['administrator'],
  'see the set-up list': ['administrator'],
  'create a network': ['administrator'],
  'edit a network': ['administrator'],
  'pause or close a network': ['administrator'],
  'delete a closed network': ['administrator'],
  'change the force settings': ['administrator'],
  'decide on a proposed network': ['administrator'],
  'see budget and duty time': ['administrator', 'chair', 'secretary', 'committee'],
  'see growth': ['administrator', 'liaison', 'chair', 'secretary', 'committee'],
  'see members as an officer': ['chair', 'secretary'],
  'welcome new members': ['chair', 'secretary', 'committee'],
  'invite members': ['chair', 'secretary'],
  'offer any role': ['administrator'],
  'offer a role in a network': ['administrator', 'chair'],
  'take a role away': ['administrator'],
  'launch a survey': ['launcher', 'chair'],
  'write news': ['chair', 'secretary'],
  // Of the own network, or of the whole force. Another administrator agrees before it goes out.
  'write news to everyone': ['administrator', 'chair', 'secretary'],
  'approve news': ['administrator'],
  'set when news needs approval': ['administrator'],
} as const satisfies Record<string, readonly RoleName[]>;

/** Acts that need a role. */
export type Guarded = keyof typeof allowed;
export const guardedActs = Object.keys(allowed) as Guarded[];

/** Which roles an act is open to; none for what is not in the table. */
export const rolesFor = (act: Guarded): readonly RoleName[] => (Object.hasOwn(allowed, act) ? allowed[act] : []);

/** Whether somebody with these roles may do this: in a network, or (without one) for the whole force. */
export function may(roles: readonly Role[], act: Guarded, network = ''): boolean {
  const holders = rolesFor(act);
  return roles.some(
    role =>
      holders.includes(role.name) && (forceRoles.includes(role.name) ? role.network === '' : network !== '' && role.network === network),
  );
}

/** Roles a chair may offer, in the own network only. Whoever leads a network, and who watches over it, the administrators decide. */
const offeredByChairs: readonly RoleName[] = ['secretary', 'committee', 'adviser'];

/** Whether somebody with these roles may offer this one to somebody else. */
export function mayOffer(roles: readonly Role[], offered: Role): boolean {
  if (may(roles, 'offer any role')) return true;
  return offeredByChairs.includes(offered.name) && may(roles, 'offer a role in a network', offered.network);
}

/** Roles that must not vanish by accident: their last holder goes only after an extra step that says so. */
export const neededRoles: readonly RoleName[] = ['chair', 'administrator'];

/** Roles in a network are shown on its page and may be handed to a successor; roles of the whole force neither. */
export const isOfNetwork = (name: RoleName): boolean => !forceRoles.includes(name);

export const isRoleName = (value: unknown): value is RoleName => roleNames.includes(value as RoleName);

export const isSameRole = (one: Role, other: Role): boolean => one.name === other.name && one.network === other.network;

/** A role as somebody holds it: from the day they accepted it, and perhaps with an end. */
export type HeldRole = { role: Role; grantedAt: Date; /** The moment it stops by itself. */ until?: Date };

export const isInForce = ({ until }: Pick<HeldRole, 'until'>, now: Date): boolean => until === undefined || now < until;
