import { stringify } from 'yaml';
import { castTenant, players, type CastMember } from './sample/cast.ts';

/** The file name the Playground looks for in its working folder. */
export const playgroundConfigName = '.m365agentsplayground.yml';

export const playgroundBot = { id: '28:0d9c6a1f-4b7e-4f53-a2c8-6e1b3d5f7a90', name: 'Staff Networks' };
export const playgroundGroup = { id: '19:3e1c7a5b9d2f4068a7c1e5f9b3d70246@thread.v2', name: 'Shift planning' };
export const playgroundTeam = {
  id: '19:b8f2d6c40a1e4937b5d9f1a3c7e60852@thread.tacv2',
  name: 'Response Team North',
  aadGroupId: '2f6b8d04-1c3e-4a57-9b80-d5e7f9a1c364',
  channels: [{ id: '19:6a0c4e8f2b7d41d3957b1f3d5a8c0e26@thread.tacv2', name: 'Briefing' }],
};

/** The Playground's own file: one person at the keyboard and exactly five others, as its schema wants. */
export function playgroundConfig(atKeyboard: CastMember): string {
  const others = players.filter(player => player.id !== atKeyboard.id).slice(0, 5);
  return stringify({
    version: '0.1.1',
    tenantId: castTenant,
    bot: playgroundBot,
    currentUser: asUser(atKeyboard),
    users: others.map(asUser),
    personalChat: { id: personalChatOf(atKeyboard) },
    groupChat: playgroundGroup,
    team: playgroundTeam,
  });
}

/** Each person has a chat of their own with the bot, so that two Playgrounds can be open at once. */
export const personalChatOf = (member: CastMember): string => `a:1${member.channelId.slice(4)}`;

function asUser(member: CastMember) {
  return {
    id: member.channelId,
    name: member.name,
    // The misspelling is the Playground's.
    userPrincipleName: member.email,
    aadObjectId: member.id,
    givenName: member.givenName,
    surname: member.surname,
    email: member.email,
  };
}
