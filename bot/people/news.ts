/** What a network sends, by kind, and when it may come. */
export const kindsOfNews = ['events', 'vacancies', 'surveys', 'news'] as const;
export type KindOfNews = (typeof kindsOfNews)[number];
export const pacesOfNews = ['now', 'digest', 'off'] as const;
export type PaceOfNews = (typeof pacesOfNews)[number];
export type NewsWanted = Record<KindOfNews, PaceOfNews>;
