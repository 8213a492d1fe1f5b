import { z } from 'zod';
import { type StatisticsAnswer, statisticsSchema } from '../../../src/http/schemas/statistics.ts';
import { RETENTION_STATUSES } from '../../../src/register/retention.ts';
import { table } from '../../start/tables.ts';
import { read } from '../client.ts';
import { EXIT, type ExitStatus } from '../errors.ts';
import { readOptions } from '../options.ts';
import { openSession } from '../session.ts';
import type { World } from '../world.ts';

/** `statistics`: how many contacts there are, by status, month of their end and customer. */
export async function statistics(args: readonly string[], world: World): Promise<ExitStatus> {
  const session = openSession(readOptions(args, z.object({})), world);
  const reply = await session.client.ask('GET', 'statistics');
  const answer = read(reply, statisticsSchema);
  session.tell(reply, () => linesOf(answer));
  return EXIT.well;
}

function linesOf({ asOf, counts }: StatisticsAnswer): string {
  if (counts === null) return 'Nothing has been counted yet: a reconcile has to come to its end first.';
  const { total, byStatus, byMonth, companies, endedByDecision } = counts;
  const statuses = (numbers: StatisticsOf['byStatus']) => RETENTION_STATUSES.map((status) => String(numbers[status]));
  const decided = Object.entries(endedByDecision).map(([decision, number]) => `${decision} ${number}`);
  return [
    `${total} contacts as of ${asOf ?? '-'}. Of those who have ended: ${decided.join(', ')}.`,
    table(
      ['month', 'all', ...RETENTION_STATUSES],
      [
        ['all', String(total), ...statuses(byStatus)],
        ...byMonth.map((one) => [one.month ?? 'no end date', String(one.total), ...statuses(one.byStatus)]),
      ],
    ),
    table(
      ['customer', 'people', 'ended', 'ending soon', 'next end'],
      companies.map(({ companyId, total: people, ended, endingSoon, nextEndsOn }) => [
        companyId,
        String(people),
        String(ended),
        String(endingSoon),
        nextEndsOn ?? '-',
      ]),
    ),
  ].join('\n\n');
}

type StatisticsOf = NonNullable<StatisticsAnswer['counts']>;
