import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { pack } from '../../manifest/pack.ts';
import { manifestOf, registrations } from './app-package.ts';

const args = [
  '--app-id',
  registrations.appId,
  '--bot-id',
  registrations.botId,
  '--tab-client-id',
  registrations.tabClientId,
  '--origin',
  registrations.origin,
];

describe('packing the app for Teams', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'pack-'))));
  afterEach(() => rm(folder, { recursive: true }));
  const packed = (given: string[], environment = {}) => pack(given, environment, pathToFileURL(`${folder}/`));

  it('makes a zip with four files at its root, filled with what the force gave', async () => {
    const { ok, said } = await packed(args);
    assert.ok(ok, said);
    const [name] = await readdir(folder);
    assert.match(name ?? '', /^staff-networks-\d+\.\d+\.\d+\.zip$/);
    const files = unzipSync(await readFile(join(folder, name!)));
    assert.deepEqual(Object.keys(files).sort(), ['color.png', 'cy.json', 'manifest.json', 'outline.png']);
    const manifest = manifestOf(new Map(Object.entries(files)));
    assert.equal(manifest.id, registrations.appId);
    assert.equal(manifest.bots?.[0]?.botId, registrations.botId);
    assert.equal(manifest.webApplicationInfo?.resource, `api://networks.example.police.uk/${registrations.tabClientId}`);
    assert.deepEqual(manifest.validDomains, ['networks.example.police.uk']);
    assert.equal(manifest.staticTabs?.[0]?.contentUrl, 'https://networks.example.police.uk/tab');
  });

  it('gives the same bytes for the same input', async () => {
    await packed(args);
    const [name] = await readdir(folder);
    const first = await readFile(join(folder, name!));
    await packed(args);
    assert.ok(first.equals(await readFile(join(folder, name!))));
  });

  it('takes the settings of the bot where an argument is missing', async () => {
    const environment = {
      MicrosoftAppId: registrations.botId,
      TAB_CLIENT_ID: registrations.tabClientId,
      PUBLIC_ORIGIN: registrations.origin,
    };
    const { ok, said } = await packed(['--app-id', registrations.appId], environment);
    assert.ok(ok, said);
  });

  it('names everything that is missing at once, and writes nothing', async () => {
    const { ok, said } = await packed([]);
    assert.equal(ok, false);
    for (const name of ['--app-id', '--bot-id', '--tab-client-id', '--origin']) assert.match(said, new RegExp(`${name} is missing`));
    assert.match(said, /Not packed: 4 faults\.$/);
    assert.deepEqual(await readdir(folder), []);
  });

  it('refuses an argument it does not know', async () => {
    const { ok, said } = await packed([...args, '--tenant', 'x']);
    assert.equal(ok, false);
    assert.match(said, /--tenant/);
  });

  for (const origin of ['http://networks.example.police.uk', 'https://networks.example.police.uk/app', 'networks.example.police.uk']) {
    it(`refuses ${origin} as the origin`, async () => {
      const { ok, said } = await packed([...args.slice(0, -1), origin]);
      assert.equal(ok, false);
      assert.match(said, /--origin must be an https origin/);
    });
  }

  it('writes nothing when a rule is broken', async () => {
    const { ok, said } = await packed([...args.slice(0, -1), 'https://x.ngrok-free.app']);
    assert.equal(ok, false);
    assert.match(said, /x\.ngrok-free\.app belongs to a tunnel/);
    assert.deepEqual(await readdir(folder), []);
  });
});
