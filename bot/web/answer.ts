import type { Request, Response } from 'restify';
import { chooseLanguage, type Language } from '../language/language.ts';
import type { ApiError } from './error.contract.ts';
import { newReference, type Failure } from './failure.ts';
import { webText } from './web.text.ts';

const requestId = 'X-Request-Id';

/** Gives a request its reference: the person is told it when something goes wrong, and the log has it. */
export function nameRequest(response: Response): void {
  response.setHeader(requestId, newReference());
}

export const referenceOf = (response: Response): string => String(response.getHeader(requestId));

export function answer(response: Response, status: number, body: unknown): void {
  send(response, status, JSON.stringify(body), { 'Content-Type': 'application/json; charset=utf-8' });
}

export function send(response: Response, status: number, content: string | Buffer, headers: Record<string, string>): void {
  response.sendRaw(status, content, { ...headers, 'Content-Length': String(Buffer.byteLength(content)) });
}

export function answerError(response: Response, { status, words }: Pick<Failure, 'status' | 'words'>): void {
  const body: ApiError = { error: { reference: referenceOf(response), words } };
  answer(response, status, body);
}

export function redirect(response: Response, address: string): void {
  send(response, 302, '', { Location: address });
}

/** What the page asks for, which is the language of Teams; else what the browser asks for. */
export function localeOf(request: Request): string | undefined {
  const wanted = request.headers['x-language'] ?? request.headers['accept-language'];
  return typeof wanted === 'string' ? wanted : undefined;
}

/** The language for somebody who is not known yet. */
export const languageFor = (request: Request): Language => chooseLanguage({ welsh: 'offered', locale: localeOf(request) });

export const textFor = (request: Request) => webText[languageFor(request)];
