import type { IncomingMessage } from 'node:http';

export const bodyLimit = 256 * 1024;

export type Body = { kind: 'json'; value: unknown } | { kind: 'none' } | { kind: 'tooLarge' } | { kind: 'malformed' } | { kind: 'gone' };

/**
 * Reads a JSON body and nothing else: no forms, no uploads, no compression. A page elsewhere can only post plain text or a form
 * without asking first, so insisting on JSON also keeps a browser from being used against a local run.
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const { 'content-type': type, 'content-encoding': encoding, 'content-length': length, 'transfer-encoding': chunked } = request.headers;
  if (Number(length ?? 0) === 0 && chunked === undefined) return { kind: 'none' };
  if (Number(length ?? 0) > bodyLimit) return { kind: 'tooLarge' };
  if (!/^application\/json\s*(;|$)/i.test(type ?? '') || encoding !== undefined) return { kind: 'malformed' };

  const read = await bytesOf(request);
  if (!Buffer.isBuffer(read)) return { kind: read };
  try {
    return { kind: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(read)) };
  } catch {
    return { kind: 'malformed' };
  }
}

function bytesOf(request: IncomingMessage): Promise<Buffer | 'tooLarge' | 'gone'> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // What comes after the limit still has to be taken off the wire for the answer to arrive, but is not kept.
      if (size > bodyLimit) resolve('tooLarge');
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    // The caller hung up in the middle; there is nobody to answer.
    request.once('close', () => resolve('gone'));
    request.once('error', () => resolve('gone'));
  });
}
