const en = {
  app: 'Staff Networks',
  starting: 'Starting Staff Networks',
  outside: {
    heading: 'Open Staff Networks in Teams',
    inProduction: 'This page works inside Microsoft Teams, where it knows who you are. Nothing is shown here.',
    open: 'Open Staff Networks in Teams',
    locally:
      'This page works inside Microsoft Teams, and a local run has none. In the chat with Staff Networks, type “networks” to see the same list.',
  },
  noConsent: {
    heading: 'Teams needs your permission first',
    words:
      'To show your networks, Staff Networks has to know who you are. Teams tells us that only if you agree. We do not read your mail, chats or files.',
    ask: 'Let Teams ask me again',
    orElse: 'If Teams does not let you agree, ask your IT service desk to allow Staff Networks for everyone.',
  },
  failed: {
    teamsSilent: 'Teams did not answer',
    teamsSilentWords: 'The page waited ten seconds for Teams. Your connection may be slow.',
    noToken: 'Teams could not sign you in',
    noTokenWords: 'Teams gave no proof of who you are, so nothing can be shown.',
    again: 'Try again',
  },
};

const cy: typeof en = {
  app: 'Rhwydweithiau Staff',
  starting: 'Wrthi’n dechrau Rhwydweithiau Staff',
  outside: {
    heading: 'Agorwch Rhwydweithiau Staff yn Teams',
    inProduction: 'Mae’r dudalen hon yn gweithio y tu mewn i Microsoft Teams, lle mae’n gwybod pwy ydych chi. Nid oes dim i’w weld yma.',
    open: 'Agor Rhwydweithiau Staff yn Teams',
    locally:
      'Mae’r dudalen hon yn gweithio y tu mewn i Microsoft Teams, ac nid oes Teams mewn rhediad lleol. Yn y sgwrs gyda Rhwydweithiau Staff, teipiwch “rhwydweithiau” i weld yr un rhestr.',
  },
  noConsent: {
    heading: 'Mae angen eich caniatâd ar Teams yn gyntaf',
    words:
      'I ddangos eich rhwydweithiau, rhaid i Rhwydweithiau Staff wybod pwy ydych chi. Dim ond os cytunwch y bydd Teams yn dweud hynny wrthym. Nid ydym yn darllen eich e-bost, eich sgyrsiau na’ch ffeiliau.',
    ask: 'Gadael i Teams ofyn imi eto',
    orElse: 'Os nad yw Teams yn gadael ichi gytuno, gofynnwch i’ch desg gymorth TG ganiatáu Rhwydweithiau Staff i bawb.',
  },
  failed: {
    teamsSilent: 'Ni atebodd Teams',
    teamsSilentWords: 'Arhosodd y dudalen ddeg eiliad am Teams. Efallai fod eich cysylltiad yn araf.',
    noToken: 'Ni allai Teams eich mewngofnodi',
    noTokenWords: 'Ni roddodd Teams brawf o bwy ydych chi, felly ni ellir dangos dim.',
    again: 'Rhoi cynnig arall arni',
  },
};

export const frameText = { en, cy };
