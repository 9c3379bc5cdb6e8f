const en = {
  summary: 'A yearly question about your networks',
  heading: 'Are you still in?',
  why: 'It is a year since you joined a network, or last said that you are still in. If you do nothing, you stay in.',
  show: 'Show my networks',
  line: 'A yearly question. If you do nothing, you stay in.',
};
const cy: typeof en = {
  summary: 'Cwestiwn blynyddol am eich rhwydweithiau',
  heading: 'Ydych chi’n dal yn aelod?',
  why: 'Mae blwyddyn ers i chi ymuno â rhwydwaith, neu ers i chi ddweud ddiwethaf eich bod yn dal yn aelod. Os na wnewch ddim, byddwch yn aros yn aelod.',
  show: 'Dangos fy rhwydweithiau',
  line: 'Cwestiwn blynyddol. Os na wnewch ddim, byddwch yn aros yn aelod.',
};
export const askingText = { en, cy };
