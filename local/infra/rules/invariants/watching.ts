import { at } from '../../deployed.ts';
import type { Finding } from '../../finding.ts';
import { entriesOf } from '../../values/instance.ts';
import { fault, type Invariant, listOf, missing } from './invariant.ts';

/** The health of the app is asked for, from outside, in a way that Azure knows. */
export const healthIsAskedFor: Invariant = (whole) => {
  const [test] = whole.of('Microsoft.Insights/webtests');
  if (test === undefined) return [missing(whole, 'an availability test')];
  const property = (...path: string[]) => at(test.body, 'properties', ...path);
  const findings: Finding[] = [];
  const wrong = (holds: boolean, message: string) => {
    if (!holds) findings.push(fault(test, message));
  };
  const [component] = whole.of('Microsoft.Insights/components');
  const tags = entriesOf(at(test.body, 'tags')).map(([name]) => name);
  wrong(
    tags.some((name) => /^hidden-link:.*\/components\//i.test(name)),
    "must have the tag hidden-link:<component's id>",
  );
  wrong(component !== undefined, 'belongs to a component');
  wrong(property('Kind') === 'standard' && at(test.body, 'kind') === 'standard', 'kind and Kind must be standard');
  wrong(property('Enabled') === true, 'must be enabled');
  wrong([300, 600, 900].includes(Number(property('Frequency'))), 'Frequency must be 300, 600 or 900');
  wrong(Number(property('Timeout')) <= 120, 'Timeout must be 120 at most');
  const locations = listOf(property('Locations')).map((each) => String(at(each, 'Id')));
  wrong(locations.length > 0, 'asks from no location');
  for (const location of locations)
    wrong(
      /^(emea|us|apac|latam)-[a-z]{2}-[a-z0-9]{2,5}-(azr|edge)$/.test(location),
      `asks from ${location}, which is no location`,
    );
  wrong(
    /^https:\/\/[^/]+\/api\/health$/.test(String(property('Request', 'RequestUrl'))),
    'must ask https://…/api/health',
  );
  // The host answers HEAD with 404.
  wrong(property('Request', 'HttpVerb') === 'GET', 'must ask by GET');
  wrong(property('ValidationRules', 'ExpectedHttpStatusCode') === 200, 'must expect 200');
  return findings;
};

const GLOBAL = new Set(['Microsoft.Insights/actionGroups', 'Microsoft.Insights/metricAlerts']);

/** Everything lies in the region that was chosen, but for what has none. */
export const everythingIsInTheRegion: Invariant = (whole) =>
  whole.all.flatMap((each) => {
    const location = at(each.body, 'location');
    const wanted = GLOBAL.has(each.type) ? 'global' : whole.param('location');
    return location === undefined || location === wanted
      ? []
      : [fault(each, `location must be ${String(wanted)}, not ${String(location)}`)];
  });
