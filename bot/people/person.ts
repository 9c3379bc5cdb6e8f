/** Who someone is here: the tenant and object id of a verified activity or a verified tab token, and nothing else. */
export type Person = {
  /** Entra tenant id, lower case. */
  tenant: string;
  /** Entra object id (`aadObjectId` in an activity, `oid` in a token), lower case. */
  id: string;
};

export const isSamePerson = (one: Person, other: Person): boolean => one.tenant === other.tenant && one.id === other.id;
