const en = {
  notThere: 'There is nothing at this address.',
  notUnderstood: 'We could not read what was sent. Go back and try again.',
  tooLarge: 'That is too much to send at once.',
  notSignedIn: 'Teams could not confirm who you are. Close this page and open it again.',
  guest: 'Staff Networks is for people who work or volunteer here. Guests of this Teams cannot use it.',
  tooMany: (seconds: number) =>
    seconds === 1 ? 'That was a lot at once. Try again in 1 second.' : `That was a lot at once. Try again in ${seconds} seconds.`,
  storageDown: 'We cannot reach our records at the moment. Try again in a minute.',
  keysDown: 'We cannot check who you are at the moment. Try again in a minute.',
  unexpected: (reference: string) =>
    `Something went wrong on our side. Try again. If it happens again, tell support this reference: ${reference}.`,
  runBy: (force: string) => `Staff Networks is run by ${force}, for its own people.`,
  otherPages: 'Other pages',
  inThisLanguage: 'English',
  pagesMissing: 'This page is being made ready. Try again in a minute.',
};

const cy: typeof en = {
  notThere: 'Does dim byd yn y cyfeiriad hwn.',
  notUnderstood: 'Ni allem ddarllen yr hyn a anfonwyd. Ewch yn ôl a rhowch gynnig arall arni.',
  tooLarge: 'Mae hynny’n ormod i’w anfon ar unwaith.',
  notSignedIn: 'Ni allai Teams gadarnhau pwy ydych chi. Caewch y dudalen hon a’i hagor eto.',
  guest: 'Mae Rhwydweithiau Staff ar gyfer pobl sy’n gweithio neu’n gwirfoddoli yma. Ni all gwesteion ei ddefnyddio.',
  tooMany: seconds => `Roedd hynny’n llawer ar unwaith. Rhowch gynnig arall arni ymhen ${seconds} eiliad.`,
  storageDown: 'Ni allwn gyrraedd ein cofnodion ar hyn o bryd. Rhowch gynnig arall arni ymhen munud.',
  keysDown: 'Ni allwn wirio pwy ydych chi ar hyn o bryd. Rhowch gynnig arall arni ymhen munud.',
  unexpected: reference =>
    `Aeth rhywbeth o’i le ar ein hochr ni. Rhowch gynnig arall arni. Os bydd yn digwydd eto, rhowch y cyfeirnod hwn i’r tîm cymorth: ${reference}.`,
  runBy: force => `Caiff Rhwydweithiau Staff ei redeg gan ${force}, ar gyfer ei bobl ei hun.`,
  otherPages: 'Tudalennau eraill',
  inThisLanguage: 'Cymraeg',
  pagesMissing: 'Mae’r dudalen hon yn cael ei pharatoi. Rhowch gynnig arall arni ymhen munud.',
};

export const webText = { en, cy };
