import { auditEvents } from './audit-events.ts';
import type { RegisterApp } from './register-app.ts';

interface Told {
  readonly subject: string;
  readonly property: string;
  readonly before: string;
  readonly after: string;
  readonly cause: string;
}

/** What the trail tells: definitions that were applied, those whose intent is open, and the last value of each property of a record. */
export async function definitionEvents(app: Pick<RegisterApp, 'newEngine'>) {
  const { audit, storage } = app.newEngine();
  const applied: Told[] = [];
  const values = new Map<string, string>();
  for (const { action, subject, property, before, after, cause } of await auditEvents(storage.audit)) {
    if (action !== 'applied') continue;
    if (subject.startsWith('definitions:')) applied.push({ subject, property, before, after, cause });
    else values.set(`${subject} ${property}`, after);
  }
  const open: Told[] = (await audit.open()).flatMap(({ events }) => events);
  return { applied, open: open.filter(({ subject }) => subject.startsWith('definitions:')), values };
}
