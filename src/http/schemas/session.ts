import { z } from 'zod';
import { ROLES } from '../roles.ts';

/** The answer to `GET /api/session`. */
export const sessionSchema = z
  .object({
    caller: z
      .enum(['person', 'application', 'key', 'nobody'])
      .describe('Who calls; `key` also where nobody is signed in and the function key is asked for instead.'),
    personId: z.string().nullable().describe('Object id of a person.'),
    name: z.string().nullable().describe('What Entra says a person is called; null where the token does not tell.'),
    today: z.iso.date().describe('The calendar date by which this program says that something is overdue.'),
    registers: z
      .array(
        z.object({
          account: z.string().nullable().describe('Null where there is one HubSpot account only.'),
          roles: z.array(z.enum(ROLES)),
          names: z
            .enum(['shown', 'masked'])
            .describe('Whether the console shows names at once, or when they are asked for, which is an event.'),
        }),
      )
      .describe('The registers in which the caller has a role.'),
  })
  .meta({ id: 'Session', description: 'Who calls, and what they may do where.' });

export type SessionAnswer = z.input<typeof sessionSchema>;
