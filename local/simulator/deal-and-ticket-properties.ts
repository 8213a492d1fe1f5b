import {
  EXTERNAL,
  INSTANT,
  LONG_TEXT,
  NUMBER,
  options,
  type PropertyRow,
  READ_ONLY,
  SELECT,
  TEXT,
} from './property-rows.ts';

const COMMON: readonly PropertyRow[] = [
  ['createdate', 'Create Date', INSTANT],
  ['hs_lastmodifieddate', 'Last Modified Date', INSTANT, READ_ONLY],
  ['hs_object_id', 'Record ID', NUMBER, READ_ONLY],
  ['hubspot_owner_id', 'Owner', SELECT, EXTERNAL],
];

/** The deal properties every account has, as far as anybody here looks at deals. */
export const DEAL_ROWS: readonly PropertyRow[] = [
  ...COMMON,
  ['dealname', 'Deal Name', TEXT],
  ['amount', 'Amount', NUMBER],
  ['closedate', 'Close Date', INSTANT],
  ['pipeline', 'Pipeline', SELECT, EXTERNAL],
  ['dealstage', 'Deal Stage', SELECT, EXTERNAL],
];

/** The ticket properties every account has, as far as anybody here looks at tickets. */
export const TICKET_ROWS: readonly PropertyRow[] = [
  ...COMMON,
  ['subject', 'Ticket name', TEXT],
  ['content', 'Ticket description', LONG_TEXT],
  ['hs_pipeline', 'Pipeline', SELECT, EXTERNAL],
  ['hs_pipeline_stage', 'Ticket status', SELECT, EXTERNAL],
  ['hs_ticket_priority', 'Priority', SELECT, { options: options(['LOW', 'MEDIUM', 'HIGH', 'URGENT']) }],
];

/** The properties of answers to surveys that every account has, as far as anybody here looks at them (HubSpot, "Survey responses"). */
export const FEEDBACK_ROWS: readonly PropertyRow[] = [
  ['hs_createdate', 'Create Date', INSTANT, READ_ONLY],
  ['hs_lastmodifieddate', 'Last Modified Date', INSTANT, READ_ONLY],
  ['hs_object_id', 'Record ID', NUMBER, READ_ONLY],
  ['hs_content', 'Response', LONG_TEXT, READ_ONLY],
  ['hs_survey_name', 'Survey name', TEXT, READ_ONLY],
  ['hs_sentiment', 'Sentiment', SELECT, { options: options(['POSITIVE', 'NEUTRAL', 'NEGATIVE']), ...READ_ONLY }],
  ['hs_submission_timestamp', 'Date submitted', INSTANT, READ_ONLY],
];
