import { DateTime } from 'luxon';
import { timeZone } from '../../language/wording.ts';
import type { Movement } from '../../people/suppress.ts';

/** What is counted of a network. True numbers: they are frozen once a month and shown only through suppress(). */
export type Counts = { members: number; months: Movement[] };

/** The calendar month here, `2026-11`. */
export const monthOf = (date: Date): string => DateTime.fromJSDate(date, { zone: timeZone }).toFormat('yyyy-MM');
