import { type Finding, findingsOf } from '../../notice/findings.ts';
import type { FindingSeverity } from '../../notice/findings/codes.ts';
import type { Policy } from '../../policy/schema.ts';
import { type Check, checkOf } from '../check.ts';

const ACTION =
  'See GET /api/notice/findings or `npm run admin -- findings`: each says what to do. The lawyer of the controller decides the content, and the policy file is deployed anew.';

/**
 * Whether the notice says what Art. 13, 14 and 30 ask for (§1 to §13), and nothing that has lost its force. What is only advised makes
 * nothing degraded.
 */
export function checkNotice(policy: Policy, now: number): Check {
  const findings = findingsOf(policy, now);
  const codesOf = (severity: FindingSeverity) =>
    findings.filter((finding) => finding.severity === severity).map(({ code }) => code);
  const facts = { errors: codesOf('error'), gaps: codesOf('gap'), advice: codesOf('advice') };
  const problems = [
    ...problem('The notice rests on what has no force', findings, 'error'),
    ...problem('The notice lacks what the law asks for', findings, 'gap'),
  ];
  return checkOf('notice', problems, facts);
}

function problem(what: string, findings: readonly Finding[], severity: FindingSeverity) {
  const mine = findings.filter((finding) => finding.severity === severity);
  if (mine.length === 0) return [];
  const named = mine.map(({ code, article }) => `${code} (Art. ${article})`).join(', ');
  return [{ status: 'degraded' as const, reason: `${what}: ${named}.`, action: ACTION }];
}
