import type { Section } from '../library/article.ts';
import { stemOf, wordsOf } from './terms.ts';

/** What somebody wants to know about a subject. */
export type Aspect = 'general' | 'joining' | 'figures' | 'times' | 'contact' | 'source';

export const aspects: readonly Aspect[] = ['general', 'joining', 'figures', 'times', 'contact', 'source'];

export const isAspect = (value: string | undefined): value is Aspect => aspects.some(one => one === value);

// In the order in which they are tried: "who do I contact to join" asks for a contact, "how many can join" for a figure.
// "How do I join" asks about joining: the next step stands on every answer.
const patterns: [Aspect, RegExp][] = [
  [
    'source',
    /\b(source|sources|where (does|did) (this|that|it|these) come|how do you know|who says|says who|which (page|document)|what (page|document)|ffynhonnell|o ble (daw|mae)|sut (wyt|ydych)[a-z ]* gwybod)\b/,
  ],
  [
    'contact',
    /\b(contact|contacts|contacting|email|e mail|mailbox|phone|telephone|ring|number for|reach|get in touch|get hold of|speak (to|with)|talk to|who (do|should|can|would) i (ask|see|speak|talk|go|call|ring|approach)|whom? to (ask|contact)|who runs|who leads|who chairs|who is the (chair|lead)|cysylltu|chysylltu|gysylltu|ffonio|ffon|ebost|e bost|gael gafael|siarad a|gyda phwy)\b/,
  ],
  [
    'figures',
    /\b(how (many|much|big|large)|number of|what number|figures?|statistics|stats|percent|percentage|per cent|proportion|rate|what share|how long (is|are|does|do|will)|sawl|faint|pa ganran|canran|nifer|ffigurau|pa mor (fawr|hir))\b/,
  ],
  [
    'times',
    /\b(when|how often|how (frequent|frequently)|what (date|dates|day|time|year)|which (date|day|month|year)|next meeting|meeting dates|how regularly|since when|how old|pryd|pa mor aml|pa (ddydd|ddyddiad|flwyddyn|bryd)|ers pryd)\b/,
  ],
  [
    'joining',
    /\b(who can|who may|who could|who s it for|who is (it|this|that)? ?(for|eligible|allowed|open)|who (is|are) (the )?[a-z ]{0,40} for|can (i|we|you|anyone|anybody|everyone|someone|non|staff|officers|volunteers|specials|men|women|allies|pcsos|police|civilians|straight|white|people|my)|could (i|anyone)|am i (eligible|allowed|able)|may i|do i (qualify|have to be|need to be)|does (one|someone) have to be|must i be|have to be|need to be|eligib[a-z]*|open to|joining|join|members?hip|who joins|become a member|be a member|be part of|allowed|pwy (sy n cael|sydd yn cael|all|gaiff|sy n gallu|a all|gall)|ymuno|aelod|aelodau|aelodaeth|ga i|gaf i|alla i|a gaf i|a allaf|agored i)\b/,
  ],
];

/** `words` are those of the whole question, in order. */
export function aspectOf(words: readonly string[]): Aspect {
  const question = words.join(' ');
  return patterns.find(([, pattern]) => pattern.test(question))?.[0] ?? 'general';
}

// These say what is asked of a subject, not which subject it is.
const askingTerms = termsOf(
  `help helps helping join joins joined joining member members membership eligible eligibility allowed open part involved sign apply become contact contacts contacting email
  mailbox phone telephone ring call number reach touch hold speak talk ask runs leads chairs figures figure statistics stats percent percentage
  cent proportion rate share big large long often frequent frequently regularly date dates day days time times year month next meeting
  meet meets meetings source sources page document come comes since old qualify anyone find info information detail details tell explain describe
  mean means meaning stand stands purpose exist exists available offer offers work works
  sawl canran nifer ffigurau aml ddydd dyddiad ddyddiad flwyddyn ers ffynhonnell ymuno aelod aelodau aelodaeth agored cysylltu
  chysylltu gysylltu ffonio ffon ebost siarad phwy gaf gaiff esbonio egluro gwybodaeth wybodaeth fawr hir gwneud wneud cwrdd cyfarfod`,
);

// "Network" alone does not say which.
const genericTerms = termsOf(
  `network networks group groups association associations forum team scheme programme programmes support staff police force policing
  officer officers colleague colleagues employee employees constabulary article topic
  rhwydwaith rwydwaith rhwydweithiau rwydweithiau grwp staff heddlu heddluoedd cynllun cymorth gymorth`,
);

export type Role = 'subject' | 'asking' | 'generic';
export const roleOf = (term: string): Role => (askingTerms.has(term) ? 'asking' : genericTerms.has(term) ? 'generic' : 'subject');

function termsOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/).map(stemOf));
}

// These say that a figure or a time is wanted, not of what.
const measureTerms = termsOf(
  `figure figures number numbers statistics stats percent percentage cent proportion rate share big large long often frequent frequently regularly
  date dates day days time times year month next since old page source sources document
  sawl canran nifer ffigurau aml fawr hir ddydd dyddiad ddyddiad flwyddyn ers ffynhonnell`,
);
export const isMeasure = (word: string): boolean => measureTerms.has(stemOf(word));

/** "What groups can I join" and "a staff network" ask for whatever there is, "can I join the group" for one. */
const many =
  /\b(networks|groups|associations|forums|list|rhwydweithiau|rwydweithiau|grwpiau|gymdeithasau|cymdeithasau)\b|\b(a|an|any|another|unrhyw) (staff |support |police |employee )*(network|group|association|forum|rwydwaith|grwp|gymdeithas)\b/;
export const asksForMany = (words: readonly string[]): boolean => many.test(words.join(' '));

/** A network and no other kind of thing is asked for. */
const network = /\b(network|group|association|forum|rhwydwaith|rwydwaith|grwp|gymdeithas|cymdeithas)\b/;
export const asksForNetwork = (words: readonly string[]): boolean => network.test(words.join(' '));

/** "What does SPOC stand for" wants the meaning of a word. */
const meaning = /\b(stands? for|meaning|mean|means|definition|sefyll am|ystyr|golygu|olygu)\b/;
export const asksForMeaning = (words: readonly string[]): boolean => meaning.test(words.join(' '));

/** Words that point at what was spoken of before. */
const pointing =
  /\b(it|its|they|them|their|theirs|that one|this one|that (network|group|team|scheme|programme)|this (network|group|team|scheme|programme)|the (network|group|team|scheme)|there|hwn|hon|hwnnw|honno|hynny|nhw|ynddo|ynddi|arno|arni|eu|y rhwydwaith|ag ef|ag e|ag o|ag o hi|a nhw)\b|^(and|what about|how about|a beth am|beth am|ac)\b/;
export const pointsBack = (words: readonly string[]): boolean => pointing.test(words.join(' '));

const joiningHeading =
  /\b(who|join|joining|member|members|membership|for whom|open to|eligible|take part|pwy|ymuno|aelod|aelodau|aelodaeth)\b/;
const timesHeading = /\b(when|time|times|dates|meet|meets|meetings|often|pryd|amser|cyfarfod|cyfarfodydd)\b/;
const figuresHeading = /\b(figures|numbers|results|how many|effect|impact|ffigurau|canlyniadau|niferoedd|effaith)\b/;
const contactHeading = /\b(contact|contacts|next|reach|find|ask|cysylltu|nesaf|cyswllt)\b/;

const timesFact =
  /\b(month|monthly|months|year|yearly|years|quarter|quarterly|week|weekly|weeks|day|days|annual|annually|every|since|began|launched|january|february|march|april|may 2|june|july|august|september|october|november|december|mis|misol|blwyddyn|flwyddyn|chwarter|chwarterol|wythnos|ers|bob|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\b/;
const figuresFact =
  /\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|twenty|half|fifty|dau|dwy|tri|tair|pedwar|pedair|pump|chwech|saith|wyth|naw|deg)\b/;
const joiningFact =
  /\b(open to|can join|may join|who may join|members? (may|can|must)|all staff|anyone|everyone|volunteers|allies|ally|self referral|condition|agored i|gall|ymuno|pawb|gwirfoddolwyr)\b/;
const contactFact = /\b(contact|reached|mailbox|calling|phone|101|address|online|cysylltu|ffonio|blwch)\b/;

/** How well a fact answers an aspect: 0 not at all, 1 somewhat, 2 it stands under a heading that says so, 3 both. */
export function factAnswers(aspect: Aspect, section: Section, fact: string): number {
  const shape = shapes[aspect];
  if (!shape) return 0;
  const heading = wordsOf(section.heading).join(' ');
  const said = wordsOf(fact).join(' ');
  return (shape.heading.test(heading) ? 2 : 0) + (shape.fact.test(said) ? 1 : 0);
}

const shapes: Partial<Record<Aspect, { heading: RegExp; fact: RegExp }>> = {
  joining: { heading: joiningHeading, fact: joiningFact },
  figures: { heading: figuresHeading, fact: figuresFact },
  times: { heading: timesHeading, fact: timesFact },
  contact: { heading: contactHeading, fact: contactFact },
};
