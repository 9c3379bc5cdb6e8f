import { z } from 'zod';
import { pacesOfNews, type NewsWanted } from '../../people/news.ts';
import { visibilities, type Visibility } from './membership.ts';

const pace = z.enum(pacesOfNews);

/** One membership's choices, as a form sends them. A network that is not sensitive is named in any case, and nobody is asked. */
export const choicesSchema = z.strictObject({
  visibility: z.enum(visibilities),
  events: pace,
  vacancies: pace,
  surveys: pace,
  news: pace,
  naming: z.enum(['yes', 'no']).optional(),
});

/** What becomes of the membership; what was not asked stays as it is. */
export function chosenFrom({ visibility, naming, ...news }: z.infer<typeof choicesSchema>): {
  visibility: Visibility;
  news: NewsWanted;
  isNamed?: true;
} {
  return { visibility, news, ...(naming === undefined ? {} : { isNamed: naming === 'yes' ? (true as const) : undefined }) };
}
