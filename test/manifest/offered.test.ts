import assert from 'node:assert/strict';
import { buildApp } from '../../bot/app.ts';
import { readSettings } from '../../bot/config.ts';
import type { Command, Feature } from '../../bot/feature.ts';
import { languages, type Language } from '../../bot/language/language.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { azuriteHere } from '../support/azurite.ts';
import { goodPackage, manifestOf, welshOf } from './app-package.ts';

/** Commands that stay out of the menu, and why. */
const outOfMenu: Record<string, string> = {
  'welcome/english': 'the card of "language" has a button for it',
  'welcome/welsh': 'the card of "language" has a button for it',
  'quiet/hours': 'the menu is full, and the card of "help" names it',
  'delivery/register': 'only administrators have it',
  'news/write': 'the menu is full, and only those who run a network have it',
  'news/mine': 'the menu is full, and "write news" leads there',
  'news/approvals': 'only administrators have it',
  'delivery/due': 'only administrators have it; to everybody else it does not exist',
  'privacy/audit': 'only administrators have it',
  'networks/manage': 'only administrators have it',
  'networks/settings': 'only administrators have it',
  'networks/setup': 'only administrators have it, and "manage networks" leads there',
  'networks/growth': 'only those with a role in a network have it',
  'networks/invite': 'only chairs and secretaries have it',
  'networks/waiting': 'only the committee of a network has it',
  'roles/give': 'only those who may offer a role have it, and "roles" leads there',
  'roles/accept': 'is typed with a code that somebody handed over',
};

describe('what Teams shows in its menus', () => {
  const azurite = azuriteHere();
  let features: readonly Feature[];
  let commands: Command[];
  let manifest: Manifest;
  let titles: Record<Language, (list: number) => string[]>;

  before(async () => {
    const settings = readSettings({
      PORT: '0',
      STORAGE_CONNECTION_STRING: azurite.running().connectionString,
      STAFF_NETWORKS_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    const storage = openStorage(settings.storage);
    ({ features } = buildApp(settings, { storage, now: () => new Date(), log: () => {} }));
    await storage.close();
    commands = features.flatMap(feature => feature.commands ?? []);
    const files = await goodPackage();
    manifest = manifestOf(files);
    const welsh = welshOf(files);
    const listed = (list: number) => manifest.bots?.[0]?.commandLists?.[list]?.commands ?? [];
    titles = {
      en: list => listed(list).map(command => command.title),
      cy: list => listed(list).map((_, i) => welsh[`bots[0].commandLists[${list}].commands[${i}].title`] ?? ''),
    };
  });

  // A menu puts the title into the message box; what takes an argument is typed on from there.
  const meant = (title: string, language: Language) =>
    commands
      .filter(command => command.phrases[language].some(phrase => phrase === title || phrase === `${title} …`))
      .map(command => command.id);

  for (const language of languages) {
    it(`is, line by line, something the bot understands (${language})`, () => {
      for (const title of [...titles[language](0), ...titles[language](1)]) assert.equal(meant(title, language).length, 1, title);
    });
  }

  it('means the same in Welsh as in English', () => {
    for (const list of [0, 1]) {
      assert.deepEqual(
        titles.cy(list).map(title => meant(title, 'cy')),
        titles.en(list).map(title => meant(title, 'en')),
      );
    }
  });

  it('holds every command in a personal chat, but for those with a reason to stay out', () => {
    const inMenu = titles.en(0).flatMap(title => meant(title, 'en'));
    assert.deepEqual([...inMenu, ...Object.keys(outOfMenu)].sort(), commands.map(command => command.id).sort());
  });

  it('holds no private command in a team or a group chat, and every other', () => {
    const inMenu = titles.en(1).flatMap(title => meant(title, 'en'));
    assert.deepEqual(
      inMenu.sort(),
      commands
        .filter(command => !command.isPrivate)
        .map(command => command.id)
        .sort(),
    );
  });

  it('offers the extension commands that features answer, and no other', () => {
    const declared = (manifest.composeExtensions?.[0]?.commands ?? []).map(command => `${command.type} ${command.id}`);
    const answered = [
      ...(features.some(feature => feature.search) ? ['query search'] : []),
      ...features.flatMap(feature => feature.actions ?? []).map(action => `action ${action.id}`),
    ];
    assert.deepEqual(declared.sort(), answered.sort());
  });

  it('unfurls links because some feature answers them', () => {
    const unfurls = (manifest.composeExtensions?.[0]?.messageHandlers ?? []).length > 0;
    assert.equal(
      unfurls,
      features.some(feature => Object.keys(feature.links ?? {}).length > 0),
    );
  });
});
