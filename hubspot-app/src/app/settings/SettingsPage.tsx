import { Flex, Heading, hubspot, Link, List, Text, useExtensionContext } from '@hubspot/ui-extensions';
import { consoleAddress } from './console-address.ts';
import { TEXTS } from './messages.ts';
import { PropertyTables } from './PropertyTables.tsx';

hubspot.extend<'settings'>(() => <SettingsPage />);

/** What the app is, how its card is placed, and where the console is. There is nothing to set. */
export function SettingsPage() {
  const { variables } = useExtensionContext<'settings'>();
  const address = consoleAddress(variables);
  return (
    <Flex direction="column" gap="md">
      <Heading>{TEXTS.what}</Heading>
      <Text>{TEXTS.whatMeaning}</Text>
      <Text>{TEXTS.noServer}</Text>
      <Heading>{TEXTS.place}</Heading>
      <List variant="ordered">
        {TEXTS.placeSteps.map((step) => (
          <Text key={step}>{step}</Text>
        ))}
      </List>
      <Heading>{TEXTS.console}</Heading>
      <Text>{TEXTS.consoleMeaning}</Text>
      {address === undefined ? (
        <Text>{TEXTS.noConsole}</Text>
      ) : (
        <Link href={{ url: address, external: true }}>{TEXTS.openConsole}</Link>
      )}
      <PropertyTables />
    </Flex>
  );
}
