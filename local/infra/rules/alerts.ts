import { at, type Deployed } from '../deployed.ts';
import { type Finding, finding } from '../finding.ts';
import type { Files } from '../project.ts';
import type { Scenario } from '../scenarios.ts';
import { isList, type Value } from '../values/value.ts';
import { minutesOfWindow } from './invariants/alerts.ts';
import { type Events, eventsOf, faultsOfQuery } from './queries.ts';

const RUNBOOK = 'docs/runbook.md';
const PREFIX = 'rekisteri-';
const FREQUENCIES = ['PT5M', 'PT10M', 'PT15M', 'PT30M', 'PT45M', 'PT1H', 'PT2H', 'PT3H', 'PT4H', 'PT5H', 'PT6H', 'P1D'];
const WINDOWS = [...FREQUENCIES, 'P2D'];

/** Alerts, as deployments make them. */
function alertsOf(scenario: Scenario): Deployed[] {
  return scenario.deployed.filter(({ type }) => /\/(scheduledQueryRules|metricAlerts)$/.test(type));
}

/** The name by which an alert has its section in the runbook. */
function sectionOf({ name }: Deployed): string {
  return String(name).slice(PREFIX.length);
}

/** Alerts: their times, what their queries count, whom they reach, and what the runbook says of them. */
export function checkAlerts(scenario: Scenario, events: Events, files: Files): Finding[] {
  const sections = sectionsIn(files(RUNBOOK) ?? '');
  const alerts = alertsOf(scenario);
  const findings = alerts.flatMap((alert) => checkAlert(alert, events, sections));
  const named = new Set(alerts.map(sectionOf));
  for (const section of sections.keys())
    if (!named.has(section))
      findings.push(finding({ file: RUNBOOK, line: 1 }, `the section ${section} is of no alert`));
  return findings;
}

/** What the runbook says of an alert: its severity, and the events that it counts. */
interface Section {
  readonly severity: number;
  readonly events: readonly string[];
}

function sectionsIn(runbook: string): Map<string, Section> {
  const found = runbook.matchAll(/^## (\S+)\n\nSeverity (\d)(?:, by ((?:`\w+`(?:,\s+)?)+))?\./gm);
  return new Map(
    [...found].map(([, title = '', severity, events = '']) => {
      const names = [...events.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
      return [title, { severity: Number(severity), events: names }];
    }),
  );
}

function checkAlert(alert: Deployed, events: Events, sections: ReadonlyMap<string, Section>): Finding[] {
  const { name, body, place, type } = alert;
  const report = (message: string) => finding(place, `${String(name)}: ${message}`);
  const property = (...path: string[]) => at(body, 'properties', ...path);
  const findings: Finding[] = [];
  const section = sectionOf(alert);
  if (typeof name !== 'string' || !name.startsWith(PREFIX)) findings.push(report(`must be named ${PREFIX}…`));
  else if (!sections.has(section))
    findings.push(report(`${RUNBOOK} has no section ${section} that begins with its severity`));
  if (!String(property('description')).includes(`section ${section}`))
    findings.push(report('its description must name its section of the runbook'));
  const severity = property('severity');
  if (typeof severity !== 'number' || severity < 0 || severity > 4) findings.push(report('severity must be 0 to 4'));
  const said = sections.get(section);
  if (said !== undefined && said.severity !== severity)
    findings.push(report(`has the severity ${String(severity)}, and ${said.severity} by ${RUNBOOK}`));
  const counted = [...new Set(queriesOf(body).flatMap(eventsOf))];
  if (said !== undefined && !isSame(counted, said.events))
    findings.push(report(`counts ${counted.join(', ')}, and by ${RUNBOOK} it is to count ${said.events.join(', ')}`));
  if (property('enabled') !== true) findings.push(report('is not enabled'));
  if (!reachesSomebody(property('actions'))) findings.push(report('reaches nobody: it has no action group'));
  return type.endsWith('metricAlerts') ? findings : [...findings, ...checkRule(alert, events)];
}

function queriesOf(body: Value): string[] {
  const conditions = at(body, 'properties', 'criteria', 'allOf');
  return (isList(conditions) ? conditions : []).map((condition) => String(at(condition, 'query')));
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each) => others.includes(each));
}

function reachesSomebody(actions: Value): boolean {
  const groups = isList(actions) ? actions : at(actions, 'actionGroups');
  return isList(groups) && groups.length > 0;
}

/** The furthest that a query looks back by itself, in minutes. */
function minutesBack(query: string): number {
  const spans = [...query.matchAll(/\bago\((\d+)([mhd])\)/g)];
  return Math.max(0, ...spans.map(([, count = '0', unit = '']) => minutesOfWindow(`P${count}${unit.toUpperCase()}`)));
}

/** What makes an alert fire always, or miss what it is for, though its query is one. */
function shapeFaults(query: string, frequency: number): string[] {
  const steps = query.split(/\n?\|\s*/).map((step) => step.trim());
  const summary = steps.findLastIndex((step) => step.startsWith('summarize'));
  const back = minutesBack(query);
  return [
    ...(summary >= 0 && !steps.slice(summary + 1).some((step) => step.startsWith('where'))
      ? ['summarizes, and looks at no number of it: it fires whatever that is']
      : []),
    ...steps
      .filter((step) => /^(count|take|limit|top|sample)\b/.test(step))
      .map((step) => `has the step ${step}: every row that it finds is to fire, and no row none`),
    ...(back > 0 && back < frequency
      ? ['looks back less than evaluationFrequency: what lies between is never seen']
      : []),
    ...(/\baccount\s*(==|=~|in)/.test(query) ? ['looks at one account, and there may be others'] : []),
  ];
}

function checkRule({ name, body, place }: Deployed, events: Events): Finding[] {
  const report = (message: string) => finding(place, `${String(name)}: ${message}`);
  const property = (...path: string[]) => at(body, 'properties', ...path);
  const [frequency, window] = [String(property('evaluationFrequency')), String(property('windowSize'))];
  const findings: Finding[] = [];
  if (!FREQUENCIES.includes(frequency))
    findings.push(report(`evaluationFrequency is ${frequency}, which is none of ${FREQUENCIES.join(', ')}`));
  if (!WINDOWS.includes(window))
    findings.push(report(`windowSize is ${window}, which is none of ${WINDOWS.join(', ')}`));
  if (WINDOWS.indexOf(window) < FREQUENCIES.indexOf(frequency))
    findings.push(
      report(
        `windowSize ${window} is shorter than evaluationFrequency ${frequency}: what lies between is never looked at`,
      ),
    );
  const conditions = property('criteria', 'allOf');
  for (const condition of isList(conditions) ? conditions : []) {
    const query = at(condition, 'query');
    if (typeof query !== 'string') findings.push(report('its query cannot be told'));
    else {
      findings.push(...faultsOfQuery(query, events).map((fault) => report(`its query ${fault}`)));
      // Only `count()` over all gives a row where there is nothing: by an account nothing is no row.
      if (String(name).endsWith('-silent') && !/\| summarize (\w+) = count\(\)\s*\| where \1 == 0\s*$/.test(query))
        findings.push(report('tells that nothing came: its query must end with a count of all that is 0'));
      findings.push(...shapeFaults(query, minutesOfWindow(frequency)).map((fault) => report(`its query ${fault}`)));
      if (minutesBack(query) > minutesOfWindow(window))
        findings.push(report(`its query looks back further than windowSize ${window}, which is all that it is given`));
    }
    const [aggregation, operator, threshold] = ['timeAggregation', 'operator', 'threshold'].map((each) =>
      at(condition, each),
    );
    if (aggregation !== 'Count' || operator !== 'GreaterThan' || threshold !== 0)
      findings.push(report('fires when its query finds rows: Count, GreaterThan, 0'));
  }
  return findings;
}
