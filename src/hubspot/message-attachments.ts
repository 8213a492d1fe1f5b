import { z } from 'zod';

/** What came with a message: a file, a place on the map, a card of a contact, choices to answer with, or what HubSpot may add. */
export const attachmentSchema = z.looseObject({ type: z.string().optional(), fileId: z.coerce.string().optional() });

type Attachment = z.infer<typeof attachmentSchema>;

/** What an attachment says besides the id of its file, as `LOCATION: latitude 60.17, longitude 24.94`; empty of a bare file. */
export function textOfAttachment({ type = 'FILE', fileId: _, ...said }: Attachment): string {
  const words = leavesOf(said, '');
  if (words.length === 0) return type === 'FILE' ? '' : type;
  return `${type}: ${words.join(', ')}`;
}

function leavesOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, path));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => leavesOf(one, path === '' ? key : `${path}.${key}`));
  return value === null || value === undefined || value === '' ? [] : [`${path} ${value}`];
}
