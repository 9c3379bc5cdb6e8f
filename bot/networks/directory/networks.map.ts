import type { DataMapLine } from '../../feature.ts';
import { general, mapOf, personal } from '../../people/data-map.ts';
import { detailNames, type DetailName } from './details.ts';

export const tableName = 'networks';

const said = general('What the network says about itself', 'Yr hyn y mae’r rhwydwaith yn ei ddweud amdano’i hun');
const rule = general('How people join it, and how careful we are with it', 'Sut mae pobl yn ymuno ag ef, a pha mor ofalus ydym ag ef');
const details = Object.fromEntries(detailNames.map(name => [name, said])) as Record<DetailName, typeof said>;

/** Every property of the rows of networks. */
export const networksMap: DataMapLine[] = mapOf(
  tableName,
  { en: 'As long as the network', cy: 'Cyhyd â’r rhwydwaith' },
  {
    ...details,
    joining: rule,
    entry: rule,
    sensitive: rule,
    champions: personal(
      'Champions by area: names an administrator typed, of people who agreed to it, for every colleague to see',
      'Hyrwyddwyr fesul ardal: enwau a deipiodd gweinyddwr, o bobl a gytunodd i hynny, i bob cydweithiwr eu gweld',
    ),
    championIds: personal(
      'Which champion is you, so that you find your name and can take it out',
      'Pa hyrwyddwr ydych chi, er mwyn i chi ddod o hyd i’ch enw a’i dynnu allan',
    ),
    kind: general('Whether the network is the force’s own', 'Ai rhwydwaith yr heddlu ei hun ydyw'),
    isSample: general('Whether it is invented, for trying out', 'Ai enghraifft ddychmygol ydyw'),
    version: general('How often it was changed', 'Sawl gwaith y cafodd ei newid'),
    changedAt: general('When it was last changed', 'Pryd y cafodd ei newid ddiwethaf'),
    saidAt: general('When the force last wrote its words', 'Pryd yr ysgrifennodd yr heddlu ei eiriau ddiwethaf'),
    lookedAt: general('When its rules were last looked at', 'Pryd yr edrychwyd ddiwethaf ar ei reolau'),
    closedAt: general('When it was closed', 'Pryd y cafodd ei gau'),
  },
);
