import type { WelshRule } from './language/language.ts';
import type { Person } from './people/person.ts';

/** What config.ts read from the environment; the shape only, so that any room may name it. */
export type Settings = {
  mode: 'local' | 'production';
  port: number;
  /** The address to listen on: loopback in local mode. */
  host: string;
  /** A force or joint name of the articles, as set. */
  homeForce: string;
  /** Overrides the rule that goes with the home force. */
  welsh?: WelshRule;
  /** https origin under which the pages and `/go` links are reached; `http://localhost:<port>` in local mode. */
  publicOrigin: string;
  /** Absent in local mode, where activities carry no token. */
  bot?: BotRegistration;
  tab: TabRegistration;
  /** The app's id in the Teams catalogue, for links that open it. */
  teamsApp: string;
  /** Administrators by setting, for as long as it names them: how a force gets its first one. */
  administrators?: readonly Person[];
  /** Entra tenants that may use the app; local mode takes any. */
  tenants: readonly string[];
  /** Local mode: the tenant of an activity that names none, as some of the Playground's do. */
  localTenant?: string;
  /** Hosts an activity's serviceUrl may name. */
  serviceHosts: readonly string[];
  /** How many requests a second all instances together make to Teams for what is sent to many. */
  deliveryPace: number;
  storage: StorageAccess;
  /** The root secret (at least 32 bytes); every key is derived from it by purpose. */
  secret: Buffer;
};

export type BotRegistration = {
  appId: string;
  tenantId: string;
  credential: { type: 'SingleTenant'; password: string } | { type: 'UserAssignedMSI' };
};

export type TabRegistration = {
  /** Client id of the tab's own registration: the audience of its tokens. */
  clientId: string;
  /** Where the signing keys are; Entra's own unless local mode sets it. */
  keysUrl?: string;
  /** Issuer with `{tid}` for the tenant; Entra's v2 unless local mode sets it. */
  issuer?: string;
};

export type StorageAccess =
  | { kind: 'identity'; tables: string; queues: string; clientId?: string }
  /** Local mode only. */
  | { kind: 'connection'; connectionString: string };
