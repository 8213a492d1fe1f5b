import { Divider, Flex } from '@hubspot/ui-extensions';
import type { Day } from './days.ts';
import { retentionOf } from './retention.ts';
import { UntilWhen } from './UntilWhen.tsx';
import type { Values } from './values.ts';
import { WaitingList } from './WaitingList.tsx';
import { waitingOf } from './waiting.ts';
import { Why } from './Why.tsx';

/** What the register says of the contact on `today`. */
export function CardContents({ values, today }: { readonly values: Values; readonly today: Day }) {
  const retention = retentionOf(values);
  return (
    <Flex direction="column" gap="md">
      <UntilWhen values={values} retention={retention} today={today} />
      {retention.status.kind === 'known' && <Why retention={retention} />}
      <Divider />
      <WaitingList waiting={waitingOf(values, today)} />
    </Flex>
  );
}
