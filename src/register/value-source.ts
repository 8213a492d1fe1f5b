import type { Policy } from '../policy/schema.ts';

/**
 * Sources of the notice (§8) from which a value may come, in the order of the policy. What HubSpot says set the value
 * (`sourceType` of its property history) may settle it; otherwise all of them are named, for none can be ruled out.
 */
export function sourcesOf(hubspotSource: string | undefined, { sources }: Policy): string[] {
  const certain = sources.filter(({ hubspotSources }) => hubspotSources.some((one) => one === hubspotSource));
  return (certain.length > 0 ? certain : sources).map(({ name }) => name.fi);
}
