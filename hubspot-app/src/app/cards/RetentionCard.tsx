import { Button, Divider, ErrorState, Flex, hubspot, LoadingSpinner } from '@hubspot/ui-extensions';
import { useCrmProperties } from '@hubspot/ui-extensions/crm';
import { CardContents } from './CardContents.tsx';
import { dayAt } from './days.ts';
import { FillIn } from './FillIn.tsx';
import { TEXTS } from './messages.ts';
import { Notice } from './Notice.tsx';
import { READ_PROPERTIES } from './properties.ts';

hubspot.extend<'crm.record.tab'>(() => <RetentionCard />);

/** The card on a contact. It reads and writes with the rights of whoever looks at it; no server of ours is asked. */
export function RetentionCard() {
  const { properties, error, isLoading, isRefetching, refetch } = useCrmProperties([...READ_PROPERTIES]);
  if (isLoading) return <LoadingSpinner label={TEXTS.loading} showLabel layout="centered" />;
  const nothingWasRead = Object.keys(properties).length === 0;
  const retry = (
    <Button onClick={() => void refetch()} disabled={isRefetching}>
      {TEXTS.retry}
    </Button>
  );
  if (nothingWasRead) {
    return (
      <ErrorState title={TEXTS.failed}>
        <Notice text={TEXTS.failedMeaning} />
        {retry}
      </ErrorState>
    );
  }
  return (
    <Flex direction="column" gap="md">
      {error && <Notice title={TEXTS.outdated} text={TEXTS.outdatedMeaning} variant="warning" />}
      {error && retry}
      <CardContents values={properties} today={dayAt(Date.now())} />
      <Divider />
      <FillIn />
    </Flex>
  );
}
