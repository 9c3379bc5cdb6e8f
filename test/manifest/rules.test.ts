import assert from 'node:assert/strict';
import { faultsOf } from '../../manifest/check.ts';
import type { AppPackage } from '../../manifest/app-package.ts';
import type { LanguageFile, Manifest } from '../../manifest/manifest.ts';
import { rules } from '../../manifest/rules.ts';
import { aPng, goodPackage, packageWith } from './app-package.ts';

type Break = { how: string; edit: (manifest: Manifest, welsh: LanguageFile, files: AppPackage) => void; said: RegExp };

const botOf = (manifest: Manifest) => manifest.bots![0]!;
const extensionOf = (manifest: Manifest) => manifest.composeExtensions![0]!;

const breaks: Record<string, Break[]> = {
  'the zip holds exactly the files that the manifest names': [
    {
      how: 'an icon was forgotten',
      edit: (_, __, files) => files.delete('outline.png'),
      said: /^outline\.png is named but not in the package/,
    },
    {
      how: 'a stray file is in it',
      edit: (_, __, files) => files.set('notes.txt', Buffer.from('x')),
      said: /^notes\.txt is in the package/,
    },
  ],
  'every placeholder is filled': [
    {
      how: 'the name of the developer is still a placeholder',
      edit: manifest => void (manifest.developer.name = '${{PUBLISHER}}'),
      said: /developer\.name is/,
    },
  ],
  'all files are of one schema version': [
    {
      how: 'the Welsh is of an older schema',
      edit: (_, welsh) => void (welsh.$schema = welsh.$schema!.replace('1.29', '1.25')),
      said: /cy\.json \$schema .* must name version 1\.29/,
    },
  ],
  'the version is three numbers': [
    { how: 'the version has a suffix', edit: manifest => void (manifest.version = '1.2.3-beta'), said: /three numbers/ },
  ],
  'each icon is as Teams asks': [
    {
      how: 'the colour icon is too small',
      edit: (_, __, files) =>
        files.set(
          'color.png',
          aPng(96, 96, x => [x, 0, 0, 255]),
        ),
      said: /96 by 96/,
    },
    {
      how: 'the colour icon is see-through',
      edit: (_, __, files) =>
        files.set(
          'color.png',
          aPng(192, 192, x => [x, 0, 0, x]),
        ),
      said: /transparent pixels/,
    },
    {
      how: 'the colour icon shows nothing',
      edit: (_, __, files) =>
        files.set(
          'color.png',
          aPng(192, 192, () => [9, 9, 9, 255]),
        ),
      said: /only one colour/,
    },
    {
      how: 'the outline is grey',
      edit: (_, __, files) =>
        files.set(
          'outline.png',
          aPng(32, 32, x => [99, 99, 99, x * 8]),
        ),
      said: /has a colour/,
    },
    {
      how: 'the outline is a white square',
      edit: (_, __, files) =>
        files.set(
          'outline.png',
          aPng(32, 32, () => [255, 255, 255, 255]),
        ),
      said: /white square/,
    },
    {
      how: 'the outline has padding',
      edit: (_, __, files) =>
        files.set(
          'outline.png',
          aPng(32, 32, (x, y) => [255, 255, 255, x > 5 && x < 25 && y > 5 && y < 25 ? 255 : 0]),
        ),
      said: /empty border/,
    },
    {
      how: 'the outline is empty',
      edit: (_, __, files) =>
        files.set(
          'outline.png',
          aPng(32, 32, () => [0, 0, 0, 0]),
        ),
      said: /is empty/,
    },
    { how: 'the outline is no picture', edit: (_, __, files) => files.set('outline.png', Buffer.from('<svg/>')), said: /is not a PNG/ },
  ],
  'every address is https and inside validDomains': [
    {
      how: 'the privacy page is http',
      edit: manifest => void (manifest.developer.privacyUrl = 'http://networks.example.police.uk/privacy'),
      said: /privacyUrl is not https/,
    },
    {
      how: 'the tab is elsewhere',
      edit: manifest => void (manifest.staticTabs![0]!.contentUrl = 'https://elsewhere.example.police.uk/tab'),
      said: /contentUrl is outside/,
    },
  ],
  'validDomains holds plain host names of our own': [
    {
      how: 'there is a wildcard',
      edit: manifest => manifest.validDomains!.push('*.example.police.uk'),
      said: /without scheme, port, path or wildcard/,
    },
    { how: 'there is a scheme', edit: manifest => manifest.validDomains!.push('https://a.example.police.uk'), said: /without scheme/ },
    { how: 'a tunnel is in it', edit: manifest => manifest.validDomains!.push('x.devtunnels.ms'), said: /belongs to a tunnel/ },
    {
      how: 'a domain of Microsoft is in it',
      edit: manifest => manifest.validDomains!.push('teams.microsoft.com'),
      said: /belongs to a tunnel or to Microsoft/,
    },
  ],
  'links are unfurled for our own domains only': [
    {
      how: 'another domain is unfurled',
      edit: manifest => extensionOf(manifest).messageHandlers![0]!.value.domains!.push('www.example.org'),
      said: /www\.example\.org would be unfurled/,
    },
  ],
  'the extension belongs to the bot': [
    {
      how: 'the extension has another bot',
      edit: manifest => void (extensionOf(manifest).botId = 'd1111111-2222-4333-8444-555555555555'),
      said: /different bots/,
    },
  ],
  'the ids are real and the tab has its own registration': [
    {
      how: 'the app id is zeros',
      edit: manifest => void (manifest.id = '00000000-0000-0000-0000-000000000000'),
      said: /id is missing or nothing but zeros/,
    },
    {
      how: 'bot and tab share a registration',
      edit: manifest => {
        const id = botOf(manifest).botId;
        manifest.webApplicationInfo = { id, resource: `api://networks.example.police.uk/${id}` };
      },
      said: /share a registration/,
    },
  ],
  'the sign-in resource names the tab': [
    {
      how: 'the resource names another host',
      edit: manifest => void (manifest.webApplicationInfo!.resource = `api://networks.example.police.uk/botid-1`),
      said: /resource is api/,
    },
  ],
  'extension commands have ids of their own': [
    {
      how: 'two commands have one id',
      edit: manifest => void (extensionOf(manifest).commands![1]!.id = 'search'),
      said: /have the id search/,
    },
  ],
  'no command stands twice in a menu or begins with a slash': [
    {
      how: 'a command stands twice in English',
      edit: manifest => void (botOf(manifest).commandLists![0]!.commands[1]!.title = 'Networks'),
      said: /manifest\.json: "networks" stands twice/,
    },
    {
      how: 'a command stands twice in Welsh',
      edit: (_, welsh) => void (welsh['bots[0].commandLists[0].commands[1].title'] = 'rhwydweithiau'),
      said: /cy\.json: "rhwydweithiau" stands twice/,
    },
    {
      how: 'a command begins with a slash',
      edit: manifest => void (botOf(manifest).commandLists![0]!.commands[1]!.title = '/mine'),
      said: /begins with a slash/,
    },
  ],
  'each scope of the bot has one command list': [
    {
      how: 'group chats have no list',
      edit: manifest => void (botOf(manifest).commandLists![1]!.scopes = ['team']),
      said: /groupChat has no command list/,
    },
    {
      how: 'there is a list for a place without the bot',
      edit: manifest => botOf(manifest).commandLists![1]!.scopes.push('copilot'),
      said: /commands for copilot/,
    },
    {
      how: 'a scope has two lists',
      edit: manifest => botOf(manifest).commandLists![1]!.scopes.push('personal'),
      said: /Two command lists are for personal/,
    },
  ],
  'it asks for nothing it does not need': [
    {
      how: 'it asks to read every message of a channel',
      edit: manifest =>
        void (manifest.authorization = { permissions: { resourceSpecific: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }] } }),
      said: /resource-specific permissions/,
    },
    { how: 'it asks for the camera', edit: manifest => void (manifest.devicePermissions = ['media']), said: /permissions of the device/ },
    { how: 'it takes files', edit: manifest => void (botOf(manifest).supportsFiles = true), said: /takes files/ },
    {
      how: 'links are unfurled for strangers',
      edit: manifest => void (extensionOf(manifest).messageHandlers![0]!.value.supportsAnonymizedPayloads = true),
      said: /people we do not know/,
    },
  ],
  'a welcome message goes without prompt starters': [
    {
      how: 'a command is a prompt',
      edit: manifest => void (botOf(manifest).commandLists![0]!.commands[0]!.type = 'prompt'),
      said: /"networks" is a prompt starter/,
    },
  ],
  'every language has every string people see, and no other': [
    {
      how: 'a Welsh string is missing',
      edit: (_, welsh) => delete welsh['staticTabs[0].name'],
      said: /cy\.json lacks staticTabs\[0\]\.name/,
    },
    {
      how: 'a Welsh string points at nothing',
      edit: (_, welsh) => void (welsh['staticTabs[3].name'] = 'Digwyddiadau'),
      said: /has staticTabs\[3\]\.name, which the manifest does not/,
    },
    {
      how: 'a Welsh string is still English',
      edit: (_, welsh) => void (welsh['staticTabs[0].name'] = 'Networks'),
      said: /repeats the English at staticTabs\[0\]\.name/,
    },
  ],
  'descriptions have at most 500 words': [
    {
      how: 'the Welsh goes on and on',
      edit: (_, welsh) => void (welsh['description.full'] = 'gair '.repeat(501).trim()),
      said: /more than 500 words/,
    },
  ],
};

describe('the rules for the app package', () => {
  it('find nothing wrong with the package as it is', async () => {
    assert.deepEqual(await faultsOf(await goodPackage()), []);
  });

  for (const [rule, ways] of Object.entries(breaks)) {
    for (const { how, edit, said } of ways) {
      it(`${rule}: noticed when ${how}`, async () => {
        const faults = await faultsOf(await packageWith(edit));
        assert.ok(
          faults.some(fault => said.test(fault)),
          `said only: ${faults.join(' ') || 'nothing'}`,
        );
      });
    }
  }

  it('are each broken by a test of their own', () => {
    assert.deepEqual(Object.keys(breaks).sort(), Object.keys(rules).sort());
  });
});

describe('the official schema', () => {
  const wrong: Record<string, Break> = {
    scope: {
      how: 'a scope is misspelt',
      edit: manifest => void (botOf(manifest).scopes = ['personal', 'groupchat']),
      said: /bots\/0\/scopes\/1 must be equal to one of the allowed values/,
    },
    long: {
      how: 'the English name is too long for Teams',
      edit: manifest => void (manifest.name.short = 'n'.repeat(31)),
      said: /name\/short must NOT have more than 30/,
    },
    longWelsh: {
      how: 'the Welsh name is too long for Teams',
      edit: (_, welsh) => void (welsh['name.short'] = 'e'.repeat(31)),
      said: /cy\.json\/name\.short must NOT have more than 30/,
    },
    longTitle: {
      how: 'a Welsh command of the extension is too long',
      edit: (_, welsh) => void (welsh['composeExtensions[0].commands[0].title'] = 'e'.repeat(33)),
      said: /must NOT have more than 32/,
    },
    emptyWelsh: {
      how: 'the Welsh description is empty',
      edit: (_, welsh) => void (welsh['description.short'] = ''),
      said: /cy\.json\/description\.short/,
    },
    version: {
      how: 'manifestVersion is another',
      edit: manifest => void (manifest.manifestVersion = '1.25'),
      said: /manifestVersion must be equal to constant/,
    },
    unknown: { how: 'a key is misspelt', edit: manifest => void Object.assign(manifest, { validDomain: [] }), said: /validDomain/ },
    id: {
      how: 'the app id is no GUID',
      edit: manifest => void (manifest.id = 'staff-networks'),
      said: /manifest\.json\/id must match pattern/,
    },
  };

  for (const { how, edit, said } of Object.values(wrong)) {
    it(`refuses the package when ${how}`, async () => {
      const faults = await faultsOf(await packageWith(edit));
      assert.ok(
        faults.some(fault => said.test(fault)),
        `said only: ${faults.join(' ') || 'nothing'}`,
      );
    });
  }

  it('is not even asked when a file is not JSON', async () => {
    const files = await goodPackage();
    files.set('cy.json', Buffer.from('{'));
    assert.match((await faultsOf(files)).join(), /^cy\.json is not JSON/);
  });
});
