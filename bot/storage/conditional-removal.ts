import type { TableClientOptions } from './azure-table.ts';

type Policy = NonNullable<TableClientOptions['additionalPolicies']>[number]['policy'];

// Keyed by the signal that goes with every try, the one thing of ours that the client hands through to the request.
const etagsOfTry = new WeakMap<object, (string | undefined)[]>();

/** Says, before a transaction is sent under this signal, which ETag each of its removals depends on. */
export function expectEtags(signal: AbortSignal, etags: (string | undefined)[]): void {
  etagsOfTry.set(signal, etags);
}

/**
 * `submitTransaction` writes "If-Match: *" for every removal and has no option for an ETag, although the service takes one.
 * This puts the ETags into the body just before it is signed. A line that starts with DELETE is always a request: the JSON
 * of the other changes has no line breaks.
 */
export const conditionalRemoval: Policy = {
  name: 'conditionalRemoval',
  sendRequest(request, next) {
    const etags = request.abortSignal && etagsOfTry.get(request.abortSignal);
    if (etags?.some(etag => etag !== undefined) && typeof request.body === 'string') {
      let index = 0;
      request.body = request.body.replace(/^(DELETE [^\r\n]*\r\n(?:[^\r\n]+\r\n)*?If-Match: )\*/gim, (all, before: string) => {
        const etag = etags[index];
        index += 1;
        return etag === undefined ? all : before + etag;
      });
      if (index !== etags.length) throw new Error('the client wrote a transaction in another way than expected');
    }
    return next(request);
  },
};
