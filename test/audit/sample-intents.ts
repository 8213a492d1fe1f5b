import { chainOf } from '../../src/audit/rows.ts';
import type { Conclusion, Intent } from '../../src/audit/trail.ts';

export const RUN = { runId: '20261123T080000000Z-00000001', actor: 'timer' };

/** An intent to change `count` properties of a subject. */
export function intent(subject: string, count = 1, label = ''): Intent {
  const changes = Array.from({ length: count }, (_, index) => {
    return { property: `rekisteri_property_${index}`, before: '', after: `${label}${index}` };
  });
  return { subject, cause: 'meetings:5512', changes };
}

/** The first contacts whose events stand in the given chain. */
export function contactsIn(chain: string, count: number): string[] {
  const contacts: string[] = [];
  for (let id = 101; contacts.length < count; id += 1) {
    if (chainOf(`contact:${id}`) === chain) contacts.push(`contact:${id}`);
  }
  return contacts;
}

/** Says of all subjects that their changes were made. */
export function allApplied(subjects: readonly string[]): Map<string, Conclusion> {
  return new Map(subjects.map((subject) => [subject, { outcome: 'applied', cause: 'meetings:5512' }]));
}
