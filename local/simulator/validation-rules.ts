/** A rule that an administrator has set for the values of a property of contacts, as HubSpot gives it. */
export interface ValidationRule {
  ruleType: string;
  ruleArguments: readonly string[];
  shouldApplyNormalization?: boolean;
}

/** One property that has to be there when another has some value: 2026-09 enforces this on every write. */
export interface ConditionalRule {
  property: string;
  when: { property: string; value: string };
}

/** Whether a value breaks a rule, as far as the simulator knows the rule. */
export function breaksRule({ ruleType, ruleArguments: [first = ''] }: ValidationRule, value: string): boolean {
  switch (ruleType) {
    case 'ALPHANUMERIC':
      return first === 'NUMERIC_ONLY' && !/^\d*$/u.test(value);
    case 'MAX_LENGTH':
      return value.length > Number(first);
    case 'MIN_LENGTH':
      return value.length < Number(first);
    case 'REGEX':
      return !new RegExp(first, 'u').test(value);
    default:
      return false;
  }
}

/** Properties that a record with these values would lack. */
export function missingBy(
  rules: readonly ConditionalRule[],
  values: Readonly<Record<string, string>>,
): ConditionalRule[] {
  return rules.filter(({ property, when }) => {
    return values[when.property] === when.value && (values[property] ?? '') === '';
  });
}
