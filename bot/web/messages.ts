import type { Request, Response } from 'restify';
import type { Log } from '../log.ts';
import { answerError, languageFor, referenceOf, textFor } from './answer.ts';
import { refusedBody } from './api.ts';
import { readBody } from './body.ts';
import { failureOf } from './failure.ts';

/** What the Teams door is given: as much of a request and a response as the Bot Framework adapter wants. */
export type ActivityRequest = {
  headers: Record<string, string | string[] | undefined>;
  /** Where a header that was sent twice can still be seen. */
  rawHeaders: readonly string[];
  method?: string;
  body: Record<string, unknown>;
};
export type ActivityResponse = Pick<Response, 'socket' | 'end' | 'header' | 'send' | 'status'>;
export type Receive = (request: ActivityRequest, response: ActivityResponse) => Promise<void>;

/** `/api/messages`: the body is read here, a JSON object of a bearable size; who sent it is the door's to find out. */
export function messages(receive: Receive, log: Log) {
  return async (request: Request, response: Response): Promise<void> => {
    try {
      const body = await readBody(request);
      if (body.kind === 'gone') return;
      const refused = refusedBody(body);
      if (refused) return answerError(response, { status: refused.status, words: textFor(request)[refused.words] });
      if (body.kind !== 'json' || !isRecord(body.value))
        return answerError(response, { status: 400, words: textFor(request).notUnderstood });
      // Without this the adapter's answer would be formed by what the sender says it accepts.
      response.header('Content-Type', 'application/json');
      await receive({ headers: request.headers, rawHeaders: request.rawHeaders, method: request.method, body: body.value }, response);
    } catch (error) {
      const { logged, ...failure } = failureOf(error, languageFor(request), referenceOf(response));
      if (logged) log(logged.event, { route: 'post /messages', reference: referenceOf(response), ...logged.fields });
      if (!response.headersSent) answerError(response, failure);
    }
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
