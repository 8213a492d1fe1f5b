import type { Template } from './bicep/ast.ts';
import { type Deployed, deployedBy } from './deployed.ts';
import { type Finding, finding } from './finding.ts';
import type { Project } from './project.ts';
import { faultOfValue } from './values/parameter-fault.ts';
import { Instance } from './values/instance.ts';
import type { Value } from './values/value.ts';

/** A deployment as somebody might make it. */
export class Scenario {
  readonly name: string;
  readonly instance: Instance;
  #deployed: readonly Deployed[] | undefined;

  constructor(name: string, instance: Instance) {
    this.name = name;
    this.instance = instance;
  }

  /** Every resource that it makes. */
  get deployed(): readonly Deployed[] {
    this.#deployed ??= deployedBy(this.instance);
    return this.#deployed;
  }
}

const ALWAYS: Readonly<Record<string, Value>> = {
  environmentName: 'prod',
  location: 'swedencentral',
  operatorPrincipalId: '22222222-3333-4444-8555-666666666666',
  alertEmail: 'operator@example.fi',
  budgetStart: '2026-12-01',
};

const POLICY = 'policy/asiakasrekisteri.json';

const CHOICES: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  'as the defaults are': {},
  'several accounts, with backups': {
    accounts: [
      { name: 'balentor', policyFile: POLICY, tables: 'unsuffixed' },
      { name: 'toinen', policyFile: POLICY },
    ],
    backupPrincipalId: '44444444-5555-4666-8777-888888888888',
  },
  'sign-in by a secret': { signInBy: 'secret', signInClientId: '33333333-4444-4555-8666-777777777777' },
  'tokens only': { signInBy: 'none' },
  'seals locked, in a network': {
    sealsLocked: true,
    subnetId: '/subscriptions/1/subnets/app',
    sealsOnlyFromSubnet: true,
  },
  'a test environment': { deleteLock: false, operatorPrincipalId: '', recoverVault: true },
};

/** Values of the scenarios that the main template refuses: what somebody may want to choose is not there. */
export function refusedChoices(main: Template, { instance }: Scenario): Finding[] {
  return Object.values(CHOICES).flatMap((choices) =>
    Object.entries({ ...ALWAYS, ...choices }).flatMap(([name, value]) => {
      const parameter = main.declarations.find((each) => each.kind === 'param' && each.name === name);
      if (parameter?.kind !== 'param') return [finding({ file: main.file, line: 1 }, `there is no parameter ${name}`)];
      const fault = faultOfValue(value, parameter, { instance });
      return fault === undefined
        ? []
        : [finding(parameter, `${name} does not take what somebody may choose: it ${fault}`)];
    }),
  );
}

/** Deployments with each value that parameters allow beside their default, of all of them at once: the first of each, the second, and so on. */
export function variantsOf(project: Project, main: Template): Scenario[] {
  const whole = new Instance(project, main, new Map(Object.entries(ALWAYS)));
  const allowed = main.declarations.flatMap((each) => {
    // Regions are held against those of the Union, all of them.
    if (each.kind !== 'param' || each.name === 'location') return [];
    const own = whole.value({ ...each, kind: 'name' });
    const values = whole.allowed(each.name).filter((value) => value !== own);
    return values.length === 0 ? [] : [[each.name, values] as const];
  });
  const most = Math.max(0, ...allowed.map(([, values]) => values.length));
  return Array.from({ length: most }, (_, place) => {
    const chosen = allowed.map(([name, values]) => [name, values[place % values.length]] as const);
    const name = chosen.map(([parameter, value]) => `${parameter} ${String(value)}`).join(', ');
    return new Scenario(name, new Instance(project, main, new Map([...Object.entries(ALWAYS), ...chosen])));
  });
}

/** The deployments that templates are tried with: the default, and each choice that changes what is deployed. */
export function scenariosOf(project: Project, main: Template): Scenario[] {
  return Object.entries(CHOICES).map(([name, choices]) => {
    const given = new Map(Object.entries({ ...ALWAYS, ...choices }));
    return new Scenario(name, new Instance(project, main, given));
  });
}
