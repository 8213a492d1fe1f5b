import fc from 'fast-check';
import { dayFrom, nearDays } from './times.ts';

type Values = Record<string, string>;

const CONSENT = 'Freely given consent from contact';
const flag = fc.constantFrom('', 'true', 'false');

const texts = fc.record(
  {
    hs_legal_basis: fc.constantFrom('', CONSENT, CONSENT, 'Not applicable', `Not applicable;${CONSENT}`),
    hs_email_optout: fc.constantFrom('', '', 'false', 'true'),
    hs_email_optout_4101: flag,
    hs_email_optout_4102: flag,
    hs_email_optout_4090: flag,
    ruokavalio: fc.constantFrom('', 'gluteeniton'),
    ruokavalio_suostumus: flag,
  },
  { requiredKeys: [] },
);

/** Consents and what needs them, some of them cleared; the day is when the purpose of the latter ends, from today. */
export const consents: fc.Arbitrary<{ readonly texts: Values; readonly purposeEnds: number | null }> = fc.record({
  texts: texts.map((values): Values => Object.fromEntries(Object.entries(values))),
  purposeEnds: fc.option(nearDays, { freq: 1 }),
});

/** The values to set at a moment; a purpose without day is left as it is. */
export function consentValues(
  { texts: values, purposeEnds }: { texts: Values; purposeEnds: number | null },
  at: number,
) {
  return purposeEnds === null ? values : { ...values, viimeisin_tilaisuus_pvm: dayFrom(at, purposeEnds) };
}
