const en = {
  summary: 'What is kept about you, why and how long',
  heading: 'What is kept about you',
  lead: 'Only what a network or this app cannot do without. Never the questions you type.',
  why: 'Why it is kept',
  whyShow: 'Why, and who sees it',
  until: (life: string) => life.charAt(0).toLowerCase() + life.slice(1),
  partsDiffer: 'parts of it differ, see below',
  who: 'Who sees it',
  whoSees: [
    'Your name in a network: those you chose when you joined. You can change it at any time.',
    'Administrators and sponsors see figures, never names.',
    'Nobody, in any role, gets a list of your networks.',
    'What people do here stands in an audit log under a pseudonym. Nobody is shown whose it is.',
  ],
  rights: 'What you can do',
  canDo: [
    '“my data” shows all of it. The tab gives it to you as a file.',
    '“erase me” erases it. You see first what that means.',
    '“leave” takes you out of a network with one press.',
  ],
  limits: 'What I cannot do',
  limitsSaid: (months: number) => [
    'Teams keeps our chat as your force has set, and your force can search it. I cannot erase it there.',
    `If you leave the force, nobody tells me. When I can no longer reach you, and you do nothing here for ${months} months, I erase everything about you.`,
    'Somebody I never wrote to stays until they erase themselves or a network asks whether they are still in.',
  ],
  ownChat: 'Write “my data” to me in our own chat to see yours.',
};
const cy: typeof en = {
  summary: 'Beth a gedwir amdanoch, pam ac am ba hyd',
  heading: 'Yr hyn a gedwir amdanoch',
  lead: 'Dim ond yr hyn na all rhwydwaith neu’r ap hwn wneud hebddo. Byth y cwestiynau rydych yn eu teipio.',
  why: 'Pam y caiff ei gadw',
  whyShow: 'Pam, a phwy sy’n ei weld',
  until: life => life.charAt(0).toLowerCase() + life.slice(1),
  partsDiffer: 'mae rhannau’n wahanol, gweler isod',
  who: 'Pwy sy’n ei weld',
  whoSees: [
    'Eich enw mewn rhwydwaith: y rhai a ddewisoch wrth ymuno. Gallwch newid hynny unrhyw bryd.',
    'Mae gweinyddwyr a noddwyr yn gweld ffigurau, byth enwau.',
    'Nid oes neb, mewn unrhyw rôl, yn cael rhestr o’ch rhwydweithiau.',
    'Mae’r hyn a wneir yma mewn cofnod archwilio dan ffugenw. Ni ddangosir i neb ffugenw pwy ydyw.',
  ],
  rights: 'Yr hyn y gallwch ei wneud',
  canDo: [
    'Mae “fy nata” yn dangos y cyfan. Mae’r tab yn ei roi i chi fel ffeil.',
    'Mae “dileu fi” yn ei ddileu. Cewch weld yn gyntaf beth mae hynny’n ei olygu.',
    'Mae “gadael” yn eich tynnu o rwydwaith drwy bwyso un botwm.',
  ],
  limits: 'Yr hyn na allaf ei wneud',
  limitsSaid: months => [
    'Mae Teams yn cadw ein sgwrs fel y mae eich heddlu wedi’i osod, a gall eich heddlu ei chwilio. Ni allaf ei dileu yno.',
    `Os gadewch yr heddlu, nid oes neb yn dweud wrthyf. Pan na allaf eich cyrraedd mwyach, a chithau heb wneud dim yma ers ${months} mis, byddaf yn dileu popeth amdanoch.`,
    'Bydd rhywun nad ysgrifennais ato erioed yn aros nes iddo ddileu ei hun neu nes i rwydwaith ofyn a yw’n dal yn aelod.',
  ],
  ownChat: 'Ysgrifennwch “fy nata” ataf yn ein sgwrs ein hunain i weld eich data chi.',
};
export const noticeText = { en, cy };
