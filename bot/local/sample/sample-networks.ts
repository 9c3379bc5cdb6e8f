import { unsaid, type Network } from '../../networks/directory/network.ts';

export const sampleNetworkIds = {
  carers: 'sample-carers',
  hearing: 'sample-hearing',
  rural: 'sample-rural',
  nights: 'sample-nights',
} as const;

/** Invented networks to try things out with; no force has them. */
export const sampleNetworks: readonly Network[] = [
  {
    ...unsaid,
    id: sampleNetworkIds.carers,
    words: {
      en: {
        name: 'Carers’ Circle',
        short: 'Carers’ Circle',
        purpose: 'Colleagues who look after someone at home share what helps, from flexible shifts to a listening ear.',
        whoFor: 'Every officer, member of staff and volunteer who cares for someone, and anyone who wants to support them',
      },
      cy: {
        name: 'Cylch y Gofalwyr',
        short: 'Cylch y Gofalwyr',
        purpose: 'Mae cydweithwyr sy’n gofalu am rywun gartref yn rhannu’r hyn sy’n helpu, o sifftiau hyblyg i glust i wrando.',
        whoFor: 'Pob swyddog, aelod o staff a gwirfoddolwr sy’n gofalu am rywun, ac unrhyw un sydd am eu cefnogi',
      },
    },
    joining: 'stated',
    isSample: true,
  },
  {
    ...unsaid,
    id: sampleNetworkIds.hearing,
    words: {
      en: {
        name: 'Hearing Well Network',
        short: 'Hearing Well Network',
        purpose: 'Makes work easier for colleagues with hearing loss: radios that fit, captions in meetings, and people who know the way.',
        whoFor: 'Any colleague with hearing loss or tinnitus, and anyone who works beside them',
      },
      cy: {
        name: 'Rhwydwaith Clywed yn Dda',
        short: 'Rhwydwaith Clywed yn Dda',
        purpose:
          'Mae’n gwneud gwaith yn haws i gydweithwyr sydd wedi colli clyw: radios sy’n ffitio, capsiynau mewn cyfarfodydd, a phobl sy’n gwybod y ffordd.',
        whoFor: 'Unrhyw gydweithiwr sydd wedi colli clyw neu sydd â thinitws, ac unrhyw un sy’n gweithio wrth eu hochr',
      },
    },
    joining: 'stated',
    isSample: true,
  },
  {
    ...unsaid,
    id: sampleNetworkIds.rural,
    words: {
      en: {
        name: 'Rural Colleagues Network',
        short: 'Rural Colleagues Network',
        purpose: 'Brings together people who work far from the next station, so that nobody is on their own with it.',
        whoFor: 'Everyone who works in a rural team, whatever their role',
      },
      cy: {
        name: 'Rhwydwaith Cydweithwyr Gwledig',
        short: 'Rhwydwaith Cydweithwyr Gwledig',
        purpose: 'Mae’n dod â phobl sy’n gweithio ymhell o’r orsaf nesaf at ei gilydd, fel nad oes neb ar ei ben ei hun.',
        whoFor: 'Pawb sy’n gweithio mewn tîm gwledig, beth bynnag fo’u rôl',
      },
    },
    joining: 'stated',
    isSample: true,
  },
  {
    ...unsaid,
    id: sampleNetworkIds.nights,
    words: {
      en: {
        name: 'Night Workers’ Network',
        short: 'Night Workers’ Network',
        purpose: 'Speaks up for those who work while others sleep: rest, food, safe journeys home and meetings at times they can make.',
        whoFor: 'Anyone who works nights, every week or now and then',
      },
      cy: {
        name: 'Rhwydwaith Gweithwyr Nos',
        short: 'Rhwydwaith Gweithwyr Nos',
        purpose:
          'Mae’n siarad dros y rhai sy’n gweithio tra bo eraill yn cysgu: gorffwys, bwyd, teithiau diogel adref a chyfarfodydd ar adegau sy’n eu siwtio.',
        whoFor: 'Unrhyw un sy’n gweithio’r nos, bob wythnos neu o bryd i’w gilydd',
      },
    },
    joining: 'stated',
    isSample: true,
  },
];
