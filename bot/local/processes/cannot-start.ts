/** Why something could not start, in a sentence for a person. */
export class CannotStart extends Error {}
