import type { AppPackage } from './app-package.ts';
import { iconFaults } from './icons.ts';
import { isShown, stringsOf, type LanguageFile, type Manifest } from './manifest.ts';
import { schemaVersion } from './schema.ts';

/** An app package whose JSON files have passed the official schemas. */
export type CheckedShape = { files: AppPackage; manifest: Manifest; languages: Map<string, LanguageFile> };

type Rule = (app: CheckedShape) => string[];

/** What the official schema does not check and a Teams administrator, or the person in front of Teams, would stumble over. */
export const rules: Record<string, Rule> = {
  'the zip holds exactly the files that the manifest names': ({ files, manifest, languages }) => {
    const named = ['manifest.json', manifest.icons.color, manifest.icons.outline, ...languages.keys()];
    return [
      ...named.filter(name => !files.has(name)).map(name => `${name} is named but not in the package.`),
      ...[...files.keys()].filter(name => !named.includes(name)).map(name => `${name} is in the package but nothing names it.`),
    ];
  },

  'every placeholder is filled': ({ manifest }) =>
    stringsOf(manifest)
      .filter(([, text]) => text === '' || text.includes('${{'))
      .map(([path, text]) => `${path} is "${text}". Something was not filled in.`),

  'all files are of one schema version': ({ manifest, languages }) => {
    const wanted = [
      ['manifest.json $schema', manifest.$schema, 'MicrosoftTeams.schema.json'],
      ...[...languages].map(([file, strings]) => [`${file} $schema`, strings.$schema, 'MicrosoftTeams.Localization.schema.json']),
    ];
    return wanted
      .filter(([, address, name]) => address !== `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}/${name}`)
      .map(([where, address]) => `${where} is ${address}. It must name version ${schemaVersion}, as manifestVersion does.`);
  },

  'the version is three numbers': ({ manifest }) =>
    /^\d+\.\d+\.\d+$/.test(manifest.version) ? [] : [`version is ${manifest.version}. Teams takes three numbers with dots between them.`],

  'each icon is as Teams asks': ({ files, manifest }) =>
    (['color', 'outline'] as const).flatMap(kind => {
      const bytes = files.get(manifest.icons[kind]);
      return bytes ? iconFaults(kind, manifest.icons[kind], bytes) : [];
    }),

  'every address is https and inside validDomains': ({ manifest }) =>
    addressesOf(manifest).flatMap(([path, address]) => {
      const url = URL.parse(address);
      if (!url) return [`${path} is not an address: ${address}`];
      if (url.protocol !== 'https:' && url.protocol !== 'api:') return [`${path} is not https: ${address}`];
      return manifest.validDomains?.includes(url.host) ? [] : [`${path} is outside validDomains: ${address}`];
    }),

  'validDomains holds plain host names of our own': ({ manifest }) =>
    [...new Set([...(manifest.validDomains ?? []), ...linkDomains(manifest)])].flatMap(domain => {
      if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/.test(domain)) {
        return [`The domain "${domain}" must be a full host name without scheme, port, path or wildcard.`];
      }
      return foreignDomains.some(foreign => domain === foreign || domain.endsWith(`.${foreign}`))
        ? [`The domain ${domain} belongs to a tunnel or to Microsoft, so a force cannot vouch for it.`]
        : [];
    }),

  'links are unfurled for our own domains only': ({ manifest }) =>
    linkDomains(manifest)
      .filter(domain => !manifest.validDomains?.includes(domain))
      .map(domain => `Links of ${domain} would be unfurled, but it is not in validDomains.`),

  'the extension belongs to the bot': ({ manifest }) =>
    (manifest.composeExtensions ?? [])
      .filter(extension => extension.botId !== manifest.bots?.[0]?.botId)
      .map(() => 'The bot and the message extension name different bots.'),

  'the ids are real and the tab has its own registration': ({ manifest }) => {
    const ids = { id: manifest.id, botId: manifest.bots?.[0]?.botId, 'webApplicationInfo.id': manifest.webApplicationInfo?.id };
    return [
      ...Object.entries(ids)
        .filter(([, id]) => !id || /^0{8}-/.test(id))
        .map(([name]) => `${name} is missing or nothing but zeros.`),
      ...(ids.botId === ids['webApplicationInfo.id']
        ? ['The bot and the tab share a registration, so one token would serve for both.']
        : []),
    ];
  },

  'the sign-in resource names the tab': ({ manifest }) => {
    const { id, resource } = manifest.webApplicationInfo ?? {};
    const wanted = manifest.validDomains?.map(domain => `api://${domain}/${id}`) ?? [];
    return resource && wanted.includes(resource) ? [] : [`webApplicationInfo.resource is ${resource}. It must be ${wanted.join(' or ')}.`];
  },

  'extension commands have ids of their own': ({ manifest }) =>
    repeated((manifest.composeExtensions ?? []).flatMap(extension => (extension.commands ?? []).map(command => command.id))).map(
      id => `Two commands of the message extension have the id ${id}.`,
    ),

  'no command stands twice in a menu or begins with a slash': ({ manifest, languages }) =>
    [
      ['manifest.json', new Map(stringsOf(manifest))] as const,
      ...[...languages].map(([file, strings]) => [file, new Map(Object.entries(strings))] as const),
    ].flatMap(([file, texts]) =>
      (manifest.bots?.[0]?.commandLists ?? []).flatMap((list, i) => {
        const titles = list.commands.map((_, j) => texts.get(`bots[0].commandLists[${i}].commands[${j}].title`) ?? '');
        return [
          ...repeated(titles.map(title => title.toLowerCase())).map(
            title => `${file}: "${title}" stands twice in the command list for ${list.scopes.join(' and ')}.`,
          ),
          ...titles
            .filter(title => title.startsWith('/'))
            .map(title => `${file}: the command "${title}" begins with a slash, which Teams keeps for its own.`),
        ];
      }),
    ),

  'each scope of the bot has one command list': ({ manifest }) =>
    (manifest.bots ?? []).flatMap(bot => {
      const listed = (bot.commandLists ?? []).flatMap(list => list.scopes);
      return [
        ...bot.scopes.filter(scope => !listed.includes(scope)).map(scope => `The bot's scope ${scope} has no command list.`),
        ...listed.filter(scope => !bot.scopes.includes(scope)).map(scope => `There are commands for ${scope}, where the bot is not.`),
        ...repeated(listed).map(scope => `Two command lists are for ${scope}.`),
      ];
    }),

  'it asks for nothing it does not need': ({ manifest }) => [
    ...(manifest.authorization
      ? ['The manifest asks for resource-specific permissions. The bot needs none: it hears only what names it.']
      : []),
    ...(manifest.permissions?.length || manifest.devicePermissions?.length
      ? ['The manifest asks for permissions of the device or the client.']
      : []),
    ...(manifest.bots?.some(bot => bot.supportsFiles) ? ['The bot says that it takes files, which it does not.'] : []),
    ...(handlersOf(manifest).some(handler => handler.value.supportsAnonymizedPayloads)
      ? ['Links would be unfurled for people we do not know.']
      : []),
  ],

  'a welcome message goes without prompt starters': ({ manifest }) =>
    (manifest.bots ?? [])
      .flatMap(bot => bot.commandLists ?? [])
      .flatMap(list => list.commands)
      .filter(command => command.type === 'prompt')
      .map(command => `"${command.title}" is a prompt starter. Teams wants either those or a welcome message.`),

  'every language has every string people see, and no other': ({ manifest, languages }) => {
    const shown = stringsOf(manifest).filter(([path]) => isShown(path));
    return [...languages].flatMap(([file, strings]) => [
      ...shown.filter(([path]) => !(path in strings)).map(([path]) => `${file} lacks ${path}.`),
      ...Object.keys(strings)
        .filter(path => path !== '$schema' && !shown.some(([known]) => known === path))
        .map(path => `${file} has ${path}, which the manifest does not.`),
      ...shown.filter(([path, text]) => strings[path] === text).map(([path]) => `${file} repeats the English at ${path}.`),
    ]);
  },

  'descriptions have at most 500 words': ({ manifest, languages }) =>
    [...stringsOf(manifest), ...[...languages.values()].flatMap(strings => Object.entries(strings))]
      .filter(([path, text]) => path === 'description.full' && text.split(/\s+/).length > 500)
      .map(() => 'A full description has more than 500 words.'),
};

/** Hosts whose owner is never a force: tunnels, and domains of Microsoft that anybody can be given a part of. */
const foreignDomains = [
  'microsoft.com',
  'onmicrosoft.com',
  'office.com',
  'botframework.com',
  'devtunnels.ms',
  'ngrok.io',
  'ngrok.app',
  'ngrok-free.app',
  'ngrok.dev',
  'ngrok-free.dev',
  'loca.lt',
  'trycloudflare.com',
];

function addressesOf(manifest: Manifest): [path: string, address: string][] {
  return stringsOf(manifest).filter(([path, text]) => path !== '$schema' && !isShown(path) && /^[a-z]+:\/\//i.test(text));
}

function handlersOf(manifest: Manifest) {
  return (manifest.composeExtensions ?? []).flatMap(extension => extension.messageHandlers ?? []);
}

function linkDomains(manifest: Manifest): string[] {
  return handlersOf(manifest).flatMap(handler => handler.value.domains ?? []);
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}
