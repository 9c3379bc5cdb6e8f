const en = {
  kind: 'News',
  corrected: 'corrected',
  neutral: 'News from one of your networks',
  named: (whose: string, title: string) => `${whose}: ${title}`,
  link: 'Link',
  open: (host: string) => `Open ${host}`,
  leaves: 'The link opens outside Teams.',
  fromWhom: (whose: string) => `From ${whose}, through Staff Networks.`,
  withdrawn: 'This message was withdrawn.',
  withdrawnSummary: 'A message was withdrawn',
};
const cy: typeof en = {
  kind: 'Newyddion',
  corrected: 'cywirwyd',
  neutral: 'Newyddion gan un o’ch rhwydweithiau',
  named: (whose, title) => `${whose}: ${title}`,
  link: 'Dolen',
  open: host => `Agor ${host}`,
  leaves: 'Mae’r ddolen yn agor y tu allan i Teams.',
  fromWhom: whose => `Oddi wrth: ${whose}, drwy Rhwydweithiau Staff.`,
  withdrawn: 'Tynnwyd y neges hon yn ôl.',
  withdrawnSummary: 'Tynnwyd neges yn ôl',
};
export const newsText = { en, cy };
