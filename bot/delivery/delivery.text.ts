const en = {
  due: 'Due work',
  dueHeading: 'What is due in your force',
  dueSummary: 'What is due',
  dueNone: 'Nothing is due.',
  dueMore: (count: string) => `And ${count} more.`,
  overdue: 'overdue',
  stuck: (name: string, parts: string) => `${name} does not get on: ${parts} of its parts did not move though asked to several times.`,
  timePassed: 'That time has passed. Choose one that is still to come.',
  endsBeforeStart: 'It would end before it starts. Choose a later end.',
};
const cy: typeof en = {
  due: 'Gwaith i ddod',
  dueHeading: 'Beth sydd i ddod yn eich heddlu',
  dueSummary: 'Beth sydd i ddod',
  dueNone: 'Nid oes dim i ddod.',
  dueMore: count => `A ${count} arall.`,
  overdue: 'yn hwyr',
  stuck: (name, parts) => `Nid yw ${name} yn symud ymlaen: nifer y rhannau na symudodd er gofyn sawl gwaith: ${parts}.`,
  timePassed: 'Mae’r amser hwnnw wedi mynd heibio. Dewiswch un sydd eto i ddod.',
  endsBeforeStart: 'Byddai’n dod i ben cyn dechrau. Dewiswch ddiwedd diweddarach.',
};
export const deliveryText = { en, cy };
