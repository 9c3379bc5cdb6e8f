import type { Language } from '../../bot/language/language.ts';
import { Notice, Words } from '../frame/Notice.tsx';
import { directoryText } from './directory.text.ts';

export function DirectoryEmpty({ force, language }: { force: string; language: Language }) {
  const text = directoryText[language].none;
  return (
    <Notice heading={text.heading(force)}>
      <Words>{text.words}</Words>
      <Words>{text.next}</Words>
    </Notice>
  );
}
