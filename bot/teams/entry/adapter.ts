import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type Activity, type TurnContext } from 'botbuilder';
import type { BotRegistration, Settings } from '../../settings.ts';
import { mayServe } from './gate.ts';
import { withoutItsConsole } from './quiet.ts';
import type { Raw } from './read.ts';

type AuthenticationArguments = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>;
type Options = NonNullable<AuthenticationArguments[0]>;
type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;
type Identity = Authenticated['claimsIdentity'];
type UserTokens = ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>;
/** The SDK's client for one service address. */
export type Connector = Awaited<ReturnType<NonNullable<Authenticated['connectorFactory']>['create']>>;

/** Who signs the tokens of what comes in, and how we sign what goes out. */
export type Channel = {
  issuer: string;
  openIdMetadataUrl: string;
  /** What goes out is signed with the registration's own credential unless these are given. */
  credentials?: AuthenticationArguments[1];
};

export const teamsChannel: Channel = {
  issuer: 'https://api.botframework.com',
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
};

/** The token is not one of the channel's, for our bot and this activity. */
export class Unauthenticated extends Error {
  override name = 'Unauthenticated';
}

/** The channel's public keys could not be had, so nothing can be told about the token. */
export class KeysUnavailable extends Error {
  override name = 'KeysUnavailable';
}

export type AdapterNeeds = { settings: Pick<Settings, 'mode' | 'bot' | 'serviceHosts'>; channel: Channel };

// A person's serviceUrl has few values (one for each region), but in local mode anybody may name a port.
const mostConnectors = 50;

class ChannelAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #needs: AdapterNeeds;
  readonly #connectors = new Map<string, Promise<Connector>>();
  #userTokens: UserTokens | undefined;

  constructor(needs: AdapterNeeds) {
    const { settings, channel } = needs;
    super(optionsFor(settings.bot, channel), channel.credentials, {
      requiredEndorsements: [],
      validateClaims: async claims => {
        const value = (type: string): unknown => claims.find(claim => claim.type === type)?.value;
        if (value('iss') !== channel.issuer || value('aud') !== settings.bot?.appId) throw new Unauthenticated('issuer or audience');
      },
    });
    this.#needs = needs;
  }

  override async authenticateRequest(activity: Activity, authorization: string): Promise<Authenticated> {
    const verify = () => super.authenticateRequest(activity, authorization);
    const verified = this.#needs.settings.bot ? await withoutItsConsole(verify).catch(refused) : await verify();
    const { claimsIdentity } = verified;
    return { ...verified, connectorFactory: { create: serviceUrl => this.connectorTo(serviceUrl, claimsIdentity) } };
  }

  /** One client for each service address: the SDK would build a new one, with its whole pipeline, for every turn. */
  connectorTo(serviceUrl: string, identity: Identity): Promise<Connector> {
    const known = this.#connectors.get(serviceUrl);
    if (known) return known;
    if (!mayServe(serviceUrl, this.#needs.settings)) return Promise.reject(new Error('this service address is not on the list'));
    if (this.#connectors.size >= mostConnectors) this.#connectors.clear();
    const made = this.createConnectorFactory(identity).create(serviceUrl, undefined).then(withoutItsRetries);
    this.#connectors.set(serviceUrl, made);
    made.catch(() => this.#connectors.delete(serviceUrl));
    return made;
  }

  // Nobody signs in through the bot, yet the adapter wants such a client for every turn.
  override createUserTokenClient(identity: Identity): UserTokens {
    return (this.#userTokens ??= super.createUserTokenClient(identity));
  }
}

export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: ChannelAuthentication;
  readonly #appId: string | undefined;

  constructor(needs: AdapterNeeds) {
    // With an empty app id the SDK lets everybody in.
    if (needs.settings.mode !== 'local' && !needs.settings.bot?.appId) throw new Error('only local mode goes without a bot registration');
    const authentication = new ChannelAuthentication(needs);
    super(authentication);
    this.#authentication = authentication;
    this.#appId = needs.settings.bot?.appId;
  }

  /** Verifies the token, then runs one turn. Throws `Unauthenticated` or `KeysUnavailable` before the turn begins. */
  async turn(authorization: string, activity: Raw, logic: (activity: Raw, connector: Connector) => Promise<void>): Promise<void> {
    // The gate has checked type, channel, conversation and service address; the door reads the rest as `unknown`.
    const incoming = activity as unknown as Activity;
    await this.processActivity(authorization, incoming, context => logic(activity, this.#connectorOf(context)));
  }

  /** For what is sent outside a turn. */
  connector(serviceUrl: string): Promise<Connector> {
    return this.#authentication.connectorTo(serviceUrl, this.createClaimsIdentity(this.#appId));
  }

  #connectorOf(context: TurnContext): Connector {
    const connector = context.turnState.get<Connector>(this.ConnectorClientKey);
    if (!connector) throw new Error('the SDK gave no connector');
    return connector;
  }
}

function optionsFor(bot: BotRegistration | undefined, channel: Channel): Options {
  return {
    ...(bot ? registrationOf(bot) : { MicrosoftAppType: 'MultiTenant' }),
    // The SDK takes either its own set of addresses or a complete one.
    ValidateAuthority: true,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: channel.issuer,
    OAuthUrl: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: channel.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: channel.openIdMetadataUrl,
    CallerId: 'urn:botframework:azure',
  };
}

// The type is always written out: the SDK takes anything it does not know, and nothing, for MultiTenant.
function registrationOf({ appId, tenantId, credential }: BotRegistration): Options {
  const app = { MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId };
  return credential.type === 'SingleTenant'
    ? { ...app, MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: credential.password }
    : { ...app, MicrosoftAppType: 'UserAssignedMsi' };
}

function refused(error: unknown): never {
  const { name, statusCode } = error as { name?: string; statusCode?: number };
  if (name === 'FetchError' || statusCode === 500) throw new KeysUnavailable('the channel keys could not be had', { cause: error });
  throw new Unauthenticated('the token was refused', { cause: error });
}

/**
 * The SDK's client tries again by itself, also after a 500 and a broken connection, and follows redirects. What may be tried again is
 * ours to say (sending.ts), and a redirect could lead off the list of hosts.
 */
function withoutItsRetries(connector: Connector): Connector {
  // The pipeline is the client's own, but its type keeps it private.
  const { pipeline } = (connector as unknown as { client: { pipeline: { removePolicy(policy: { name: string }): unknown[] } } }).client;
  for (const name of ['defaultRetryPolicy', 'redirectPolicy']) {
    if (pipeline.removePolicy({ name }).length === 0) throw new Error(`the connector has no ${name} any more`);
  }
  return connector;
}
