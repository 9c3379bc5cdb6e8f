import { FluentProvider, makeStaticStyles, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { chooseLanguage, localeOf, type Language } from '../../bot/language/language.ts';
import { openApi, type Api } from '../api/api.ts';
import { Directory } from '../directory/Directory.tsx';
import { DirectorySkeleton } from '../directory/DirectorySkeleton.tsx';
import { Register } from '../register/Register.tsx';
import { tokenFromTeams, useTeams } from '../teams/useTeams.ts';
import { frameText } from './frame.text.ts';
import { StartNotice } from './StartNotice.tsx';
import { isDark, themeOf } from './theme.ts';

const useDocumentStyles = makeStaticStyles({
  'html, body': { margin: 0 },
  // A word longer than a phone is wide must not push the page sideways.
  body: { overflowWrap: 'anywhere' },
});
const useStyles = makeStyles({
  // Glass shows Teams through at both sides; in the other themes both colours are the same.
  canvas: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground3 },
  glass: { backgroundColor: 'transparent' },
  column: {
    boxSizing: 'border-box',
    minHeight: '100vh',
    maxWidth: '960px',
    marginInline: 'auto',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL}`,
    backgroundColor: tokens.colorNeutralBackground3,
    '@media (max-width: 600px)': { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL}` },
  },
});

/** What stands around every screen: Teams' state, theme and language. */
export function Frame() {
  useDocumentStyles();
  const styles = useStyles();
  const teams = useTeams();
  const [answeredIn, setAnsweredIn] = useState<Language>();
  // Until the API answers in the language the person chose, the language of Teams or the browser is the best guess.
  const language = answeredIn ?? chooseLanguage({ welsh: 'offered', locale: teams.locale ?? navigator.language });
  const { locale } = teams;
  const api = useMemo(() => openApi({ token: tokenFromTeams, locale, onLanguage: setAnsweredIn }), [locale]);

  useEffect(() => {
    document.documentElement.lang = localeOf[language];
    document.title = frameText[language].app;
  }, [language]);
  useEffect(() => {
    document.documentElement.style.colorScheme = isDark(teams.theme) ? 'dark' : 'light';
  }, [teams.theme]);

  return (
    <FluentProvider theme={themeOf(teams.theme)} className={teams.theme === 'glass' ? styles.glass : styles.canvas}>
      <main className={styles.column}>
        {teams.start.at === 'starting' ? (
          <DirectorySkeleton words={frameText[language].starting} />
        ) : teams.start.at === 'ready' ? (
          <Screen api={api} language={language} place={teams.place} />
        ) : (
          <StartNotice start={teams.start} language={language} onAskForConsent={teams.askForConsent} />
        )}
      </main>
    </FluentProvider>
  );
}

/** What a link asked to see; the directory where it asked for nothing else. */
function Screen({ api, language, place }: { api: Api; language: Language; place?: string }) {
  const [kind, id] = place?.split('/') ?? [];
  if (kind === 'register' && id) return <Register api={api} language={language} id={id} />;
  return <Directory api={api} language={language} place={place} />;
}
