const en = {
  heading: 'How long we keep things',
  hint: 'Whole numbers. A shorter time takes effect the next night, and what goes then cannot be brought back.',
  labels: {
    auditMonths: 'Audit log, in months',
    pressesDays: 'Which buttons were pressed, in days',
    leaverMonths: 'People who left and can no longer be reached, in months',
    deliveryDays: 'Who was sent what, in days',
    registerMonths: 'Register of what was sent to many, in months',
  },
  problems: { longerThanAudit: 'At most one month more than the audit log: that is where I see that somebody is still here.' },
  save: 'Save: how long we keep things',
  saved: 'Saved. It takes effect the next night.',
};
const cy: typeof en = {
  heading: 'Am ba hyd rydym yn cadw pethau',
  hint: 'Rhifau cyfan. Daw cyfnod byrrach i rym y noson nesaf, ac ni ellir adfer yr hyn sy’n mynd bryd hynny.',
  labels: {
    auditMonths: 'Cofnod archwilio, mewn misoedd',
    pressesDays: 'Pa fotymau a wasgwyd, mewn diwrnodau',
    leaverMonths: 'Pobl a adawodd ac na ellir eu cyrraedd mwyach, mewn misoedd',
    deliveryDays: 'Beth a anfonwyd at bwy, mewn diwrnodau',
    registerMonths: 'Cofrestr o’r hyn a anfonwyd at lawer, mewn misoedd',
  },
  problems: { longerThanAudit: 'Un mis yn fwy na’r cofnod archwilio ar y mwyaf: yno y gwelaf fod rhywun yma o hyd.' },
  save: 'Cadw: am ba hyd rydym yn cadw pethau',
  saved: 'Wedi’i gadw. Daw i rym y noson nesaf.',
};
export const keepingText = { en, cy };
