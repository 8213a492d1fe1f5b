import type { RenderedRootNode } from '@hubspot/ui-extensions/testing';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { vi } from 'vitest';
import { READ_PROPERTIES, type ReadProperty } from '../src/app/cards/properties.ts';
import { RetentionCard } from '../src/app/cards/RetentionCard.tsx';

type Properties = Record<string, string | null>;

/** Noon of 28 November 2026 in Finland. */
export const NOW = '2026-11-28T10:00:00Z';

/** What HubSpot answers for a contact of whom it holds only these values. */
export function contact(values: Partial<Record<ReadProperty, string>> = {}): Properties {
  return { ...Object.fromEntries(READ_PROPERTIES.map((property) => [property, null])), ...values };
}

export interface Answer {
  readonly properties: Properties;
  readonly error?: Error;
  readonly isLoading?: boolean;
  readonly isRefetching?: boolean;
  readonly refetch?: () => Promise<void>;
}

/** The card as the SDK's own renderer makes it of an answer, at `NOW` unless told otherwise. */
export function renderCard(answer: Answer, now = NOW, companies = associations([])) {
  vi.setSystemTime(now);
  const renderer = createRenderer('crm.record.tab');
  const { context } = renderer.mocks;
  Object.assign(context, { crm: { objectId: 101, objectTypeId: '0-1' } });
  renderer.mocks.useCrmProperties.willCall(() => ({
    error: null,
    isLoading: false,
    isRefetching: false,
    refetch: async () => {},
    ...answer,
  }));
  renderer.mocks.useAssociations.willCall(() => companies);
  renderer.render(<RetentionCard />);
  return renderer;
}

type Associated = ReturnType<ReturnType<typeof createRenderer<'crm.record.tab'>>['mocks']['useAssociations']>;

/** What HubSpot answers when asked for the companies of the contact. */
export function associations(results: Associated['results'], state: Partial<Associated> = {}): Associated {
  const pagination = {
    hasNextPage: false,
    hasPreviousPage: false,
    currentPage: 1,
    pageSize: 100,
    nextPage: () => {},
    previousPage: () => {},
    reset: () => {},
  };
  return { results, error: null, isLoading: false, isRefetching: false, refetch: async () => {}, pagination, ...state };
}

/** Everything a reader sees, in order: texts, and what components take as a property. */
export function seen(root: RenderedRootNode): string {
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) walk(child);
    if (typeof node !== 'object' || node === null) return;
    if ('props' in node && typeof node.props === 'object' && node.props !== null) {
      for (const name of ['title', 'label'] as const) {
        const value: unknown = Reflect.get(node.props, name);
        if (typeof value === 'string') found.push(value);
      }
    }
    if ('childNodes' in node) walk(node.childNodes);
    else if ('text' in node && typeof node.text === 'string') found.push(node.text);
  };
  walk(root);
  return found.join('\n');
}
