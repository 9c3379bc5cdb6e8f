const en = {
  heading: 'How many messages people get',
  hint: 'One person, over all networks. What is above it comes in their next digest. Corrections and messages taken back always come.',
  labels: { day: 'At most in a day', week: 'At most in a week' },
  problems: { lessThanDay: 'At least as many as in a day.' },
  save: 'Save: how many messages',
  saved: 'Saved. It counts within half a minute.',
};
const cy: typeof en = {
  heading: 'Faint o negeseuon y mae pobl yn eu cael',
  hint: 'Un person, dros yr holl rwydweithiau. Daw’r hyn sydd dros ben yn y crynodeb nesaf. Daw cywiriadau a negeseuon a dynnir yn ôl bob amser.',
  labels: { day: 'Uchafswm mewn diwrnod', week: 'Uchafswm mewn wythnos' },
  problems: { lessThanDay: 'O leiaf cynifer ag mewn diwrnod.' },
  save: 'Cadw: faint o negeseuon',
  saved: 'Wedi’i gadw. Daw i rym o fewn hanner munud.',
};
export const messagesText = { en, cy };
