import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import type { Source } from './source.ts';

interface ActivityLinkProps {
  /** The record on whose timeline the activity is. */
  readonly objectTypeId: string;
  readonly objectId: number;
  readonly source: Source;
  readonly children: string;
}

/** Leads to an activity on the timeline of a record. HubSpot makes the address, so it holds in each of its regions. */
export function ActivityLink({ objectTypeId, objectId, source, children }: ActivityLinkProps) {
  return (
    <CrmActionLink actionType="ENGAGEMENT_APP_LINK" actionContext={{ objectTypeId, objectId, engagementId: source.id }}>
      {children}
    </CrmActionLink>
  );
}
