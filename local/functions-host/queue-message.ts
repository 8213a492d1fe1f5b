import type { DequeuedMessageItem } from '@azure/storage-queue';
import { z } from 'zod';
import type { TriggerData } from './core-api.ts';
import type { QueueSettings } from './host-json.ts';

const base64 = z.base64();

/** The text of a message, or undefined when it should be base64 and is not. */
export function textOf(message: DequeuedMessageItem, encoding: QueueSettings['messageEncoding']): string | undefined {
  if (encoding === 'none') return message.messageText;
  return base64.safeParse(message.messageText).success
    ? Buffer.from(message.messageText, 'base64').toString('utf8')
    : undefined;
}

/** Trigger metadata in the shapes the host sends; the library turns `DequeueCount` into `dequeueCount` and so on. */
export function metadataOf(message: DequeuedMessageItem, text: string): Record<string, TriggerData> {
  return {
    QueueTrigger: { string: text },
    Id: { string: message.messageId },
    PopReceipt: { string: message.popReceipt },
    DequeueCount: { json: String(message.dequeueCount) },
    InsertionTime: { json: dateTimeOffset(message.insertedOn) },
    ExpirationTime: { json: dateTimeOffset(message.expiresOn) },
    NextVisibleTime: { json: dateTimeOffset(message.nextVisibleOn) },
  };
}

/** A .NET DateTimeOffset as JSON text, e.g. `"2026-11-23T02:10:00+00:00"`. */
const dateTimeOffset = (at: Date) => JSON.stringify(at.toISOString().replace(/(\.000)?Z$/, '+00:00'));
