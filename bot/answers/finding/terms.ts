// Words as people type them, made comparable. Nothing here knows the articles.

/** Lower-case words without accents or punctuation. "T.H.E." and "Women's" become `the` and `women`. */
export function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('&', ' and ');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The form under which a word is looked up: British spelling, no plural, no -ing or -ed. */
export function stemOf(word: string): string {
  const british = spelledInBritain(word);
  return british.length <= 3 ? british : withoutEnding(withoutPlural(british));
}

function spelledInBritain(word: string): string {
  if (word.length < 5) return word;
  const known = american.get(word);
  if (known) return known;
  return word
    .replace(/iz(e|es|ed|ing|er|ers|ation|ations)$/, 'is$1')
    .replace(/^(col|behavi|fav|hon|lab|neighb|harb|hum|rum)or/, '$1our')
    .replace(/yz(e|es|ed|ing)$/, 'ys$1');
}

const american = new Map([
  ['center', 'centre'],
  ['centers', 'centres'],
  ['program', 'programme'],
  ['programs', 'programmes'],
  ['counselor', 'counsellor'],
  ['counselors', 'counsellors'],
  ['counseling', 'counselling'],
  ['license', 'licence'],
  ['defense', 'defence'],
  ['enrollment', 'enrolment'],
  ['fulfill', 'fulfil'],
  ['traveling', 'travelling'],
  ['traveler', 'traveller'],
  ['maneuver', 'manoeuvre'],
  ['pediatric', 'paediatric'],
  ['gray', 'grey'],
  // "prize", "size" and "seize" keep their z.
  ['prize', 'prize'],
  ['prizes', 'prizes'],
  ['sizes', 'sizes'],
  ['seize', 'seize'],
]);

function withoutPlural(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return word.slice(0, -3) + 'y';
  if (/(ss|us|is)$/.test(word)) return word;
  if (/(x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

function withoutEnding(word: string): string {
  const bare = word.replace(/(?<=\w{4})(?:ing|ed)$/, '').replace(/(?<=\w{4})e$/, '');
  // "running" and "run", "travelled" and "travel": the doubled letter goes with the ending.
  return bare === word ? bare : bare.replace(/([bdgmnprt])\1$/, '$1');
}

/**
 * Welsh words change their first letters with their company. These are the words that `word` may be a changed form of,
 * whether or not they exist: the caller keeps those it knows.
 */
export function unmutated(word: string): string[] {
  const found = mutations.flatMap(([changed, radicals]) =>
    word.startsWith(changed) ? radicals.map(radical => radical + word.slice(changed.length)) : [],
  );
  // A soft g disappears; an h grows before a vowel (ei hanes, ei haddysg).
  if (/^[aeiouwylrn]/.test(word)) found.push('g' + word);
  if (/^h[aeiouwy]/.test(word)) found.push(word.slice(1));
  return found;
}

const mutations: [changed: string, radicals: string[]][] = [
  ['ngh', ['c']],
  ['mh', ['p']],
  ['nh', ['t']],
  ['ng', ['g']],
  ['ph', ['p']],
  ['th', ['t']],
  ['ch', ['c']],
  ['dd', ['d']],
  ['b', ['p']],
  ['d', ['t']],
  ['g', ['c']],
  ['f', ['b', 'm']],
  ['m', ['b']],
  ['n', ['d']],
  ['l', ['ll']],
  ['r', ['rh']],
];

/** Words that say nothing about the subject, English and Welsh. */
export const isStopWord = (word: string): boolean => word.length < 2 || englishStopWords.has(word) || welshStopWords.has(word);

/** A small word that only Welsh has. */
export const isWelshStopWord = (word: string): boolean => welshStopWords.has(word) && !englishStopWords.has(word);

const englishStopWords = setOf(
  `a about actually after all also am an and any anybody anyone anything are as at back be because been before being both but by
  can cant could did do does doesnt doing don done dont each else etc ever every for from get gets getting give given go goes going
  got had has have having he hello her here hers hey hi him his how however id if im in into is isnt it its ive just kind know let
  like ll looking lot make many may maybe me might mine more most much must my myself need needs no not now of off ok okay
  on one only or other our ours out over own people person please quite re really said same say says see she should so some
  somebody someone something sort still such tell than thank thanks that thats the their theirs them then there theres these they theyre thing
  things think this those through to too up us use used using ve very want wanted wants was we well were what whats when where
  whether which while who whos whom whose why will with within without wont would yeah yes yet you your yours youre wanna gonna`,
);

const welshStopWords = setOf(
  `am ar at bod bydd byddai ble ddim dim dw dwi ddw dweud ddweud eich ein ei eu er fe fi fod fy fydd gael gallaf gall galla gan gwybod
  gyda hefyd hi hon hwn hwnnw hyn iddi iddo iddyn lle mae maen mai mewn mi neu nhw nid oedd oes oni os pa pan peth pryd pwy rhai
  rwy rwyf rydw rydych rydym sut sy sydd syn un unrhyw wedi wrth yda ydw ydy ydych yn yna ym yng yma yr yw ynghylch ac ag ato fel dros dan drwy trwy hynny hynna ohono ohoni amdano amdani bo fo fan nawr eto beth faint
  allaf alla ellir efo isio dwin di ydi maen nhwn dyna dyma gallwch gallech cael hoffwn hoffai eisiau mod moyn plis diolch helo shwmae ie na`,
);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter(word => word !== ''));
}
