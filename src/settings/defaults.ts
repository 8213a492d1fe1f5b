/** The version of HubSpot's API that the program is written for; the setting `HUBSPOT_API_VERSION` overrides it. */
export const DEFAULT_API_VERSION = '2026-09';

/** Percent of the daily quota that this program uses at most unless HUBSPOT_DAILY_SHARE says otherwise. */
export const DEFAULT_DAILY_SHARE = 50;
