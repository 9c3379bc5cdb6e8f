const en = {
  asked: 'You asked for this in Staff Networks.',
  everyone: 'Everyone in the force who has Staff Networks gets this.',
  digest: 'This is what your networks had for you, all at once.',
  change: 'Change or stop',
};
const cy: typeof en = {
  asked: 'Gwnaethoch ofyn am hyn yn Rhwydweithiau Staff.',
  everyone: 'Mae pawb yn yr heddlu sydd â Rhwydweithiau Staff yn cael hwn.',
  digest: 'Dyma’r hyn oedd gan eich rhwydweithiau i chi, i gyd gyda’i gilydd.',
  change: 'Newid neu stopio',
};
export const sentText = { en, cy };
