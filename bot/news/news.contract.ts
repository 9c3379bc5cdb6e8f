/** GET /api/news: what the reader has written, the newest first; how a sent piece goes is at /api/announcements/:id. */
export type MyNews = { news: NewsListed[] };

export type NewsListed = {
  id: string;
  /** As typed; empty while there is none. */
  title: string;
  whose: string;
  stands: 'draft' | 'waiting' | 'sent' | 'scheduled' | 'correcting';
  /** ISO time: of the last change, of the request, or of the sending. */
  at: string;
};
