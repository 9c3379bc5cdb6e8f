import type { Language } from '../../bot/language/language.ts';
import type { Start } from '../teams/useTeams.ts';
import { frameText } from './frame.text.ts';
import { Notice, WayOn, Words } from './Notice.tsx';

type NotStarted = Exclude<Start, { at: 'starting' } | { at: 'ready' }>;

/** Why the page cannot begin, and the way on. */
export function StartNotice({ start, language, onAskForConsent }: { start: NotStarted; language: Language; onAskForConsent: () => void }) {
  const text = frameText[language];
  switch (start.at) {
    case 'outsideTeams': {
      const address = openInTeams();
      return (
        <Notice heading={text.outside.heading}>
          <Words>{address ? text.outside.inProduction : text.outside.locally}</Words>
          {address && <WayOn address={address}>{text.outside.open}</WayOn>}
        </Notice>
      );
    }
    case 'noConsent':
      return (
        <Notice heading={text.noConsent.heading}>
          <Words>{text.noConsent.words}</Words>
          <WayOn onClick={onAskForConsent}>{text.noConsent.ask}</WayOn>
          <Words isSmall>{text.noConsent.orElse}</Words>
        </Notice>
      );
    case 'failed':
      return (
        <Notice heading={text.failed[start.why]} isAlert>
          <Words>{start.why === 'noToken' ? text.failed.noTokenWords : text.failed.teamsSilentWords}</Words>
          <WayOn onClick={() => location.reload()}>{text.failed.again}</WayOn>
        </Notice>
      );
  }
}

/** The server writes the address into the page; in a local run there is none. */
const openInTeams = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name=open-in-teams]')?.content.match(/^https:.*/)?.[0];
