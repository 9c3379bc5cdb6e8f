const en = {
  // An empty message, or a picture alone.
  empty: 'I can read words only, and there were none. Ask about a network, or type help.',
  tooLong: 'That is more than I can take in at once. Say it again in a few sentences, or type help.',
  noAnswer: 'I have no answer to that. Type help to see what I can do.',
  whoAreYou: 'Teams did not tell me who you are, so I cannot help here. Open our own chat and ask me there.',
  privateHere: 'That is for our own chat, so I did nothing here. Open a chat with me and type it there.',
  privately: 'This is between you and me. Write to me in our own chat.',
  oldButton: 'That button does not work any more. Type help to start again.',
  wrongInputs: 'Something on the card is missing or not in the form I need. Check it and press again. Nothing was changed.',
  done: 'Done.',
  below: 'See the new message below.',
  stillWorking: 'This takes longer than it should. The answer will come in our own chat.',
  sorry: (reference: string) =>
    `Something went wrong on our side, and it is not your fault. Try again in a few minutes. If it happens again, give this reference to your force administrator: ${reference}.`,
  storage: (reference: string) =>
    `I cannot save or look that up just now. Nothing was changed. Try again in a few minutes. Reference: ${reference}.`,
  nothingFound: 'No match. Try the name of a network, or one word of your question.',
  searchFirst: 'Type a word, such as the name of a network.',
  tooSlow: 'That took too long. Try again.',
  notOffered: 'That cannot be done here. Open a chat with me and type help.',
};

const cy: typeof en = {
  empty: 'Dim ond geiriau y gallaf eu darllen, ac nid oedd rhai yno. Gofynnwch am rwydwaith, neu teipiwch cymorth.',
  tooLong: 'Mae hynny’n fwy nag y gallaf ei ddarllen ar unwaith. Dywedwch hynny eto mewn ychydig frawddegau, neu teipiwch cymorth.',
  noAnswer: 'Nid oes gennyf ateb i hynny. Teipiwch cymorth i weld beth y gallaf ei wneud.',
  whoAreYou: 'Ni ddywedodd Teams wrthyf pwy ydych chi, felly ni allaf helpu yma. Agorwch ein sgwrs ein hunain a gofynnwch i mi yno.',
  privateHere: 'Mae hynny ar gyfer ein sgwrs ein hunain, felly ni wnes i ddim byd yma. Agorwch sgwrs gyda mi a theipiwch hynny yno.',
  privately: 'Rhyngoch chi a fi mae hyn. Ysgrifennwch ataf yn ein sgwrs ein hunain.',
  oldButton: 'Nid yw’r botwm hwnnw’n gweithio mwyach. Teipiwch cymorth i ddechrau eto.',
  wrongInputs:
    'Mae rhywbeth ar y cerdyn ar goll neu heb fod yn y ffurf y mae ei hangen arnaf. Edrychwch arno a phwyswch eto. Ni newidiwyd dim.',
  done: 'Wedi’i wneud.',
  below: 'Gwelwch y neges newydd isod.',
  stillWorking: 'Mae hyn yn cymryd mwy o amser nag y dylai. Daw’r ateb yn ein sgwrs ein hunain.',
  sorry: reference =>
    `Aeth rhywbeth o’i le ar ein hochr ni, ac nid chi sydd ar fai. Rhowch gynnig arall arni ymhen ychydig funudau. Os bydd yn digwydd eto, rhowch y cyfeirnod hwn i weinyddwr eich heddlu: ${reference}.`,
  storage: reference =>
    `Ni allaf gadw hynny na chwilio amdano ar hyn o bryd. Ni newidiwyd dim. Rhowch gynnig arall arni ymhen ychydig funudau. Cyfeirnod: ${reference}.`,
  nothingFound: 'Nid oes dim yn cyfateb. Rhowch gynnig ar enw rhwydwaith, neu un gair o’ch cwestiwn.',
  searchFirst: 'Teipiwch air, fel enw rhwydwaith.',
  tooSlow: 'Cymerodd hynny’n rhy hir. Rhowch gynnig arall arni.',
  notOffered: 'Ni ellir gwneud hynny yma. Agorwch sgwrs gyda mi a theipiwch cymorth.',
};

export const doorText = { en, cy };
