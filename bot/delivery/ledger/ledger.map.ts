import { general, lifeSetBy, mapOf, personal } from '../../people/data-map.ts';
import type { DataMapLine } from '../../feature.ts';

const howItStands = personal('To send you each message once', 'I anfon pob neges atoch unwaith');

/** Every property of the tables of deliveries and of how far they are. */
export const ledgerMap: DataMapLine[] = [
  ...mapOf('deliveries', lifeSetBy('deliveryDays'), {
    person: personal('Whom a message is for', 'I bwy y mae neges'),
    place: general('Which channel or chat a message is for', 'I ba sianel neu sgwrs y mae neges'),
    via: personal('In which part of the audience you were found', 'Ym mha ran o’r gynulleidfa y’ch cafwyd'),
    state: personal('Whether the message reached you', 'A gyrhaeddodd y neges chi'),
    attempts: howItStands,
    version: personal('Which version of the message you have', 'Pa fersiwn o’r neges sydd gennych'),
    missed: personal('Which correction could not be shown to you', 'Pa gywiriad na ellid ei ddangos i chi'),
    notBefore: personal('Until when the message waits', 'Tan pryd y mae’r neges yn aros'),
    activity: personal('To correct the message or take it back', 'I gywiro’r neges neu ei thynnu’n ôl'),
    recalled: personal('Whether the message was taken back', 'A dynnwyd y neges yn ôl'),
    reason: personal('Why the message did not reach you', 'Pam na chyrhaeddodd y neges chi'),
    wasUnsure: howItStands,
    unsureAt: howItStands,
    leaseBy: howItStands,
    leaseUntil: howItStands,
    counts: general('How many got a message, without names', 'Faint a gafodd neges, heb enwau'),
    moves: general('To change these counts one after another', 'I newid y cyfrifon hyn y naill ar ôl y llall'),
  }),
  ...mapOf('progress', lifeSetBy('registerMonths'), {
    counts: general('How many got a message, without names', 'Faint a gafodd neges, heb enwau'),
    moves: general('To see whether the sending goes on', 'I weld a yw’r anfon yn mynd rhagddo'),
    donePass: general('Whether the sending has ended', 'A yw’r anfon wedi dod i ben'),
    waitsUntil: general('When the sending goes on', 'Pryd y bydd yr anfon yn mynd rhagddo'),
  }),
];
