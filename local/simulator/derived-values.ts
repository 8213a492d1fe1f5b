import { z } from 'zod';
import type { CrmRecord, EngagementType, ObjectType } from './account.ts';

const PREVIEW_LENGTH = 255;

/** The property whose text HubSpot shows in short on the timeline. */
const BODIES: Readonly<Record<EngagementType, string>> = {
  meetings: 'hs_meeting_body',
  calls: 'hs_call_body',
  emails: 'hs_email_html',
  communications: 'hs_communication_body',
  postal_mail: 'hs_postal_mail_body',
  notes: 'hs_note_body',
  tasks: 'hs_task_body',
};

const Person = z.object({
  email: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
});
const Headers = z.object({ from: Person.optional(), to: z.array(Person).default([]) });

/**
 * A value HubSpot works out from another property of an activity: the preview of its body, and sender and receivers from
 * `hs_email_headers`. Undefined when there is nothing to work it out from, or the property is not such a one.
 */
export function derivedValue(type: ObjectType, { properties }: CrmRecord, name: string): string | undefined {
  if (name.startsWith('hs_body_preview')) return preview(bodyOf(type, properties), name);
  const part = /^hs_email_(?<end>from|to)_(?<field>email|firstname|lastname)$/u.exec(name)?.groups;
  if (part === undefined || type !== 'emails') return undefined;
  const headers = Headers.safeParse(parsed(properties.hs_email_headers ?? ''));
  if (!headers.success) return undefined;
  const { from, to } = headers.data;
  const people = part.end === 'to' ? to : from === undefined ? [] : [from];
  const values = people.map((person) => fieldOf(person, part.field)).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : values.join(';');
}

function isEngagement(type: ObjectType): type is EngagementType {
  return type in BODIES;
}

function bodyOf(type: ObjectType, properties: Readonly<Record<string, string>>): string | undefined {
  return isEngagement(type)
    ? (properties[BODIES[type]] ?? (type === 'emails' ? properties.hs_email_text : undefined))
    : undefined;
}

function preview(body: string | undefined, name: string): string | undefined {
  if (body === undefined) return undefined;
  const text = body.replace(/<[^>]*>/gu, '');
  if (name === 'hs_body_preview') return text.slice(0, PREVIEW_LENGTH);
  if (name === 'hs_body_preview_html') return `<html>\n <head></head>\n <body>\n ${body}\n </body>\n</html>`;
  return String(text.length > PREVIEW_LENGTH);
}

function fieldOf(person: z.infer<typeof Person>, field: string | undefined): string | undefined {
  if (field === 'email') return person.email;
  return field === 'firstname' ? person.firstName : person.lastName;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
