import { counted } from '../../language/wording.ts';

const en = {
  kind: 'Digest',
  heading: (count: number) =>
    counted(count, 'en', { one: 'You have # piece of news from your networks', other: 'You have # pieces of news from your networks' }),
  more: (count: number) => counted(count, 'en', { one: '# more comes tomorrow.', other: '# more come tomorrow.' }),
  read: (title: string) => `Read: ${title}`,
  which: 'Which would you like to read?',
  whichNeeded: 'Choose one to read.',
  readChosen: 'Read the one I chose',
  over: 'This is over, or was taken back. There is nothing left to read.',
};
const cy: typeof en = {
  kind: 'Crynodeb',
  heading: count => `Newyddion gan eich rhwydweithiau: ${count}`,
  more: count => `Nifer a ddaw yfory: ${count}.`,
  read: title => `Darllen: ${title}`,
  which: 'Pa un hoffech chi ei ddarllen?',
  whichNeeded: 'Dewiswch un i’w ddarllen.',
  readChosen: 'Darllen yr un a ddewisais',
  over: 'Mae hyn ar ben, neu cafodd ei dynnu’n ôl. Nid oes dim ar ôl i’w ddarllen.',
};
export const digestText = { en, cy };
