import type { DataMapLine, Feature, PublicPage } from '../../feature.ts';
import type { Language } from '../../language/language.ts';
import { unsetRetention } from '../../people/retention.ts';
import { kindsIn } from '../data-map.ts';
import { kindInWords } from '../kinds.text.ts';
import { noticeText } from '../notice/notice.text.ts';
import { privacyText } from '../privacy.text.ts';
import { pagesText } from './pages.text.ts';

/** The pages that the Teams catalogue links to, for readers whom nobody knows: what this is, the privacy notice, the terms. */
export function pagesPart({ map }: { map: () => readonly DataMapLine[] }): Partial<Feature> {
  return {
    publicPages: {
      '': about,
      privacy: language => privacy(language, map()),
      terms: language => pagesText[language].terms,
    },
  };
}

function about(language: Language): PublicPage {
  const { title, lead, how, howSaid } = pagesText[language].about;
  return { title, lead, parts: [{ heading: how, lines: howSaid }] };
}

/** The privacy notice of the chat in full, from the same words and the same data map. */
function privacy(language: Language, map: readonly DataMapLine[]): PublicPage {
  const [text, own] = [noticeText[language], pagesText[language].privacy];
  const kinds = kindsIn(map).map(kind => {
    const purposes = kind.purposes.map(purpose => purpose[language]).join('; ');
    const lives = kind.lives.map(life => life[language]).join('; ');
    return [kindInWords(kind, language), own.lives(purposes, lives)] as const;
  });
  return {
    title: privacyText[language].notice,
    lead: text.lead,
    parts: [
      { heading: own.kinds, lines: kinds },
      { heading: text.who, lines: text.whoSees },
      { heading: text.rights, lines: text.canDo },
      { heading: text.limits, lines: text.limitsSaid(unsetRetention.leaverMonths) },
      { heading: own.responsible, lines: own.responsibleSaid },
    ],
  };
}
