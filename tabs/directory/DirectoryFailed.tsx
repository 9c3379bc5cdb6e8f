import type { Language } from '../../bot/language/language.ts';
import { Notice, WayOn, Words } from '../frame/Notice.tsx';
import { directoryText } from './directory.text.ts';

type Failed = { language: Language; words?: string; reference?: string; onAgain: () => void };

export function DirectoryFailed({ language, words, reference, onAgain }: Failed) {
  const text = directoryText[language].failed;
  return (
    <Notice heading={text.heading} isAlert>
      <Words>{words ?? text.noAnswer}</Words>
      <WayOn onClick={onAgain}>{text.again}</WayOn>
      {reference && <Words isSmall>{text.reference(reference)}</Words>}
    </Notice>
  );
}
