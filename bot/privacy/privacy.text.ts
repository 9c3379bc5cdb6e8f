const en = {
  privacy: 'Privacy',
  unknown: 'I do not know that. Type “help” to see what you can do.',
  mine: 'See my data',
  notice: 'Privacy notice',
  eraseAsk: 'Erase my data: what it means',
};
const cy: typeof en = {
  privacy: 'Preifatrwydd',
  unknown: 'Ni wn am hynny. Teipiwch “cymorth” i weld beth allwch chi ei wneud.',
  mine: 'Gweld fy nata',
  notice: 'Hysbysiad preifatrwydd',
  eraseAsk: 'Dileu fy nata: beth mae’n ei olygu',
};
export const privacyText = { en, cy };
