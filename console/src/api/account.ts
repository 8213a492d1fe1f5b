/** The query parameter that names the HubSpot account, where there are several: of pages and of the API alike. */
export const ACCOUNT = 'account';

/** The account that the address of the page names; `undefined` where there is one account only. */
export function accountInAddress(): string | undefined {
  return new URLSearchParams(location.search).get(ACCOUNT) ?? undefined;
}
