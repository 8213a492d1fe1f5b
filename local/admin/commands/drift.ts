import { z } from 'zod';
import { type DriftAnswer, driftSchema } from '../../../src/http/schemas/drift.ts';
import { table } from '../../start/tables.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions } from '../options.ts';
import { plain } from '../plain.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

/** `drift`: where the HubSpot account and the notice differ. */
export async function drift(args: readonly string[], world: World): Promise<ExitStatus> {
  const session = openSession(readOptions(args, z.object({})), world);
  const reply = await session.client.ask('GET', 'notice/drift');
  const found = read(reply, driftSchema);
  session.tell(reply, () => words(found));
  return EXIT.well;
}

function words(found: DriftAnswer): string {
  const { comparedAt, policyChanged, undeclared, uncounted, lacking, engagements, hosting, failed } = found;
  return [
    comparedAt === null ? 'Never compared.' : `Compared with the notice at ${comparedAt}.`,
    ...(policyChanged ? ['The policy names others now: start a run over everything.'] : []),
    ...(failed === null ? [] : [`The comparison of ${failed.at} could not be made: ${plain(failed.reason)}.`]),
    ...listed(
      'Properties that hold data and are in no category of the notice',
      ['object', 'property', 'records', 'counted'],
      undeclared.map(({ object, property, records, orMore, countedAt }) => [
        object,
        plain(property),
        `${records}${orMore ? ' or more' : ''}`,
        countedAt,
      ]),
    ),
    ...listed(
      'Properties of which it is not known',
      ['object', 'property', 'why'],
      uncounted.map(({ object, property, reason }) => [object, plain(property), reason]),
    ),
    ...listed(
      'Properties that the policy names and HubSpot lacks',
      ['object', 'property'],
      lacking.map(({ object, property }) => [object, plain(property)]),
    ),
    ...listed(
      'Engagements that are no service contacts',
      ['kind', 'records', 'counted'],
      engagements.map(({ type, records, countedAt }) => [type, records ?? 'not counted', countedAt ?? '']),
    ),
    `Hosted in ${plain(hosting.location ?? 'an unknown place')}: ${AGREES[String(hosting.agrees)]}.`,
  ].join('\n');
}

const AGREES: Readonly<Record<string, string>> = {
  true: 'as the notice says (§9)',
  false: 'the notice (§9) names no ground for that',
  null: 'whether the notice (§9) agrees cannot be told',
};

function listed(title: string, head: string[], rows: (string | number)[][]): string[] {
  return rows.length === 0 ? [`${title}: none.`] : [`${title}:`, table(head, rows)];
}
