import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildApp, type App } from '../../bot/app.ts';
import { startIssuer, type Issuer } from '../../bot/local/tab/issuer.ts';
import { pagesAreStale } from '../../bot/local/tab/pages.ts';
import { loadSamples } from '../../bot/local/sample/samples.ts';
import type { Person } from '../../bot/people/person.ts';
import type { Settings } from '../../bot/settings.ts';
import { openStorage } from '../../bot/storage/azure.ts';
import { startAzurite, type RunningAzurite } from '../support/azurite.ts';
import { publicOrigin } from '../support/teams-host.ts';

export const tenant = '6b1f3c52-8a0e-4d27-9f64-1d2c3b4a5e6f';
/** Somebody new in every test, so that none finds another's memberships. */
export const someone = (): Person => ({ tenant, id: crypto.randomUUID() });

export type Product = {
  /** Where it listens. */
  server: string;
  issuer: Issuer;
  /** As production asks it: the token Teams would hand out for this person. */
  tokenOf: (person: Person, claims?: Record<string, unknown>) => () => Promise<string>;
  storage: RunningAzurite;
};

/**
 * The product as it is: its own server, sign-in, features and storage, and the built pages, for the describe block that calls this.
 * Only the tokens come from an issuer of ours.
 */
export function productHere({
  samples = true,
  ...differently
}: Partial<Pick<Settings, 'homeForce' | 'welsh'>> & { samples?: boolean } = {}): { running(): Product } {
  let product: Product | undefined;
  let app: App | undefined;
  before('build the pages and start the product', async function () {
    this.timeout(90_000);
    if (pagesAreStale()) await buildPages();
    const [issuer, storage] = [await startIssuer(), await startAzurite()];
    const settings: Settings = {
      mode: 'production',
      host: '127.0.0.1',
      port: 0,
      homeForce: 'Sussex Police',
      publicOrigin,
      teamsApp: '8d1c2b3a-4e5f-4a6b-9c7d-8e9f0a1b2c3d',
      bot: {
        appId: '0a1b2c3d-4e5f-4a6b-8c7d-9e8f7a6b5c4d',
        tenantId: tenant,
        credential: { type: 'SingleTenant', password: 'never used' },
      },
      tab: { clientId: issuer.clientId, keysUrl: issuer.keysUrl, issuer: issuer.issuer },
      tenants: [tenant],
      serviceHosts: [],
      deliveryPace: 40,
      storage: { kind: 'connection', connectionString: storage.connectionString },
      secret: Buffer.alloc(32, 7),
      ...differently,
    };
    const account = openStorage(settings.storage);
    if (samples) await loadSamples(tenant, { storage: account, settings });
    app = buildApp(settings, { storage: account, now: () => new Date(), log: () => {} });
    const { port } = await app.start();
    const tokenOf: Product['tokenOf'] = (person, claims) => () => issuer.tokenFor(person, claims);
    product = { server: `http://127.0.0.1:${port}`, issuer, storage, tokenOf };
  });
  after('stop the product', async function () {
    this.timeout(30_000);
    await app?.stop();
    await product?.issuer.close();
    await product?.storage.close();
  });
  return {
    running: () => {
      if (!product) throw new Error('the product runs only inside the tests of this describe block');
      return product;
    },
  };
}

async function buildPages(): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../tabs/build.ts')], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the tab pages could not be built');
}
