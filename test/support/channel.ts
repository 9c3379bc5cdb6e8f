import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import type { Channel } from '../../bot/teams/entry/adapter.ts';
import type { DoorNeeds } from '../../bot/teams/door.ts';
import { inRecordings } from './activities.ts';
import { publicOrigin } from './door-server.ts';
import { startOpenId, type Claims, type Issuer } from './openid.ts';

export const appId = '5b2f7a10-9d3e-4c68-b1a4-0e7c95d2f386';
export const channelIssuer = 'https://api.botframework.com';
export const serviceUrl = 'https://smba.trafficmanager.net/uk/';
export const outboundToken = 'our-own-outbound-token';

export const productionSettings: DoorNeeds['settings'] = {
  mode: 'production',
  bot: { appId, tenantId: inRecordings.tenant, credential: { type: 'SingleTenant', password: 'not-a-password' } },
  tenants: [inRecordings.tenant],
  serviceHosts: ['smba.trafficmanager.net'],
  publicOrigin,
};

/** The registration's own credential would fetch a token from Entra; this one has it already. */
class KnownToken extends ConfigurationServiceClientCredentialFactory {
  override createCredentials(): ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']> {
    return Promise.resolve({
      signRequest: resource => {
        resource.headers.set('authorization', `Bearer ${outboundToken}`);
        return Promise.resolve(resource);
      },
    });
  }
}

/** The Teams channel as a test has it: Microsoft's issuer, but keys of our own. */
export async function startChannel(): Promise<
  Channel & { openid: Issuer; claims: (differently?: Claims) => Claims; stop: Issuer['stop'] }
> {
  const openid = await startOpenId();
  const now = Math.floor(Date.now() / 1000);
  return {
    issuer: channelIssuer,
    openIdMetadataUrl: openid.metadataUrl,
    credentials: new KnownToken({
      MicrosoftAppId: appId,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: inRecordings.tenant,
      MicrosoftAppPassword: 'not-a-password',
    }),
    openid,
    /** What a token of the channel says. A claim set to undefined is left out. */
    claims: (differently = {}) => ({
      serviceurl: serviceUrl,
      nbf: now - 60,
      exp: now + 3_600,
      iss: channelIssuer,
      aud: appId,
      ...differently,
    }),
    stop: openid.stop,
  };
}
