import { Text } from '@hubspot/ui-extensions';
import { useAssociations } from '@hubspot/ui-extensions/crm';
import { ActivityLink } from './ActivityLink.tsx';
import { type Day, shownDay } from './days.ts';
import { ACTIVITY_WORDS, TEXTS } from './messages.ts';
import { COMPANY_SOURCE } from './properties.ts';
import { sourceOf } from './source.ts';
import type { Known } from './values.ts';

const COMPANIES = '0-2';
/** HubSpot's association of a contact with its primary company. */
const PRIMARY = 1;

/** The activity with the person's company, or with a colleague, that set the end date: it is on the company's record. */
export function CompanyActivity({ day }: { readonly day: Known<Day> }) {
  const { results, error, isLoading } = useAssociations({
    toObjectType: COMPANIES,
    properties: [COMPANY_SOURCE],
    pageLength: 100,
  });
  if (isLoading) return null;
  const company = results.find(({ associationTypes }) =>
    associationTypes.some(({ category, typeId }) => category === 'HUBSPOT_DEFINED' && typeId === PRIMARY),
  );
  const source = sourceOf(company?.properties[COMPANY_SOURCE] ?? '');
  if (error || company === undefined || source.kind !== 'known') {
    return <Text variant="microcopy">{TEXTS.companyActivityElsewhere}</Text>;
  }
  return (
    <ActivityLink objectTypeId={COMPANIES} objectId={company.toObjectId} source={source.value}>
      {TEXTS.openActivity(ACTIVITY_WORDS[source.value.type], day.kind === 'known' ? shownDay(day.value) : '')}
    </ActivityLink>
  );
}
