/** What the API answers when it cannot do what was asked. The words are for the person, in their language. */
export type ApiError = { error: { reference: string; words: string } };
