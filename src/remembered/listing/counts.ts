import { z } from 'zod';
import { RETENTION_STATUSES } from '../../register/retention.ts';
import { RETENTION_DECISIONS } from '../../register/staff-properties.ts';
import type { ContactRow } from './contact-row.ts';

const MOST_COMPANIES = 100;

const count = z.number();
const byStatusSchema = z.record(z.enum(RETENTION_STATUSES), count);

/** How many contacts there are, of which kinds. */
export const countsSchema = z.object({
  total: count,
  byStatus: byStatusSchema,
  /** Of those who have ended. */
  endedByDecision: z.record(z.enum([...RETENTION_DECISIONS, 'none']), count),
  restricted: count,
  consentReview: count,
  requestOpen: count,
  /** By the month of their end, the earliest first; `null`, of those without an end date, last. */
  byMonth: z.array(z.object({ month: z.string().nullable(), total: count, byStatus: byStatusSchema })),
  /** Companies with the most ended contacts, then with the most that end soon. */
  companies: z.array(
    z.object({
      companyId: z.string(),
      total: count,
      ended: count,
      endingSoon: count,
      /** The earliest end date of those who have not ended. */
      nextEndsOn: z.string().nullable(),
    }),
  ),
});

export type ListingCounts = z.infer<typeof countsSchema>;
type ByStatus = ListingCounts['byStatus'];
type OfCompany = ListingCounts['companies'][number];

/** After every month. */
const NO_MONTH = '~';

/** Counts contacts one by one: what it keeps grows with months and companies, not with contacts. */
export class ListingCounter {
  readonly #byStatus = nobody();
  readonly #endedByDecision: ListingCounts['endedByDecision'] = { keep: 0, erase: 0, none: 0 };
  readonly #months = new Map<string, ByStatus>();
  readonly #companies = new Map<string, OfCompany>();
  #restricted = 0;
  #consentReview = 0;
  #requestOpen = 0;

  add(row: ContactRow): void {
    const { status, endsOn, companyId } = row;
    const month = endsOn?.slice(0, 7) ?? NO_MONTH;
    const ofMonth = this.#months.get(month) ?? nobody();
    ofMonth[status] += 1;
    this.#months.set(month, ofMonth);
    this.#byStatus[status] += 1;
    if (status === 'ended') this.#endedByDecision[row.decision ?? 'none'] += 1;
    if (row.restricted) this.#restricted += 1;
    if (row.consentReview) this.#consentReview += 1;
    if (row.requestOpen.length > 0) this.#requestOpen += 1;
    if (companyId !== null) this.#addToCompany(companyId, row);
  }

  counts(): ListingCounts {
    const months = [...this.#months].sort(([one], [other]) => (one < other ? -1 : 1));
    return {
      total: sumOf(this.#byStatus),
      byStatus: this.#byStatus,
      endedByDecision: this.#endedByDecision,
      restricted: this.#restricted,
      consentReview: this.#consentReview,
      requestOpen: this.#requestOpen,
      byMonth: months.map(([month, byStatus]) => {
        return { month: month === NO_MONTH ? null : month, total: sumOf(byStatus), byStatus };
      }),
      companies: [...this.#companies.values()].sort(firstToLookAt).slice(0, MOST_COMPANIES),
    };
  }

  #addToCompany(companyId: string, { status, endsOn }: ContactRow): void {
    const known = this.#companies.get(companyId);
    const company = known ?? { companyId, total: 0, ended: 0, endingSoon: 0, nextEndsOn: null };
    if (known === undefined) this.#companies.set(companyId, company);
    company.total += 1;
    if (status === 'ended') company.ended += 1;
    if (status === 'ending_soon') company.endingSoon += 1;
    const isNext = endsOn !== null && (company.nextEndsOn === null || endsOn < company.nextEndsOn);
    if (status !== 'ended' && isNext) company.nextEndsOn = endsOn;
  }
}

function firstToLookAt(one: OfCompany, other: OfCompany): number {
  const byNumbers = other.ended - one.ended || other.endingSoon - one.endingSoon || other.total - one.total;
  return byNumbers || (one.companyId < other.companyId ? -1 : 1);
}

function nobody(): ByStatus {
  return { active: 0, ending_soon: 0, ended: 0, on_hold: 0, unknown: 0 };
}

function sumOf(byStatus: ByStatus): number {
  return Object.values(byStatus).reduce((sum, number) => sum + number, 0);
}
