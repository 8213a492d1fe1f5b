import type { Deployed } from '../../deployed.ts';
import { type Finding, finding } from '../../finding.ts';
import type { Scenario } from '../../scenarios.ts';
import { isList, type Value } from '../../values/value.ts';

/** What one deployment has, for rules that look at several resources. */
export class Whole {
  readonly scenario: Scenario;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
  }

  get all(): readonly Deployed[] {
    return this.scenario.deployed;
  }

  /** Resources of a type. */
  of(type: string): Deployed[] {
    return this.all.filter((each) => each.type === type);
  }

  /** The value of a parameter or variable of the main template. */
  param(name: string): Value {
    return this.scenario.instance.value({ file: '', line: 0, kind: 'name', name });
  }
}

/** Something that has to stay so: gives what is not. */
export type Invariant = (whole: Whole) => Finding[];

/** A finding at a resource. */
export function fault({ place, resource }: Deployed, message: string): Finding {
  return finding(place, `${resource.name}: ${message}`);
}

/** A finding where a resource is missing altogether. */
export function missing({ scenario }: Whole, what: string): Finding {
  return finding({ file: scenario.instance.template.file, line: 1 }, `${what} is missing (${scenario.name})`);
}

/** A list, however little of it is known. */
export function listOf(value: Value): readonly Value[] {
  return isList(value) ? value : [];
}

/** Names that an expression reads, from a body's entry. */
export function namesIn(deployed: Deployed, entry: string): string[] {
  const value = deployed.resource.body.entries.find(({ key }) => key === entry)?.value;
  if (value === undefined) return [];
  if (value.kind === 'name') return [value.name];
  return value.kind === 'index' && value.of.kind === 'name' ? [value.of.name] : [];
}
