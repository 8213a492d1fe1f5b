import type { Finding } from '../../finding.ts';
import type { Scenario } from '../../scenarios.ts';
import * as alerts from './alerts.ts';
import * as app from './app.ts';
import * as identities from './identities.ts';
import * as immutable from './immutable.ts';
import { type Invariant, Whole } from './invariant.ts';
import * as network from './network.ts';
import * as ranges from './ranges.ts';
import * as roles from './roles.ts';
import * as settable from './settable.ts';
import * as signIn from './sign-in.ts';
import * as storage from './storage.ts';
import * as told from './told.ts';
import * as values from './values.ts';
import * as watching from './watching.ts';

const INVARIANTS: readonly Invariant[] = [
  storage.accountsAreClosed,
  storage.containersAreThere,
  storage.sealsAreApart,
  storage.packageCanBeUploaded,
  storage.copiesAreCleared,
  storage.sealsAreWatched,
  storage.whatMattersIsLocked,
  immutable.sealsAreImmutable,
  immutable.backupsAreImmutable,
  roles.filesAreOnlyAdded,
  roles.rolesAreLeast,
  app.vaultIsSafe,
  app.appIsSound,
  signIn.signInIsAsked,
  identities.identitiesAreWhereTheyBelong,
  identities.addressesAreRight,
  values.valuesAreAsTheyMustBe,
  values.resourcesAreTagged,
  settable.onlyWhatIsKnownIsSet,
  ranges.rangesAreRight,
  network.networkIsUsed,
  told.everythingIsTold,
  told.timersGoByTheirSchedules,
  told.defaultsAreSafe,
  alerts.alertsLookAtWhatTheySay,
  watching.somebodyIsTold,
  watching.healthIsAskedFor,
  watching.logsAreOfTheirKind,
  watching.budgetCountsAll,
  watching.everythingIsInTheRegion,
  signIn.registrationIsSound,
  signIn.rolesAreThere,
  app.noSecretIsGiven,
  app.regionsAreInTheUnion,
];

/** What has to stay so in every deployment, whatever else changes: security, and what the program relies on. */
export function checkInvariants(scenario: Scenario): Finding[] {
  const whole = new Whole(scenario);
  return INVARIANTS.flatMap((invariant) => invariant(whole));
}
