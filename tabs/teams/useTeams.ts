import { app, authentication } from '@microsoft/teams-js';
import { useCallback, useEffect, useState } from 'react';
import { themeNamed, type ThemeName } from '../frame/theme.ts';

/** Where the page stands with Teams, before anything of ours is asked for. */
export type Start =
  | { at: 'starting' }
  /** Opened in a browser by itself. */
  | { at: 'outsideTeams' }
  /** Teams may not hand out a token yet: the person, or their organisation, has to agree. */
  | { at: 'noConsent' }
  | { at: 'failed'; why: 'teamsSilent' | 'noToken' }
  | { at: 'ready' };

export type Teams = {
  start: Start;
  theme: ThemeName;
  /** The language of Teams, such as `cy-gb`; unknown until Teams answers. */
  locale?: string;
  /** What a link asked to see, such as `network/race-equality-network`. Written by anyone, so only ever compared. */
  place?: string;
  /** Lets Teams show its own question again. */
  askForConsent: () => void;
};

/** Teams answers in milliseconds; its own limit of a minute would leave people in front of an empty page. */
const patienceMs = 10_000;

/** Teams' first words to the page, told as one state. Starts when the page is shown. */
export function useTeams(): Teams {
  const [start, setStart] = useState<Start>({ at: 'starting' });
  const [theme, setTheme] = useState<ThemeName>('default');
  const [told, setTold] = useState<{ locale?: string; place?: string }>({});

  useEffect(() => {
    void (async () => {
      try {
        await inTime(app.initialize());
        app.notifyAppLoaded();
        app.registerOnThemeChangeHandler(name => setTheme(themeNamed(name)));
        const context = await inTime(app.getContext());
        setTheme(themeNamed(context.app.theme));
        setTold({ locale: context.app.locale, place: context.page.subPageId });
      } catch (error) {
        return setStart(isByItself(error) ? { at: 'outsideTeams' } : { at: 'failed', why: 'teamsSilent' });
      }
      setStart(await signInState());
    })();
  }, []);

  const askForConsent = useCallback(() => {
    setStart({ at: 'starting' });
    void signInState({ silent: false }).then(setStart);
  }, []);

  return { start, theme, ...told, askForConsent };
}

/** A token for our API. Teams keeps it and renews it, so it is asked for anew each time. */
export const tokenFromTeams = (): Promise<string> => inTime(authentication.getAuthToken());

/** Teams takes its loading sign away, or its patience ends after 30 s. Trouble has a page of ours, with a way on, so Teams must not cover it. */
export function tellTeams(what: 'shown' | 'trouble'): void {
  if (what === 'shown') void app.notifySuccess();
  else app.notifyExpectedFailure({ reason: app.ExpectedFailureReason.Other });
}

async function signInState(asking?: { silent: boolean }): Promise<Start> {
  try {
    // No limit: Teams may be waiting for the person's answer.
    await authentication.getAuthToken(asking);
    return { at: 'ready' };
  } catch (error) {
    if (isAboutConsent(error)) {
      app.notifyExpectedFailure({ reason: app.ExpectedFailureReason.PermissionError });
      return { at: 'noConsent' };
    }
    app.notifyFailure({ reason: app.FailedReason.AuthFailed });
    return { at: 'failed', why: 'noToken' };
  }
}

function inTime<T>(asked: Promise<T>): Promise<T> {
  return Promise.race([
    asked,
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('Teams did not answer.')), patienceMs);
    }),
  ]);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const isByItself = (error: unknown): boolean => /no parent window/i.test(messageOf(error));
/** Teams' clients do not agree on one code. */
const isAboutConsent = (error: unknown): boolean =>
  /consent|resourceDisabled|interaction_required|invalid_grant|cancelled|FailedToOpenWindow|AADSTS65001/i.test(messageOf(error));
