import { type Environment, givenIn } from '../../src/settings/environment.ts';
import { SettingsError } from '../../src/settings/error.ts';
import { type AppSettings, readAppSettings } from '../../src/settings/settings.ts';

/** Settings as far as they can be read, and what is wrong with the others. */
export interface GivenSettings {
  readonly problems: readonly string[];
  /** `undefined` when too much is wrong to go on. */
  readonly settings: AppSettings | undefined;
  /** Whether a setting of this beginning is wrong or missing: what it leads to is not looked at. */
  isWrong(beginning: string): boolean;
}

/** What stands for a setting that is wrong, so that the others can be looked at. Nothing is ever sent to these. */
const IN_PLACE_OF: Readonly<Record<string, string>> = {
  HUBSPOT_ACCESS_TOKEN: 'no-token',
  AUDIT_KEY: 'no-key-of-the-trail-is-given-here-0',
  RegisterStorage: 'UseDevelopmentStorage=true',
};

/** Reads the settings, and once more without those that are wrong. */
export function readGivenSettings(environment: Environment): GivenSettings {
  const first = tryToRead(environment);
  const names = first.problems.map((problem) => problem.split(' ', 1)[0] ?? '');
  const isWrong = (beginning: string) => names.some((name) => name.startsWith(beginning));
  if (first.settings !== undefined) return { ...first, isWrong };
  const left = Object.entries(givenIn(environment)).filter(([name]) => !names.some((wrong) => isAbout(wrong, name)));
  const places = Object.entries(IN_PLACE_OF).filter(([name]) => names.some((wrong) => isAbout(wrong, name)));
  const { settings } = tryToRead(Object.fromEntries([...left, ...places]));
  return { problems: first.problems, settings, isWrong };
}

/** Storage is one setting or several. */
function isAbout(wrong: string, name: string): boolean {
  return wrong === name || (wrong.startsWith('RegisterStorage') && name.startsWith('RegisterStorage'));
}

function tryToRead(environment: Environment): Pick<GivenSettings, 'problems' | 'settings'> {
  try {
    return { problems: [], settings: readAppSettings(environment) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { problems: error.problems, settings: undefined };
  }
}
