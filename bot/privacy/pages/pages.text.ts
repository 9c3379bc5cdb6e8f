const en = {
  about: {
    title: 'Staff Networks',
    lead: 'The staff networks of your force, in Microsoft Teams: ask about one, join it, and leave it again.',
    how: 'How to open it',
    howSaid: ['Open Microsoft Teams, choose Apps, and look for Staff Networks. This address alone shows nothing else.'],
  },
  privacy: {
    kinds: 'What, why and how long',
    lives: (purposes: string, lives: string) => `${purposes}. ${lives}.`,
    responsible: 'Who is responsible',
    responsibleSaid: [
      'Your force runs this app for its own people and is responsible for what it keeps. Its data protection officer answers your questions.',
      'Why the force may keep it (the lawful basis) is said in its own words before you join a network.',
      'Your force sets how long some of it is kept. “privacy notice” in the chat says what yours has set.',
    ],
  },
  terms: {
    title: 'Terms of use',
    lead: 'Your force runs Staff Networks for its own people. Using it means that you agree to these few points.',
    parts: [
      {
        heading: 'Who it is for',
        lines: ['Colleagues in the Microsoft Teams of your force. Guests there, and people of other forces, cannot use it.'],
      },
      {
        heading: 'What it is, and is not',
        lines: [
          'Answers come from documents, with their source and date. They can be out of date: the document counts.',
          'It is not legal or medical advice, and not a way to report a crime, misconduct or an emergency. In an emergency call 999.',
          'Networks give support and advice. In a dispute at work, speak to your staff association or union.',
        ],
      },
      {
        heading: 'What we ask of you',
        lines: [
          'The conduct rules of your force, and its rules for its systems, apply here as everywhere in Teams.',
          'Who is in a network is theirs to say. Do not try to find out, and do not pass on what you were shown.',
        ],
      },
      {
        heading: 'What you can expect',
        lines: [
          'Your force may change, pause or end the app. Nobody promises that it always works.',
          'You can leave a network, erase your data and remove the app at any time, and nobody is told.',
        ],
      },
      {
        heading: 'Questions',
        lines: ['Ask the administrators of Staff Networks in your force, or its data protection officer.'],
      },
    ],
  },
};
const cy: typeof en = {
  about: {
    title: 'Rhwydweithiau Staff',
    lead: 'Rhwydweithiau staff eich heddlu, yn Microsoft Teams: holwch am un, ymunwch ag ef, a gadewch ef eto.',
    how: 'Sut i’w agor',
    howSaid: ['Agorwch Microsoft Teams, dewiswch Apiau, a chwiliwch am Rwydweithiau Staff. Nid oes dim arall yn y cyfeiriad hwn.'],
  },
  privacy: {
    kinds: 'Beth, pam ac am ba hyd',
    lives: (purposes, lives) => `${purposes}. ${lives}.`,
    responsible: 'Pwy sy’n gyfrifol',
    responsibleSaid: [
      'Eich heddlu sy’n rhedeg yr ap hwn ar gyfer ei bobl ei hun, ac ef sy’n gyfrifol am yr hyn a gedwir. Ei swyddog diogelu data sy’n ateb eich cwestiynau.',
      'Dywedir pam y caiff yr heddlu ei gadw (y sail gyfreithlon) yn ei eiriau ei hun cyn i chi ymuno â rhwydwaith.',
      'Eich heddlu sy’n gosod am ba hyd y cedwir rhywfaint ohono. Mae “hysbysiad preifatrwydd” yn y sgwrs yn dweud beth a osodwyd.',
    ],
  },
  terms: {
    title: 'Telerau defnyddio',
    lead: 'Eich heddlu sy’n rhedeg Rhwydweithiau Staff ar gyfer ei bobl ei hun. Drwy ei ddefnyddio rydych yn cytuno â’r ychydig bwyntiau hyn.',
    parts: [
      {
        heading: 'Ar gyfer pwy y mae',
        lines: ['Cydweithwyr yn Microsoft Teams eich heddlu. Ni all gwesteion yno, na phobl o heddluoedd eraill, ei ddefnyddio.'],
      },
      {
        heading: 'Beth ydyw, a beth nad ydyw',
        lines: [
          'Daw’r atebion o ddogfennau, gyda’u ffynhonnell a’u dyddiad. Gallant fod wedi dyddio: y ddogfen sy’n cyfrif.',
          'Nid cyngor cyfreithiol na meddygol ydyw, ac nid ffordd o roi gwybod am drosedd, camymddwyn neu argyfwng. Mewn argyfwng ffoniwch 999.',
          'Mae rhwydweithiau’n rhoi cefnogaeth a chyngor. Os oes anghydfod yn y gwaith, siaradwch â’ch cymdeithas staff neu’ch undeb.',
        ],
      },
      {
        heading: 'Yr hyn a ofynnwn gennych',
        lines: [
          'Mae rheolau ymddygiad eich heddlu, a’i reolau ar gyfer ei systemau, yn berthnasol yma fel ym mhobman yn Teams.',
          'Mater i’r aelodau yw dweud pwy sydd mewn rhwydwaith. Peidiwch â cheisio darganfod hynny, na rhannu’r hyn a ddangoswyd i chi.',
        ],
      },
      {
        heading: 'Yr hyn y gallwch ei ddisgwyl',
        lines: [
          'Gall eich heddlu newid yr ap, ei oedi neu ddod ag ef i ben. Nid oes neb yn addo y bydd yn gweithio bob amser.',
          'Gallwch adael rhwydwaith, dileu eich data a thynnu’r ap unrhyw bryd, ac ni ddywedir wrth neb.',
        ],
      },
      {
        heading: 'Cwestiynau',
        lines: ['Gofynnwch i weinyddwyr Rhwydweithiau Staff yn eich heddlu, neu i’w swyddog diogelu data.'],
      },
    ],
  },
};
export const pagesText = { en, cy };
