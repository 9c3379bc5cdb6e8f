import type { Both, Language } from './language/language.ts';

/** An expected "no", with words for the person. Anything else that is thrown is our own fault and gets an apology with a reference. */
export class Refusal extends Error {
  readonly words: Both<string>;

  constructor(words: Both<string>) {
    super(words.en);
    this.name = 'Refusal';
    this.words = words;
  }

  in(language: Language): string {
    return this.words[language];
  }
}
