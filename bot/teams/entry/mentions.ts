import { TurnContext, type Activity } from 'botbuilder';
import { listIn, objectIn, textIn, type Raw } from './read.ts';

/** What a person typed, without the mention of the bot that Teams puts in front, in one line with single spaces. */
export function plainText(activity: Raw): string {
  let text = textIn(activity['text']) ?? '';
  const mentions = mentionsOf(activity);
  if (mentions.length > 0) text = withoutMentions(text, mentions, activity);
  return text.replace(spaces, ' ').trim();
}

// Teams writes some spaces as &nbsp; even in plain text. \s also covers the no-break space itself and line ends.
const spaces = /(?:&nbsp;|\s)+/gi;

type Mention = { type: 'mention'; mentioned: { id: string }; text: string };

// The SDK's own functions throw on an entity without a type and on a mention of nobody.
function mentionsOf(activity: Raw): Mention[] {
  return listIn(activity['entities']).flatMap(entity => {
    const { type, mentioned, text } = objectIn(entity) ?? {};
    const id = textIn(objectIn(mentioned)?.['id']);
    return type === 'mention' && id && textIn(text) ? [{ type, mentioned: { id }, text: text as string }] : [];
  });
}

function withoutMentions(text: string, mentions: Mention[], activity: Raw): string {
  const id = textIn(objectIn(activity['recipient'])?.['id']);
  const ofBot = mentions.filter(({ mentioned }) => mentioned.id === id);
  // Once for each time the bot is mentioned: one call takes away one.
  return ofBot.reduce((rest, mention) => {
    const shape: Partial<Activity> = { text: rest, entities: [mention], recipient: { id: id ?? '', name: '' } };
    return TurnContext.removeRecipientMention(shape);
  }, text);
}
