import type * as fi from '../fi/checks.ts';
import type { Same } from '../message.ts';

export const checkNames: Same<typeof fi.checkNames> = {
  version: 'Version of the program and its tables',
  settings: 'Settings',
  policy: 'File of the notice',
  storage: 'Storage',
  poisonQueue: 'Messages given up',
  hubspotToken: 'Connection to HubSpot',
  hubspotScopes: 'Rights in HubSpot',
  properties: 'Properties in HubSpot',
  consents: 'Legal bases of consents',
  dailyQuota: 'HubSpot’s daily quota',
  sync: 'Fetching what changed',
  retentionClock: 'The nightly run',
  reconcile: 'The weekly run over everything',
  openIntents: 'Records left open',
  verification: 'The audit trail is whole',
  seals: 'Seals of the audit trail',
  returns: 'Who returned',
  erasures: 'Erasure lists',
  laterChecks: 'Later checks of erasures',
  notice: 'Contents of the notice',
  drift: 'The notice and what HubSpot holds',
  requests: 'Deadlines of requests',
  segments: 'Segments in HubSpot',
  offboarding: 'The add-on is in use in the account',
};

export const checkAdvice: Same<typeof fi.checkAdvice> = {
  version: 'A newer version of the program has used the tables. An administrator has to put the newer one back.',
  settings: 'An administrator has to mend the settings of the app, such as keys.',
  policy: 'An administrator has to mend the file of the notice.',
  storage: 'The storage cannot be reached. An administrator has to look at it and at the rights to it.',
  poisonQueue: 'Some work was given up after it failed again and again. An administrator has to read the log.',
  hubspotToken: 'HubSpot refuses the key or does not answer. An administrator has to renew the key, or wait.',
  hubspotScopes: 'The key lacks rights. An administrator has to add them in HubSpot.',
  properties:
    'Properties are missing or of another type. A run over the whole register creates those that are missing; others are mended in HubSpot.',
  consents: 'The file of the notice has legal bases that HubSpot does not have. An administrator has to mend them.',
  dailyQuota: 'HubSpot’s daily quota is nearly used up. Runs go on after midnight.',
  sync: 'Changes were not fetched in time. The page of the last run says why; a run can be started by hand.',
  retentionClock: 'The nightly run has not succeeded in time. The page of the last run says why.',
  reconcile: 'The run over the whole register has not succeeded in time. It can be started on this page.',
  openIntents: 'A run was cut short. A run over the whole register finds out what happened.',
  verification: 'The audit trail was not verified, or has faults. The page Audit shows the result.',
  seals:
    'Seals of the audit trail could not be kept, or are in the same place as the trail. An administrator has to mend where they are kept.',
  returns: 'Each of them has to be answered on the page Returns.',
  erasures: 'An approved erasure list is unfinished. The page of the list says why.',
  laterChecks: 'Something erased was found again, or a check was not made. The page of the list shows the result.',
  notice: 'The notice lacks parts. The page Notice lists them.',
  drift: 'HubSpot holds data that the notice does not mention. The page Notice lists it.',
  requests: 'Requests have to be answered in time. The page Requests shows the most urgent first.',
  segments:
    'Segments in HubSpot could not be kept up to date. An administrator has to look at the rights and the segments.',
  offboarding:
    'The add-on was taken out of the account, or is being taken out. An administrator can put it back by starting a run over the whole register.',
};
