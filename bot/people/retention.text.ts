// No number within the bounds of a length changes the Welsh word after it.
const en = {
  months: (count: number) => `${count} months`,
  days: (count: number) => `${count} days`,
  unlessSet: (length: string) => `${length}, unless your force has set another time`,
};
const cy: typeof en = {
  months: count => `${count} mis`,
  days: count => `${count} diwrnod`,
  unlessSet: length => `${length}, oni bai bod eich heddlu wedi gosod cyfnod arall`,
};
export const retentionText = { en, cy };
