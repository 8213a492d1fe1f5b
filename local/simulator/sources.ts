/**
 * What wrote a property value, as HubSpot's property history names it: the members of `ValueWithTimestamp` in its OpenAPI
 * documents, with the names of sources that its clients list.
 */
export interface ChangeSource {
  readonly sourceType: string;
  readonly sourceId?: string;
  readonly sourceLabel?: string;
  readonly updatedByUserId?: number;
}

/** Somebody in HubSpot's own pages (HubSpot/hubspot-api-nodejs#154). */
export function byUser(userId: number): ChangeSource {
  return { sourceType: 'CRM_UI', sourceId: `userId:${userId}`, updatedByUserId: userId };
}

/** An import; HubSpot names the user who started it. */
export function byImport(importId: number, userId: number): ChangeSource {
  return { sourceType: 'IMPORT', sourceId: String(importId), updatedByUserId: userId };
}

/** A workflow. */
export function byWorkflow(workflowId: number): ChangeSource {
  return { sourceType: 'AUTOMATION_PLATFORM', sourceId: `enrollmentId:${workflowId};actionExecutionIndex:0` };
}

/** Another app through the API. */
export function byApp(appId: number): ChangeSource {
  return { sourceType: 'INTEGRATION', sourceId: String(appId) };
}

/** A form that a visitor sent. */
export const BY_FORM: ChangeSource = { sourceType: 'FORM', sourceLabel: 'Yhteydenottolomake' };

/** What `change.ts` takes when nothing is said: somebody in HubSpot. */
export const BY_SOMEBODY: ChangeSource = byUser(1);

/** What the simulator's own API writes as: the app whose token is used. */
export const BY_THIS_APP: ChangeSource = byApp(4_242_424);

/** Where values come from that a record was made with: nobody in particular, and no person. */
export const BY_MIGRATION: ChangeSource = { sourceType: 'MIGRATION' };

/** HubSpot itself, when it merges records. */
export const BY_MERGE: ChangeSource = { sourceType: 'MERGE_OBJECTS' };

/** HubSpot itself, when a record goes to the recycle bin or comes back. */
export const BY_RECYCLING: ChangeSource = { sourceType: 'RECYCLING_BIN' };
