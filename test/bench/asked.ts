export const tenant = '11111111-2222-4333-8444-555555555555';

/** Questions of people at the home force of the bench, Sussex Police; each has an article that answers it. */
export const questions = [
  'what is the race equality network',
  'who can join the race equality network?',
  'is there a network for disabled staff',
  'what does the LGBT+ network do',
  'how do I join a staff network',
  'is there a menopause group?',
  'women in policing network',
  'what is positive action',
  'who runs the christian police association',
  'support for neurodivergent colleagues',
];
