import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { RegisteredWhole, RegisterPage } from '../../bot/delivery/register/register.contract.ts';
import type { Language } from '../../bot/language/language.ts';
import type { Api } from '../api/api.ts';
import { Notice, WayOn, Words } from '../frame/Notice.tsx';
import { tellTeams } from '../teams/useTeams.ts';
import { Announcement } from './Announcement.tsx';
import { Announcements } from './Announcements.tsx';
import { registerText } from './register.text.ts';

type Wanted = { at: 'list'; search: string; page: number } | { at: 'one'; broadcast: string };
type Loading =
  | { at: 'loading' }
  | { at: 'failed'; words?: string; reference?: string }
  | { at: 'list'; page: RegisterPage }
  | { at: 'one'; whole: RegisteredWhole };

/** What was sent to many people, for administrators: to search, to read and to print. `id` opens one announcement; `all` is the list. */
export function Register({ api, language, id }: { api: Api; language: Language; id: string }) {
  const [wanted, setWanted] = useState<Wanted>(id === 'all' ? { at: 'list', search: '', page: 1 } : { at: 'one', broadcast: id });
  const [loading, setLoading] = useState<Loading>({ at: 'loading' });
  const [tries, setTries] = useState(0);
  const text = registerText[language];

  useEffect(() => {
    let isOver = false;
    void load(api, wanted).then(loaded => {
      if (isOver) return;
      tellTeams(loaded.at === 'failed' ? 'trouble' : 'shown');
      setLoading(loaded);
    });
    return () => {
      isOver = true;
    };
  }, [api, wanted, tries]);

  const want = useCallback((next: Wanted) => {
    setLoading({ at: 'loading' });
    setWanted(next);
  }, []);
  const again = useCallback(() => {
    setLoading({ at: 'loading' });
    setTries(before => before + 1);
  }, []);

  switch (loading.at) {
    case 'loading':
      return (
        <Skeleton aria-label={text.loading} role="status">
          <SkeletonItem size={32} />
        </Skeleton>
      );
    case 'failed':
      return (
        <Notice heading={text.failed.heading} isAlert>
          <Words>{loading.words ?? text.failed.noAnswer}</Words>
          <WayOn onClick={again}>{text.failed.again}</WayOn>
          {loading.reference && <Words isSmall>{text.failed.reference(loading.reference)}</Words>}
        </Notice>
      );
    case 'list':
      return (
        <Announcements
          page={loading.page}
          search={wanted.at === 'list' ? wanted.search : ''}
          language={language}
          onSearch={search => want({ at: 'list', search, page: 1 })}
          onPage={page => want({ at: 'list', search: wanted.at === 'list' ? wanted.search : '', page })}
          onOpen={broadcast => want({ at: 'one', broadcast })}
        />
      );
    case 'one':
      return <Announcement whole={loading.whole} language={language} onBack={() => want({ at: 'list', search: '', page: 1 })} />;
  }
}

async function load(api: Api, wanted: Wanted): Promise<Loading> {
  if (wanted.at === 'one') {
    const answered = await api.get<RegisteredWhole>(`/register/${encodeURIComponent(wanted.broadcast)}`);
    return answered.ok ? { at: 'one', whole: answered.value } : { at: 'failed', ...answered };
  }
  const query = new URLSearchParams({ search: wanted.search, page: String(wanted.page) });
  const answered = await api.get<RegisterPage>(`/register?${query.toString()}`);
  return answered.ok ? { at: 'list', page: answered.value } : { at: 'failed', ...answered };
}
