import { lineOf } from '../../../cards/typed.ts';
import { isPlainName, longest } from '../editing/typed.ts';

/** What somebody typed about a network they would like to see. */
export type ProposalTyped = { name: string; purpose: string; whoFor: string };
export type ProposalBox = keyof ProposalTyped;
export type ProposalProblem = { box: ProposalBox; why: 'missing' | 'long' | 'notPlain'; limit: number };

/** A proposed name serves on buttons at once, so it is as short as one. */
export const longestProposal: Record<ProposalBox, number> = {
  name: longest.enShort,
  purpose: longest.enPurpose,
  whoFor: longest.enWhoFor,
};
export const longestReason = 300;

export const proposalBoxes = ['name', 'purpose', 'whoFor'] as const;

/** The proposal as typed, tidied, with all that is wrong with it. */
export function readProposal(typed: Partial<ProposalTyped>): { said: ProposalTyped; problems: ProposalProblem[] } {
  const said = { name: lineOf(typed.name ?? ''), purpose: lineOf(typed.purpose ?? ''), whoFor: lineOf(typed.whoFor ?? '') };
  const problems = proposalBoxes.flatMap((box): ProposalProblem[] => {
    const limit = longestProposal[box];
    if (!said[box]) return [{ box, why: 'missing', limit }];
    if (said[box].length > limit) return [{ box, why: 'long', limit }];
    return box === 'name' && !isPlainName(said.name) ? [{ box, why: 'notPlain', limit }] : [];
  });
  return { said, problems };
}

/** The reason for declining, or why it cannot be kept. */
export function readReason(typed: string): { reason: string } | { why: 'reasonNeeded' | 'reasonLong' } {
  const reason = lineOf(typed);
  if (!reason) return { why: 'reasonNeeded' };
  return reason.length > longestReason ? { why: 'reasonLong' } : { reason };
}
