import type { Language } from '../../language/language.ts';
import { doorText } from '../door.text.ts';
import { dialogLine, results } from '../sending/extension.ts';

/** What Teams asks that no feature offers still gets an answer in the form it expects: silence would show there as a failure of the app. */
export function answerToUnoffered(name: string, language: Language): object {
  switch (name) {
    case 'task/fetch':
    case 'task/submit':
    case 'message/fetchTask':
      return dialogLine(doorText[language].notOffered);
    case 'application/search':
      return { statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse', value: { results: [] } };
    default:
      // Feedback (`message/submitAction`) wants exactly an empty object, and nothing is kept of it.
      return name.startsWith('composeExtension/') ? results([]) : {};
  }
}
