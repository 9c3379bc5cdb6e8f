import { useCallback, useEffect, useState } from 'react';
import type { Language } from '../../bot/language/language.ts';
import type { Directory as Listed } from '../../bot/networks/networks.contract.ts';
import type { Api } from '../api/api.ts';
import { tellTeams } from '../teams/useTeams.ts';
import { directoryText } from './directory.text.ts';
import { DirectoryEmpty } from './DirectoryEmpty.tsx';
import { DirectoryFailed } from './DirectoryFailed.tsx';
import { DirectoryList } from './DirectoryList.tsx';
import { DirectorySkeleton } from './DirectorySkeleton.tsx';

type Loading = { at: 'loading' } | { at: 'failed'; words?: string; reference?: string } | { at: 'loaded'; directory: Listed };

/** The networks of the force: find one, join it, leave it. */
export function Directory({ api, language, place }: { api: Api; language: Language; place?: string }) {
  const [loading, setLoading] = useState<Loading>({ at: 'loading' });
  const [tries, setTries] = useState(0);

  useEffect(() => {
    let isOver = false;
    void api.get<Listed>('/networks').then(answered => {
      if (isOver) return;
      tellTeams(answered.ok ? 'shown' : 'trouble');
      setLoading(answered.ok ? { at: 'loaded', directory: answered.value } : { at: 'failed', ...answered });
    });
    return () => {
      isOver = true;
    };
  }, [api, tries]);

  const again = useCallback(() => {
    setLoading({ at: 'loading' });
    setTries(before => before + 1);
  }, []);

  switch (loading.at) {
    case 'loading':
      return <DirectorySkeleton words={directoryText[language].loading} />;
    case 'failed':
      return <DirectoryFailed language={language} words={loading.words} reference={loading.reference} onAgain={again} />;
    case 'loaded':
      if (loading.directory.networks.length === 0) return <DirectoryEmpty force={loading.directory.force} language={language} />;
      // After a failure the pressed button is gone, so the reader is put at the top of what came.
      return <DirectoryList api={api} directory={loading.directory} language={language} place={place} takesFocus={tries > 0} />;
  }
}
