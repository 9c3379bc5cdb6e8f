import { counted } from '../../language/wording.ts';

const en = {
  kicker: 'New members',
  summary: 'New members',
  heading: (count: number) => counted(count, 'en', { one: '# colleague waits for a welcome', other: '# colleagues wait for a welcome' }),
  noneHeading: 'Nobody waits for a welcome',
  none: 'When somebody asks to join, their name stands here.',
  askedOn: (network: string, date: string) => `${network}, asked on ${date}`,
  welcome: (name: string, network: string) => `Welcome: ${name} to ${network}`,
  more: (count: string) => `And ${count} more, after these.`,
  hint: 'Say hello in Teams first, if you like. With your press they are in, and see it in their networks.',
  welcomed: 'Done. They are in.',
  gone: 'Nothing to do: they withdrew or are in already.',
};
const cy: typeof en = {
  kicker: 'Aelodau newydd',
  summary: 'Aelodau newydd',
  heading: count => `Yn aros am groeso: ${count}`,
  noneHeading: 'Nid oes neb yn aros am groeso',
  none: 'Pan fydd rhywun yn gofyn am gael ymuno, bydd ei enw yma.',
  askedOn: (network, date) => `${network}, gofynnwyd ar ${date}`,
  welcome: (name, network) => `Croesawu: ${name} i ${network}`,
  more: count => `A ${count} arall, ar ôl y rhain.`,
  hint: 'Dywedwch helô yn Teams yn gyntaf, os mynnwch. Wedi i chi bwyso, byddant yn aelodau, ac yn ei weld ymhlith eu rhwydweithiau.',
  welcomed: 'Wedi’i wneud. Maen nhw’n aelod nawr.',
  gone: 'Dim i’w wneud: maen nhw wedi tynnu’n ôl neu’n aelod eisoes.',
};
export const greetingText = { en, cy };
