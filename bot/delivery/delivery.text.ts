const en = {
  due: 'Due work',
  dueHeading: 'What is due in your force',
  dueSummary: 'What is due',
  dueNone: 'Nothing is due.',
  dueMore: (count: string) => `And ${count} more.`,
  overdue: 'overdue',
};
const cy: typeof en = {
  due: 'Gwaith i ddod',
  dueHeading: 'Beth sydd i ddod yn eich heddlu',
  dueSummary: 'Beth sydd i ddod',
  dueNone: 'Nid oes dim i ddod.',
  dueMore: count => `A ${count} arall.`,
  overdue: 'yn hwyr',
};
export const deliveryText = { en, cy };
