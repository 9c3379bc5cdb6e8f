/** What an entry of the audit log was done to, read from its one text. */
export type Done =
  | { kind: 'nothing' }
  /** A role, in a network or (without one) in the whole force. */
  | { kind: 'role'; role: string; network?: string }
  /** A network, a setting, a right, or something known by its id alone. */
  | { kind: 'named'; id: string };

export function objectIn(object: string): Done {
  if (object === '' || object === '-') return { kind: 'nothing' };
  const [place = '', role] = object.split('/');
  if (role === undefined) return { kind: 'named', id: object };
  return place === 'force' ? { kind: 'role', role } : { kind: 'role', role, network: place };
}

/** The ids in it that may be networks. */
export function networksIn(objects: readonly string[]): Set<string> {
  const read = objects.map(objectIn);
  return new Set(read.flatMap(one => (one.kind === 'named' ? [one.id] : one.kind === 'role' && one.network ? [one.network] : [])));
}

/** Acts on a network as a whole: where it has no name any more, it is gone. */
export const isOnNetwork = (act: string): boolean => act.startsWith('network ') || act.endsWith(': delete a network');
