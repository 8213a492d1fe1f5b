import { Heading, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import { FILLED_IN, READ_ONLY, TEXTS } from './messages.ts';

/** Which properties of a contact the card shows, and which it lets staff fill in. */
export function PropertyTables() {
  return (
    <>
      <Heading>{TEXTS.properties}</Heading>
      <Text>{TEXTS.propertiesMeaning}</Text>
      <PropertyTable title={TEXTS.filledIn} properties={FILLED_IN} />
      <PropertyTable title={TEXTS.readOnly} properties={READ_ONLY} />
    </>
  );
}

function PropertyTable({
  title,
  properties,
}: {
  readonly title: string;
  readonly properties: Readonly<Record<string, string>>;
}) {
  return (
    <>
      <Text format={{ fontWeight: 'demibold' }}>{title}</Text>
      <Table bordered>
        <TableHead>
          <TableRow>
            <TableHeader>{TEXTS.property}</TableHeader>
            <TableHeader>{TEXTS.name}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {Object.entries(properties).map(([name, label]) => (
            <TableRow key={name}>
              <TableCell>{label}</TableCell>
              <TableCell>{name}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
