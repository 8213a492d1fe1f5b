import { BASE } from '../routing/links.ts';

/** Where App Service Authentication signs somebody in, and comes back from; `prompt` asks for the password again. */
export function signInAddress(back: string, { fresh = false } = {}): string {
  const query = new URLSearchParams({ post_login_redirect_uri: back, ...(fresh ? { prompt: 'login' } : {}) });
  return `/.auth/login/aad?${query.toString()}`;
}

export const SIGN_OUT = `/.auth/logout?${new URLSearchParams({ post_logout_redirect_uri: BASE }).toString()}`;

/** The page that a sign-in in a tab of its own ends on. */
export const SIGNED_IN_PAGE = '/signed-in';

/** The address of the page one is on. */
export function here(): string {
  return location.pathname + location.search;
}
