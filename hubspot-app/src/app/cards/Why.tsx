import { DescriptionList, DescriptionListItem, Flex, Heading, Text, useExtensionContext } from '@hubspot/ui-extensions';
import { ActivityLink } from './ActivityLink.tsx';
import { CompanyActivity } from './CompanyActivity.tsx';
import { type Day, shownDay } from './days.ts';
import { ACTIVITY_WORDS, BASIS_MEANINGS, BASIS_WORDS, PROPERTY_WORDS, TEXTS } from './messages.ts';
import { isSetByOthers, type Retention } from './retention.ts';
import { shortened } from './shortened.ts';
import type { Known } from './values.ts';

/** What the end date was counted from, with a link to the activity. */
export function Why({ retention }: { readonly retention: Retention }) {
  const { crm } = useExtensionContext<'crm.record.tab'>();
  const { basis, source, lastContactOn, customerLastContactOn } = retention;
  if (basis.kind === 'none') return null;
  const setByOthers = isSetByOthers(retention);
  return (
    <Flex direction="column" gap="xs">
      <Heading>{TEXTS.why}</Heading>
      {basis.kind === 'known' && <Text>{BASIS_MEANINGS[basis.value]}</Text>}
      <DescriptionList direction="row">
        <DescriptionListItem label={PROPERTY_WORDS.rekisteri_retention_basis}>
          <Text>{basis.kind === 'known' ? BASIS_WORDS[basis.value] : TEXTS.notKnown(shortened(basis.text))}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={PROPERTY_WORDS.rekisteri_last_contact_at}>
          <Text>{lastContactOn.kind === 'none' ? TEXTS.noContact : dayText(lastContactOn)}</Text>
        </DescriptionListItem>
        {(setByOthers || customerLastContactOn.kind !== 'none') && (
          <DescriptionListItem label={PROPERTY_WORDS.rekisteri_customer_last_contact_at}>
            <Text>{dayText(customerLastContactOn)}</Text>
          </DescriptionListItem>
        )}
      </DescriptionList>
      {setByOthers && <CompanyActivity day={customerLastContactOn} />}
      {source.kind === 'known' && (
        <ActivityLink objectTypeId={crm.objectTypeId} objectId={crm.objectId} source={source.value}>
          {TEXTS.openActivity(
            ACTIVITY_WORDS[source.value.type],
            lastContactOn.kind === 'known' ? shownDay(lastContactOn.value) : '',
          )}
        </ActivityLink>
      )}
      {source.kind === 'odd' && (
        <Text variant="microcopy">{`${PROPERTY_WORDS.rekisteri_last_contact_source}: ${TEXTS.notKnown(shortened(source.text))}`}</Text>
      )}
    </Flex>
  );
}

function dayText(day: Known<Day>): string {
  if (day.kind === 'known') return shownDay(day.value);
  return day.kind === 'none' ? TEXTS.none : TEXTS.notKnown(shortened(day.text));
}
