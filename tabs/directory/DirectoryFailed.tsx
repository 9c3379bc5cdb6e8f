import { Button, Caption1 } from '@fluentui/react-components';
import type { Language } from '../../bot/language/language.ts';
import { Notice, Words } from '../frame/Notice.tsx';
import { directoryText } from './directory.text.ts';

type Failed = { language: Language; words?: string; reference?: string; onAgain: () => void };

export function DirectoryFailed({ language, words, reference, onAgain }: Failed) {
  const text = directoryText[language].failed;
  return (
    <Notice heading={text.heading} isAlert>
      <Words>{words ?? text.noAnswer}</Words>
      <Button appearance="primary" onClick={onAgain}>
        {text.again}
      </Button>
      {reference && <Caption1 as="p">{text.reference(reference)}</Caption1>}
    </Notice>
  );
}
