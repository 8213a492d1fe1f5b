import { z } from 'zod';

/** Settings as the process got them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is set: an empty text is what a form leaves where nothing was typed. */
export function givenIn(environment: Environment): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
}

/** Set by the platform: by App Service and Functions on every plan, and by Container Apps. */
export function runsInAzure(environment: Environment): boolean {
  return Boolean(environment.WEBSITE_INSTANCE_ID || environment.WEBSITE_SITE_NAME || environment.CONTAINER_APP_NAME);
}

/** A setting without which nothing starts. */
export const required = (what: string) =>
  z
    .string({ error: `is missing: set it to ${what}` })
    .trim()
    .min(1, `is empty: set it to ${what}`);

/** What is wrong, setting by setting. */
export function problemsOf(result: z.ZodSafeParseResult<unknown>): string[] {
  return result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
}
