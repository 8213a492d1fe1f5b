import { z } from 'zod';
import { scheduleShape, schedulesOf } from '../../../../src/settings/schedules.ts';
import { at } from '../../deployed.ts';
import { entriesOf } from '../../values/instance.ts';
import { isList, isObject, type Value } from '../../values/value.ts';
import { fault, type Invariant, missing } from './invariant.ts';

/**
 * Everything that is deployed can be told from the parameters, but for what Azure alone knows (`values/runtime.ts`): what
 * cannot is read under a name that is not there.
 */
export const everythingIsTold: Invariant = (whole) =>
  whole.all.flatMap((each) =>
    untold(each.body, '').map((path) => fault(each, `${path} cannot be told: a name that it reads may not be there`)),
  );

function untold(value: Value, path: string): string[] {
  if (value === undefined) return [path];
  if (isList(value)) return value.flatMap((item, place) => untold(item, `${path}[${place}]`));
  if (!isObject(value)) return [];
  // Only the deployment knows what these lead to.
  return Object.entries(value).flatMap(([name, inner]) =>
    LEADING.has(name) ? [] : untold(inner, `${path}${path && '.'}${name}`),
  );
}

const LEADING: ReadonlySet<string> = new Set(['parent', 'scope', 'dependsOn']);

/** Each timer goes by the schedule of its own name. */
export const timersGoByTheirSchedules: Invariant = (whole) => {
  const schedules = whole.param('schedules');
  const settings = whole.of('Microsoft.Web/sites/config').filter(({ name }) => name === 'appsettings');
  return settings.flatMap((each) =>
    entriesOf(schedules).flatMap(([name, schedule]) =>
      at(each.body, 'properties', `${name.toUpperCase()}_SCHEDULE`) === schedule
        ? []
        : [fault(each, `${name.toUpperCase()}_SCHEDULE must be schedules.${name}`)],
    ),
  );
};

/** What nobody chooses by setting nothing: seals that are taken for locked, a register that can be deleted by mistake. */
export const defaultsAreSafe: Invariant = (whole) => {
  if (whole.scenario.name !== 'as the defaults are') return [];
  const wanted = {
    deleteLock: true,
    sealsLocked: false,
    recoverVault: false,
    sealsOnlyFromSubnet: false,
    signInBy: 'federated',
  };
  const own = schedulesOf(z.object(scheduleShape).parse({}));
  const schedules = whole.param('schedules');
  const areOwn = isObject(schedules) && Object.entries(own).every(([name, value]) => schedules[name] === value);
  return [
    ...(areOwn ? [] : [missing(whole, "schedules as the program's own by default")]),
    ...Object.entries(wanted).flatMap(([name, value]) =>
      whole.param(name) === value ? [] : [missing(whole, `${name} as ${String(value)} by default`)],
    ),
  ];
};
