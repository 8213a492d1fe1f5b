import { Flex, Heading, Text } from '@hubspot/ui-extensions';
import { CrmPropertyList } from '@hubspot/ui-extensions/crm';
import { TEXTS } from './messages.ts';
import { EDITED_PROPERTIES } from './properties.ts';

const HELP = { hold: TEXTS.holdHelp, restriction: TEXTS.restrictionHelp, decision: TEXTS.decisionHelp } as const;

/** What staff fill in. HubSpot's own fields save it, so its rules and its history hold. */
export function FillIn() {
  return (
    <Flex direction="column" gap="sm">
      <Heading>{TEXTS.fillIn}</Heading>
      <Text variant="microcopy">{TEXTS.fillInMeaning}</Text>
      {(['hold', 'restriction', 'decision'] as const).map((part) => (
        <Flex key={part} direction="column" gap="xs">
          <Text>{HELP[part]}</Text>
          <CrmPropertyList properties={[...EDITED_PROPERTIES[part]]} direction="row" />
        </Flex>
      ))}
    </Flex>
  );
}
