import { traits } from '../../log.ts';
import { turnBeginner } from './begin.ts';
import type { Courier } from '../courier.ts';
import type { DoorNeeds } from '../door.ts';
import { doorText } from '../door.text.ts';
import { dialogLine, line, messageExtension } from '../sending/extension.ts';
import type { Did, Incoming } from '../entry/incoming.ts';
import { chooseLanguage, type Language } from '../../language/language.ts';
import { messageOf, wordsParcel } from '../sending/messages.ts';
import { ownChat } from '../sending/own-chat.ts';
import { inTime, tooLate, within } from './patience.ts';
import { noticeAnswer, performer } from '../sending/perform.ts';
import { pressReader } from './presses.ts';
import type { Reach } from '../sending/reach.ts';
import { openRepeats } from '../entry/repeats.ts';
import { notice, type Reply } from '../reply.ts';
import { failure, isTransport } from '../sending/sending.ts';
import type { Turn } from '../turn.ts';
import { apologies, type Doing } from './turn-errors.ts';
import { answerToUnoffered } from './unoffered.ts';
import { wordsReader } from './words.ts';

/** Teams gives a bot 10 to 15 seconds for a turn; what takes longer than this is answered outside it. */
const turnMs = 5_000;
/** Teams gives an invoke 5 seconds; this leaves it some to travel. */
const invokeMs = 4_500;
const typingAfterMs = 1_000;
const rosterMs = 2_000;
/** Teams announces one arrival by two activities. */
const oneArrivalMs = 60_000;

type TakerNeeds = DoorNeeds & { courier: Courier; follow: <T>(work: Promise<T>) => Promise<T> };
type Pressed = Extract<Did, { kind: 'submit' | 'execute' }>;
type Extended = Extract<Did, { kind: 'query' | 'openAction' | 'submitAction' | 'link' }>;

/** Takes one verified activity through its turn. What it answers is the body of the HTTP answer, which only invokes have. */
export function turnTaker(needs: TakerNeeds): (incoming: Incoming, reach: Reach) => Promise<object | undefined> {
  const { features, sealer, log, now, follow } = needs;
  const apologise = apologies(needs);
  const wordsFor = wordsReader(features);
  const pressFor = pressReader(features, sealer);
  const extension = messageExtension({ features, sealer, publicOrigin: needs.settings.publicOrigin, apologise });
  const perform = performer({ sealer, sendPrivately: ownChat(needs) });
  const repeats = openRepeats();
  const arrivals = openRepeats(2_000, oneArrivalMs);
  const begin = turnBeginner(needs);

  async function take(incoming: Incoming, reach: Reach): Promise<object | undefined> {
    const { did, person } = incoming;
    if (did.kind === 'event') return undefined;
    if (did.kind === 'invoke') return answerToUnoffered(did.name, languageWithout(incoming));
    if (!isInvoke(did) && incoming.id && !repeats.isFirst(`${incoming.conversation} ${incoming.id}`, now().getTime())) return undefined;
    if (did.kind === 'removed') return removed(incoming);
    if (!person) return stranger(incoming, reach);
    const turn = await begin(incoming, person);
    switch (did.kind) {
      case 'text':
        await within(follow(answerText(turn, did.text, reach)), turnMs);
        return undefined;
      case 'submit':
        await within(follow(answerSubmit(turn, did, reach)), turnMs);
        return undefined;
      case 'execute':
        return answerExecute(turn, did, reach);
      case 'arrived':
        await within(follow(welcome(turn, reach)), turnMs);
        return undefined;
      default:
        return answerExtension(turn, did);
    }
  }

  async function answerText(turn: Turn, text: string, reach: Reach): Promise<void> {
    const doing: Doing = { feature: 'teams', act: 'message', language: turn.language };
    const reply = await showingThatWeWork(reach, () => replyOf(() => wordsFor(turn, text, doing), doing));
    await sent(turn, doing, () => perform.answerText({ ...turn, language: doing.language }, reply, reach));
    note(turn);
  }

  async function answerSubmit(turn: Turn, did: Extract<Pressed, { kind: 'submit' }>, reach: Reach): Promise<void> {
    const doing: Doing = { feature: 'teams', act: 'press', language: turn.language };
    const answer = () => replyOf(() => pressFor(turn, did, doing), doing);
    // Where others are, not even a typing sign answers a press.
    const reply = turn.scope === 'personal' ? await showingThatWeWork(reach, answer) : await answer();
    await sent(turn, doing, () => perform.answerSubmit(turn, reply, reach, did.card));
    renew(turn);
  }

  async function answerExecute(turn: Turn, did: Extract<Pressed, { kind: 'execute' }>, reach: Reach): Promise<object> {
    const doing: Doing = { feature: 'teams', act: 'press', language: turn.language };
    let isLate = false;
    const work = follow(
      (async () => {
        const reply = await replyOf(() => pressFor(turn, did, doing), doing);
        try {
          if (!isLate) return await perform.answerExecute(turn, reply, reach);
          await perform.answerLate(turn, reply, reach);
        } catch (error) {
          return noticeAnswer(apologise(error, doing));
        }
        return undefined;
      })(),
    );
    const answer = await within(work, invokeMs);
    isLate = answer === tooLate;
    renew(turn);
    return answer === tooLate || !answer ? noticeAnswer(doorText[turn.language].stillWorking) : answer;
  }

  async function answerExtension(turn: Turn, did: Extended): Promise<object> {
    const doing: Doing = { feature: 'teams', act: did.kind, language: turn.language };
    const sentence = did.kind === 'query' || did.kind === 'link' ? line : dialogLine;
    const asked = (): Promise<object> => {
      switch (did.kind) {
        case 'query':
          return extension.query(turn, did);
        case 'openAction':
          return extension.open(turn, did, doing);
        case 'submitAction':
          return extension.submit(turn, did, doing);
        case 'link':
          return extension.link(turn, did, doing);
      }
    };
    const work = follow(asked().catch((error: unknown) => sentence(apologise(error, doing))));
    const answer = await within(work, invokeMs);
    return answer === tooLate ? sentence(doorText[turn.language].tooSlow) : answer;
  }

  async function welcome(turn: Turn, reach: Reach): Promise<void> {
    if (!arrivals.isFirst(turn.address.conversation, turn.now.getTime())) return;
    const named = turn.name || turn.scope === 'personal' ? turn : { ...turn, name: await inTime(reach.name(), rosterMs, '', () => {}) };
    for (const feature of features) {
      if (!feature.arrivals?.installed) continue;
      const doing: Doing = { feature: feature.name, act: 'installed', language: turn.language };
      try {
        const reply = await feature.arrivals.installed(named);
        await sent(turn, doing, () => perform.answerText(turn, reply, reach));
      } catch (error) {
        // Nobody asked anything, so nobody gets an apology.
        apologise(error, doing);
      }
    }
    note(turn);
  }

  async function removed({ address }: Incoming): Promise<undefined> {
    arrivals.forget(address.conversation);
    try {
      await needs.markGone(address, 'uninstalled');
    } catch (error) {
      log('farewell not kept', traits(error));
    }
    return undefined;
  }

  /** Somebody without an object id: whatever they ask could not be theirs. */
  async function stranger(incoming: Incoming, reach: Reach): Promise<object | undefined> {
    const { did, address } = incoming;
    const language = languageWithout(incoming);
    const words = doorText[language].whoAreYou;
    if (did.kind === 'execute') return noticeAnswer(words);
    if (did.kind === 'query' || did.kind === 'link') return line(words);
    if (did.kind === 'openAction' || did.kind === 'submitAction') return dialogLine(words);
    if (did.kind === 'text') {
      await reach
        .say(messageOf(wordsParcel(words, language), address.tenant, sealer))
        .catch((error: unknown) => log('answer not sent', traits(error)));
    }
    return undefined;
  }

  /** The reply, or words for what went wrong. */
  async function replyOf(answer: () => Promise<Reply>, doing: Doing): Promise<Reply> {
    try {
      return await answer();
    } catch (error) {
      return notice(apologise(error, doing));
    }
  }

  async function showingThatWeWork<T>(reach: Reach, work: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => void follow(reach.typing()).catch(() => {}), typingAfterMs);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends, and where that fails says so to the log: to the person it cannot be said. */
  async function sent({ address }: Turn, doing: Doing, send: () => Promise<void>): Promise<void> {
    try {
      await send();
    } catch (error) {
      const { feature, act } = doing;
      log('answer not sent', { feature, act, ...traits(error) });
      const outcome = isTransport(error) ? failure(error) : undefined;
      if (outcome?.kind === 'unreachable')
        await needs.markGone(address, outcome.reason).catch((cause: unknown) => log('farewell not kept', traits(cause)));
    }
  }

  function note(turn: Turn): void {
    void follow(needs.noteAddress(turn.address, turn).catch((error: unknown) => log('address not noted', traits(error))));
  }

  /**
   * A press tells as well as a message that somebody can be reached, but it makes no new entry: the press that erases everything
   * shall leave nothing behind. A card of ours may also be pressed where the bot is not, but for their own chat.
   */
  function renew({ scope, address }: Turn): void {
    if (scope === 'personal') void follow(needs.renewAddress(address).catch((error: unknown) => log('address not noted', traits(error))));
  }

  const languageWithout = ({ locale }: Incoming): Language => chooseLanguage({ welsh: needs.homeForce.welsh, locale });

  return take;
}

const isInvoke = ({ kind }: Did): boolean =>
  kind === 'execute' || kind === 'query' || kind === 'openAction' || kind === 'submitAction' || kind === 'link' || kind === 'invoke';
