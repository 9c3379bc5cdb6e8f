import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

// The two languages have one shape by the compiler; here nothing is left in English by oversight.

// Words that are the same in both languages, each with its reason.
const sameInBoth = new Set([
  '2026-11', // a version
]);

type Words = string | boolean | number | ((...args: unknown[]) => unknown) | readonly Words[] | { [key: string]: Words };

const files = ['bot', 'tabs'].flatMap(folder =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.text.ts'))
    .map(entry => join(entry.parentPath, entry.name)),
);

describe('Every text', () => {
  for (const file of files) {
    it(`of ${file} is in English and in Welsh, and they differ`, async () => {
      const texts = (await import(pathToFileURL(resolve(file)).href)) as Record<string, { en: Words; cy: Words }>;
      const both = Object.values(texts).filter(text => typeof text === 'object' && 'en' in text && 'cy' in text);
      assert.ok(both.length > 0, 'the file exports no text with en and cy');
      for (const { en, cy } of both) compare(en, cy, file);
    });
  }
});

function compare(en: Words, cy: Words, at: string): void {
  assert.equal(typeof cy, typeof en, at);
  if (typeof en === 'function' && typeof cy === 'function') {
    // Two stand-ins in a row tell a sentence from the words slotted into it.
    const values = Array.from({ length: en.length }, (_, index) => (index === 0 ? '2' : '3'));
    return compareSentences(String(en(...values)), String(cy(...values)), at);
  }
  if (typeof en === 'object' && typeof cy === 'object') {
    for (const key of Object.keys(en)) compare(en[key as never], cy[key as never], `${at}: ${key}`);
    return;
  }
  if (typeof en === 'string' && typeof cy === 'string') compareSentences(en, cy, at);
}

function compareSentences(en: string, cy: string, at: string): void {
  assert.ok(cy.trim() !== '', `${at} is empty in Welsh`);
  if (/\p{L}{3}/u.test(en) && !sameInBoth.has(en)) assert.notEqual(cy, en, `${at} is the same in both languages`);
}
