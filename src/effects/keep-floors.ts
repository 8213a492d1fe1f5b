import type { SliceContext } from '../facts/context.ts';
import type { CompanyFacts } from '../facts/facts.ts';

/**
 * Sees to it that `RegisterErasures` knows the floors that companies are decided on (§7), before anything is written: where its rows
 * were lost, where staff moved the property forward, and where a company took over that of another.
 */
export async function keepFloors(
  { floors, session }: Pick<SliceContext, 'floors' | 'session'>,
  facts: readonly CompanyFacts[],
): Promise<void> {
  const rows = await floors.read();
  for (const { company, customer } of facts) {
    const row = rows.get(company.id);
    const { floor } = customer;
    if (floor === undefined || (row !== undefined && ('unread' in row || row.at >= floor))) continue;
    session.assertOurs();
    await floors.raise(company.id, floor);
  }
}
