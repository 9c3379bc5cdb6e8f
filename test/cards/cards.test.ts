import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import type { Card, Element, Shown } from '../../bot/cards/card.ts';
import { buttonsOf, fromPerson, shown } from '../../bot/cards/pieces.ts';
import { sealer } from '../../bot/cards/seal.ts';
import { languages, localeOf } from '../../bot/language/language.ts';
import { everyFeature } from '../support/features.ts';

// The library's main entry cannot be loaded by Node; this build can.
const adaptivecards = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof AdaptiveCards;

const features = everyFeature();
const verbs = new Set(features.flatMap(feature => (feature.verbs ?? []).map(one => one.verb)));
const samples = languages.flatMap(language =>
  features.flatMap(feature =>
    Object.entries(feature.samples?.(language) ?? {}).map(([name, sample]) => ({
      title: `${feature.name}: ${name} (${language})`,
      language,
      ...sample,
    })),
  ),
);
const seal = sealer(Buffer.alloc(32, 1)).seal;

describe('Every card', () => {
  it('that a feature can show has a sample, in both languages', () => {
    for (const feature of features) {
      const [en, cy] = languages.map(language => Object.keys(feature.samples?.(language) ?? {}));
      assert.deepEqual(cy, en, feature.name);
      assert.ok((en?.length ?? 0) > 0 || (feature.verbs ?? []).length === 0, `${feature.name} offers presses but shows no card`);
    }
  });

  for (const sample of samples) {
    it(`is well made: ${sample.title}`, () => {
      const sealed = seal(sample.card, 'a tenant');
      assert.deepEqual(complaints(sealed), []);
      assert.equal(sample.card.lang, sample.language);
      assert.ok(sample.card.fallbackText.trim() && sample.summary.trim(), 'a fallback and a summary');
      assert.ok(!/sent a card/i.test(sample.summary));
      assert.ok(Buffer.byteLength(JSON.stringify(sealed)) <= 24 * 1024, 'within 24 KB');
      const buttons = [...buttonsOf(sample.card)];
      assert.ok(buttons.length <= 12 && visibleButtons(sample) <= 6, `${visibleButtons(sample)} buttons are shown`);
      for (const button of buttons) {
        assert.ok(button.title.trim().length > 2, 'a button says what it does');
        if (button.type === 'Action.Execute') assert.ok(verbs.has(button.verb), `no feature offers ${button.verb}`);
        if (button.type === 'Action.OpenUrl') assert.match(button.url, /^https:\/\//);
      }
      assertUniqueIds(sample.card);
    });
  }

  it('draws what somebody typed as plain text, whatever they typed', () => {
    const nasty = '[click](https://evil.example) **bold** <at>everyone</at> <script>';
    const { card } = shown('en', 'a card', [fromPerson(nasty)]);
    const [drawn] = card.body;
    assert.deepEqual(drawn, { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: nasty }] });
  });

  it('says which language it is in, as the locale names it', () => {
    for (const sample of samples) assert.ok(Object.keys(localeOf).includes(sample.card.lang));
  });
});

describe('The card check itself', () => {
  it('sees an unknown element, a choice without an id and a button nobody offers', () => {
    const wrong = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Marquee' }, { type: 'Input.Text' }] };
    assert.equal(complaints(wrong as unknown as Card).length, 2);
  });
});

// The library checks `lang` with a regular expression that remembers its last match, and so refuses every other card: it is left out.
function complaints({ lang: _, ...card }: Card): string[] {
  const context = new adaptivecards.SerializationContext(adaptivecards.Versions.v1_5);
  const parsed = new adaptivecards.AdaptiveCard();
  parsed.parse(card, context);
  const atParsing = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  const atValidation = parsed.validateProperties().validationEvents.map(event => event.message);
  return [...atParsing, ...atValidation];
}

/** Buttons somebody sees before opening anything. */
function visibleButtons({ card }: Shown): number {
  const count = (elements: readonly Element[]): number =>
    elements.reduce((sum, element) => {
      if ('isVisible' in element && element.isVisible === false) return sum;
      if (element.type === 'ActionSet') return sum + element.actions.length;
      if (element.type === 'Container') return sum + count(element.items);
      if (element.type === 'ColumnSet') return sum + element.columns.reduce((inner, column) => inner + count(column.items), 0);
      return sum;
    }, 0);
  return count(card.body);
}

function assertUniqueIds(card: Card): void {
  const ids = [...JSON.stringify(card.body).matchAll(/"id":"([^"]+)"/g)].map(match => match[1]);
  assert.equal(new Set(ids).size, ids.length, 'ids differ within a card');
}
