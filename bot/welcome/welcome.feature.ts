import { DateTime } from 'luxon';
import { z } from 'zod';
import { nextMonthly } from '../delivery/due.ts';
import { verb, type Feature } from '../feature.ts';
import { languages, type Language } from '../language/language.ts';
import type { People } from '../people/people.ts';
import { Refusal } from '../refusal.ts';
import { nothing, replace, say, show } from '../teams/reply.ts';
import type { Turn } from '../teams/turn.ts';
import { chosenCard, helpCard, languageCard, languageForm, welcomeCard, type Drawn } from './welcome.card.ts';
import { welcomeText } from './welcome.text.ts';

// A language choice that nobody used for two years is forgotten (data map: preferences).
const keepUnusedForMonths = 24;

const language = z.enum(languages as [Language, ...Language[]]);

/** First words, help, and the language somebody wants to be spoken to in. */
export function welcomeFeature(people: Pick<People, 'preferences' | 'addresses'>): Feature {
  async function choose(turn: Turn, asked: unknown) {
    const chosen = language.safeParse(asked);
    if (!chosen.success) throw refused('languageNeeded');
    if (turn.force.welsh === 'off' && chosen.data === 'cy') throw refused('welshOff');
    await people.preferences.chooseLanguage(turn.person, chosen.data, turn.now);
    return { ...drawnFor(turn), language: chosen.data };
  }

  return {
    name: 'welcome',
    commands: [
      {
        id: 'welcome/help',
        phrases: {
          en: ['help', 'hi', 'hello', 'hey', 'start', 'what can you do', 'what can i do here', 'get started'],
          cy: ['cymorth', 'helo', 'shwmae', 'shwmai', 'sut mae', 'smae', 'bore da', 'prynhawn da', 'beth alla i ei wneud yma'],
        },
        isPrivate: false,
        run: async turn => show(helpCard(drawnFor(turn))),
      },
      {
        id: 'welcome/language',
        phrases: { en: ['language', 'change language', 'switch language'], cy: ['iaith', 'newid iaith'] },
        isPrivate: true,
        run: async turn => (turn.force.welsh === 'off' ? say(welcomeText.en.welshOff) : show(languageCard(drawnFor(turn)))),
      },
      {
        id: 'welcome/english',
        phrases: { en: ['english', 'speak english'], cy: ['saesneg'] },
        isPrivate: true,
        run: async turn => show(chosenCard(await choose(turn, 'en'))),
      },
      {
        id: 'welcome/welsh',
        phrases: { en: ['welsh', 'speak welsh'], cy: ['cymraeg', 'siarad cymraeg'] },
        isPrivate: true,
        run: async turn => show(chosenCard(await choose(turn, 'cy'))),
      },
    ],
    verbs: [
      verb({
        verb: 'welcome/help',
        inputs: z.strictObject({}),
        learns: { who: 'nobody' },
        run: async turn => replace(helpCard(drawnFor(turn))),
      }),
      verb({
        verb: 'welcome/language',
        inputs: z.strictObject({}),
        learns: { who: 'nobody' },
        run: async (turn, press) => replace(chosenCard(await choose(turn, press.about))),
      }),
    ],
    actions: [
      {
        id: 'language',
        open: async turn =>
          turn.force.welsh === 'off'
            ? { kind: 'close', text: welcomeText.en.welshOff }
            : { kind: 'form', title: welcomeText[turn.language].languageHeading, shown: languageForm(drawnFor(turn)), height: 'small' },
        submit: async (turn, values) => {
          const { language: asked } = z.strictObject({ language: z.string() }).catch({ language: '' }).parse(values);
          const drawn = await choose(turn, asked);
          return { kind: 'close', text: welcomeText[drawn.language].chosen };
        },
      },
    ],
    arrivals: {
      installed: async turn => {
        if (!(await people.addresses.mayWelcome(turn))) return nothing;
        if (turn.scope === 'personal') return show(welcomeCard(drawnFor(turn), turn.languageChosen));
        return say(welcomeText[turn.language].inChannel(turn.name));
      },
    },
    due: {
      'welcome/forget-languages': async run => {
        const before = DateTime.fromJSDate(run.now).minus({ months: keepUnusedForMonths }).toJSDate();
        await people.preferences.forgetUnused(run.tenant, before);
        return { again: nextForgetting(run.now) };
      },
    },
    standing: [{ kind: 'welcome/forget-languages', next: nextForgetting }],
    samples: asked => {
      const drawn: Drawn = { language: asked, force: 'Sussex Police', welsh: 'offered', version: 'sample' };
      return {
        'welcome, Welsh offered': welcomeCard(drawn, false),
        'welcome, Welsh first': welcomeCard({ ...drawn, welsh: 'required' }, false),
        'welcome, language chosen': welcomeCard(drawn, true),
        help: helpCard(drawn),
        language: languageCard(drawn),
        'language chosen': chosenCard(drawn),
        'language form': languageForm(drawn),
      };
    },
  };
}

const drawnFor = (turn: Turn): Drawn => ({ language: turn.language, force: turn.force.name, welsh: turn.force.welsh, version: turn.id });

const refused = (which: 'languageNeeded' | 'welshOff') => new Refusal({ en: welcomeText.en[which], cy: welcomeText.cy[which] });

/** The first of the next month at 03:00, UK time: a quiet hour. */
const nextForgetting = (after: Date): Date => nextMonthly(after, { day: 1, hour: 3, minute: 0 });
