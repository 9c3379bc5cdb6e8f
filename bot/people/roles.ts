/** What somebody may be here. An administrator serves the whole force; every other role but the launcher belongs to one network. */
export const roleNames = ['administrator', 'chair', 'secretary', 'committee', 'liaison', 'adviser', 'launcher'] as const;
export type RoleName = (typeof roleNames)[number];

export type Role = {
  name: RoleName;
  /** The network's id; empty for a role of the whole force. */
  network: string;
};

/** Acts that need a role. What is not allowed below is refused. */
export type Guarded = 'see due work';

const allowed: Record<Guarded, readonly RoleName[]> = {
  'see due work': ['administrator'],
};

/**
 * Whether somebody with these roles may do this, in a network or (without one) for the whole force.
 * A network role counts only for its own network.
 */
export function may(roles: readonly Role[], act: Guarded, network = ''): boolean {
  return roles.some(role => allowed[act].includes(role.name) && (role.network === '' || role.network === network));
}

export const isRoleName = (value: unknown): value is RoleName => roleNames.includes(value as RoleName);
