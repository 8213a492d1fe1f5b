import type * as fi from '../fi/notice.ts';
import type { Same } from '../message.ts';

export const notice: Same<typeof fi.notice> = {
  title: 'Notice',
  intro: 'The notice is made of the policy by which the register works: they cannot say different things.',
  views: 'Parts of the notice',
  notice: 'Register notice',
  findings: 'Gaps',
  drift: 'Differences from HubSpot',
  record: 'Record of processing',
  language: 'Language of the notice',
  inFinnish: 'In Finnish',
  inEnglish: 'In English',
  openPage: 'Open as a page (new tab)',
  markdown: 'Download as Markdown',
  web: 'For the web site it is made by npm run notice -- --out DIR.',
  article: 'Article {article}',
  recordText:
    'The record of processing activities of Article 30 is for the controller and the authority. It also says what the policy leaves open.',
  recordCsv: 'Download CSV',
  recordJson: 'Download JSON',
};

export const findings: Same<typeof fi.findings> = {
  text: 'What Articles 13, 14 and 30 ask for and the notice does not say, safeguards that have no force any more, and checks older than a year.',
  none: 'Nothing was found.',
  list: 'Gaps',
  count: { one: '{count} finding.', other: '{count} findings.' },
  article: 'Article {article}',
  toDo: 'What to do:',
  where: 'In the policy:',
  checkedAt: 'Checked',
};

export const severities: Same<typeof fi.severities> = { error: 'Error', gap: 'Gap', advice: 'Advice' };

export const drift: Same<typeof fi.drift> = {
  text: 'What HubSpot holds and the notice does not say, or the other way round. They are compared every week, by the run over everything.',
  never: 'They were not compared yet. That is done when a run over everything has ended.',
  none: 'No differences were found.',
  comparedAt: 'Compared',
  run: 'Run',
  policyChanged: 'The policy has changed since: the next run over everything compares anew.',
  failed: 'A later comparison could not be made ({at}): {reason}',
  hosting: 'Where the data lies',
  hostingAgrees: 'HubSpot says {location}. That agrees with the notice.',
  hostingDiffers: 'HubSpot says {location}. That does not agree with section 9 of the notice.',
  hostingUnknown: 'HubSpot does not say where the data lies.',
  undeclared: 'Data that the notice does not mention',
  undeclaredText:
    'These properties hold data, and no category of the notice names them. Add them to the notice, or take the data out of HubSpot.',
  lacking: 'Properties that HubSpot lacks',
  lackingText: 'The notice names them, and the account has none.',
  uncounted: 'Properties of which it is not known whether they hold data',
  engagements: 'Engagements that are no service contacts',
  unlisted: 'Kinds of property that HubSpot would not list',
  table: '{title} (table)',
  object: 'Record',
  property: 'Property',
  sensitivity: 'Sensitivity',
  records: 'Records',
  orMore: '{count} or more',
  notCounted: 'could not be counted',
  countedAt: 'Counted',
  reason: 'Why',
  type: 'Engagement',
  contacts: 'Contacts',
  companies: 'Companies',
};

export const uncountedReasons: Same<typeof fi.uncountedReasons> = {
  not_yet: 'Its turn comes with a later run.',
  refused: 'HubSpot would not count it.',
  may_lack_scope: 'None was found, but the values of a sensitive property take a scope of their own.',
};

export const sensitivities: Same<typeof fi.sensitivities> = {
  non_sensitive: 'ordinary',
  sensitive: 'sensitive',
  highly_sensitive: 'highly sensitive',
};
