import type { Request, Response } from 'restify';
import type { Route } from '../feature.ts';
import type { Log } from '../log.ts';
import { answer, answerError, languageFor, localeOf, referenceOf } from './answer.ts';
import { readBody, type Body } from './body.ts';
import { failureOf } from './failure.ts';
import { rateLimit } from './rate.ts';
import type { SignIn } from './sign-in.ts';
import { webText } from './web.text.ts';

/** One route of a feature: who asks is verified, a guest or a flood is refused, and whatever happens ends in an answer with words. */
export function apiRoute(route: Route, { signIn, log, now }: { signIn: SignIn; log: Log; now: () => Date }) {
  const waitFor = rateLimit();
  const name = `${route.method} ${route.path}`;

  return async (request: Request, response: Response): Promise<void> => {
    let language = languageFor(request);
    try {
      const caller = await signIn(request.headers.authorization, localeOf(request));
      language = caller.language;
      response.setHeader('Content-Language', language);
      if (caller.guest) return answerError(response, { status: 403, words: webText[language].guest });

      const seconds = waitFor(`${caller.person.tenant}|${caller.person.id}`, now());
      if (seconds > 0) {
        response.setHeader('Retry-After', String(seconds));
        return answerError(response, { status: 429, words: webText[language].tooMany(seconds) });
      }

      const body = await readBody(request);
      if (body.kind === 'gone') return;
      const refused = refusedBody(body);
      if (refused) return answerError(response, { status: refused.status, words: webText[language][refused.words] });

      const result = await route.run(caller, {
        params: { ...queryOf(request), ...(request.params as Record<string, string>) },
        body: body.kind === 'json' ? body.value : undefined,
      });
      answer(response, 200, result ?? {});
    } catch (error) {
      const { logged, ...failure } = failureOf(error, language, referenceOf(response));
      if (logged) log(logged.event, { route: name, reference: referenceOf(response), ...logged.fields });
      if (failure.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
      answerError(response, failure);
    }
  };
}

/** What stands behind the question mark; of a name given twice, the last. */
const queryOf = (request: Request): Record<string, string> =>
  Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams);

/** What is wrong with a body before anybody looks into it. */
export function refusedBody(body: Body): { status: number; words: 'tooLarge' | 'notUnderstood' } | undefined {
  if (body.kind === 'tooLarge') return { status: 413, words: 'tooLarge' };
  if (body.kind === 'malformed') return { status: 400, words: 'notUnderstood' };
  return undefined;
}
