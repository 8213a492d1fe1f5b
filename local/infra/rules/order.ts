import type { Deployed } from '../deployed.ts';
import { type Finding, finding } from '../finding.ts';
import { Order } from '../order.ts';
import type { Scenario } from '../scenarios.ts';
import { isList, isObject, type Value } from '../values/value.ts';

const ACCOUNT = 'Microsoft.Storage/storageAccounts';
const CONFIG = 'Microsoft.Web/sites/config';

interface Kind {
  readonly type: string;
  readonly name?: string;
}

/** What has to wait for what, though nothing of the one need be read by the other. */
const WAITING: readonly (readonly [Kind, Kind, string])[] = [
  [
    { type: CONFIG, name: 'authsettingsV2' },
    { type: CONFIG, name: 'appsettings' },
    'each change of the configuration restarts the app, and it names one of the settings',
  ],
  [
    { type: `${ACCOUNT}/managementPolicies` },
    { type: `${ACCOUNT}/blobServices` },
    'both change the account, and one of two changes at a time is refused',
  ],
];

/** What is named by its text alone is not waited for: every resource has to come after those that it needs. */
export function checkOrder({ deployed, instance }: Scenario): Finding[] {
  const order = new Order(instance);
  return [...waiting(deployed, order), ...named(deployed, order)];
}

function waiting(deployed: readonly Deployed[], order: Order): Finding[] {
  const of = ({ type, name }: Kind) =>
    deployed.filter((each) => each.type === type && (name === undefined || each.name === name));
  return WAITING.flatMap(([late, early, why]) =>
    of(late).flatMap((one) =>
      of(early).flatMap((other) =>
        one.instance !== other.instance || order.isAfter(one, other)
          ? []
          : [finding(one.place, `${one.resource.name} must wait for ${other.resource.name} (dependsOn): ${why}`)],
      ),
    ),
  );
}

/** So long is a name that nothing else is called by. */
const TELLING = 16;

function named(deployed: readonly Deployed[], order: Order): Finding[] {
  const telling = deployed.flatMap((each) =>
    typeof each.name === 'string' && each.name.length >= TELLING ? [[each.name, each] as const] : [],
  );
  return deployed.flatMap((one) => {
    const texts = [...textsIn(one.body)];
    return telling.flatMap(([name, other]) => {
      if (other === one || !texts.some((text) => text !== one.name && text.includes(name))) return [];
      if (order.isAfter(one, other) || order.isAfter(other, one)) return [];
      return [finding(one.place, `${one.resource.name} names ${name} and does not wait for it: refer to it`)];
    });
  });
}

function* textsIn(value: Value): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (isList(value)) for (const item of value) yield* textsIn(item);
  else if (isObject(value))
    for (const [name, item] of Object.entries(value)) {
      yield name;
      yield* textsIn(item);
    }
}
