import { TeamsAdapter, teamsChannel, Unauthenticated, KeysUnavailable, type Channel, type Connector } from './entry/adapter.ts';
import type { Sealer } from '../cards/seal.ts';
import type { Feature } from '../feature.ts';
import type { Language } from '../language/language.ts';
import { traits, type Log } from '../log.ts';
import type { Person } from '../people/person.ts';
import type { Settings } from '../settings.ts';
import type { Courier, Gone } from './courier.ts';
import { openCourier } from './sending/courier.botframework.ts';
import { examine, type Arriving, type GateRules } from './entry/gate.ts';
import { guestCheck, type StandingOf } from './entry/guests.ts';
import { readIncoming } from './entry/incoming.ts';
import { reachOf } from './sending/reach.ts';
import { openRooms, type Rooms } from './sending/rooms.ts';
import type { Raw } from './entry/read.ts';
import { turnTaker } from './turns/turns.ts';
import type { Address, Force, Turn } from './turn.ts';

export type DoorNeeds = {
  features: readonly Feature[];
  settings: Pick<Settings, 'mode' | 'bot' | 'tenants' | 'serviceHosts' | 'publicOrigin' | 'localTenant'>;
  sealer: Sealer;
  /** These two come from memory nearly always; a turn waits for them 800 ms at most. */
  forceOf: (tenant: string) => Promise<Force> | Force;
  languageOf: (person: Person) => Promise<Language | undefined> | Language | undefined;
  /** What a turn goes by when `forceOf` does not answer in time. */
  homeForce: Force;
  /** Called after the reply, for every turn in a conversation the bot is in: it should cost nothing where nothing changed. */
  noteAddress: (address: Address, turn: Turn) => Promise<void>;
  /** Called after a press in somebody's own chat: brings up to date what is noted, and notes nothing anew. */
  renewAddress: (address: Address) => Promise<void>;
  personalAddress: (person: Person) => Promise<Address | undefined>;
  markGone: (address: Address, reason: Gone) => Promise<void>;
  /** Called once for each tenant in the life of this process; its first turn waits for it. */
  firstSeen?: (tenant: string) => Promise<void>;
  now: () => Date;
  log: Log;
  reference: () => string;
  /** Who signs the tokens; Microsoft's channel unless a test stands in for it. */
  channel?: Channel;
};

/** As much of restify's response as an answer needs. */
export type Answering = {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
  end(text?: string): unknown;
};

export type Door = {
  /** Takes one request of the channel, its body parsed, and answers it whatever happens. */
  receive: (request: Arriving, response: Answering) => Promise<void>;
  courier: Courier;
  /** Whether somebody is a guest of the tenant: asked before an act with an effect. */
  standingOf: StandingOf;
  /** Which channels somebody is in. */
  rooms: Rooms;
  /** Resolves when nothing is under way any more, work that outlived its HTTP answer included. */
  idle: () => Promise<void>;
};

/** The one way in from Teams: gate, token, turn, feature, reply performed. */
export function openDoor(needs: DoorNeeds): Door {
  const { settings, log, sealer, channel = teamsChannel } = needs;
  const rules: GateRules = { ...settings, issuer: channel.issuer };
  const adapter = new TeamsAdapter({ settings, channel });
  const connector = (serviceUrl: string) => adapter.connector(serviceUrl);
  const courier = openCourier({ connector, sealer });
  const underWay = new Set<Promise<unknown>>();

  /** Remembers work until it has ended, so that nothing is cut off when the bot is asked to stop. */
  function follow<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const ended = () => underWay.delete(work);
    work.then(ended, ended);
    return work;
  }

  const take = turnTaker({ ...needs, courier, follow });

  async function receive(request: Arriving, response: Answering): Promise<void> {
    const admitted = examine(request, rules);
    if ('status' in admitted) {
      log('request refused', { status: admitted.status, why: admitted.why });
      return refuse(response, admitted.status);
    }
    const { activity, tenant, authorization } = admitted;
    let body: object | undefined;
    try {
      await adapter.turn(authorization, activity, async (raw: Raw, client: Connector) => {
        const incoming = readIncoming(raw, tenant);
        body = await take(incoming, reachOf(client, incoming));
      });
    } catch (error) {
      if (error instanceof Unauthenticated) {
        log('request refused', { status: 401, why: 'token refused' });
        return refuse(response, 401);
      }
      const status = error instanceof KeysUnavailable ? 503 : 500;
      log('request failed', { status, ...traits(error) });
      return refuse(response, status);
    }
    if (body) return send(response, 200, body);
    response.status(200);
    response.end();
  }

  return {
    receive: (request, response) => follow(receive(request, response)),
    courier,
    standingOf: guestCheck({ connector, log }),
    rooms: openRooms({ connector, log }),
    async idle() {
      while (underWay.size > 0) await Promise.allSettled([...underWay]);
    },
  };
}

// Each says what its status says and no more.
const refusals = {
  400: { code: 'BadRequest', message: 'This is not an activity.' },
  401: { code: 'Unauthorized', message: 'This request is not authorised.' },
  403: { code: 'Forbidden', message: 'This request is not allowed.' },
  413: { code: 'TooLarge', message: 'This request is too large.' },
  500: { code: 'Internal', message: 'Something went wrong.' },
  503: { code: 'Unavailable', message: 'Try again later.' },
};

const refuse = (response: Answering, status: keyof typeof refusals): void => send(response, status, { error: refusals[status] });

function send(response: Answering, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.status(status);
  response.header('Content-Type', 'application/json; charset=utf-8');
  response.header('Content-Length', String(Buffer.byteLength(text)));
  response.end(text);
}
