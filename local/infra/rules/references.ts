import { hashOf } from '../values/guid-of.ts';
import type { Value } from '../values/value.ts';

/** Both ways to write it, without a version: that of today would stay in force after the keys were rotated. */
const BY_NAME = /^@Microsoft\.KeyVault\(VaultName=([a-zA-Z0-9-]{3,24});SecretName=([0-9a-zA-Z-]{1,127})\)$/;
const BY_ADDRESS =
  /^@Microsoft\.KeyVault\(SecretUri=https:\/\/([a-zA-Z0-9-]{3,24})\.vault\.azure\.net\/secrets\/([0-9a-zA-Z-]{1,127})\/?\)$/;
const SOUNDS_SECRET = /KEY|TOKEN|SECRET|PASSWORD/;
/** Sounds like a secret, and names an identity. */
const NO_SECRET = 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID';

/** Secrets that are not called what their setting is called. */
const CALLED_OTHERWISE: ReadonlyMap<string, string> = new Map([
  ['MICROSOFT_PROVIDER_AUTHENTICATION_SECRET', 'sign-in-secret'],
]);

function referenceIn(value: string): RegExpExecArray | null {
  return BY_NAME.exec(value) ?? BY_ADDRESS.exec(value);
}

/** What is wrong with the value of a setting as a secret: it has to be a reference to the vault of this deployment. */
export function faultOfSecret(name: string, value: string, vaults: readonly Value[]): string | undefined {
  if (!value.startsWith('@'))
    return SOUNDS_SECRET.test(name) && name !== NO_SECRET
      ? 'holds a secret and is no reference to Key Vault'
      : undefined;
  const [, vault, secret] = referenceIn(value) ?? [];
  if (secret === undefined) return 'is no reference to Key Vault that the platform understands';
  if (!vaults.includes(vault)) return `is a reference to the vault ${vault}, which is not deployed here`;
  const wanted = CALLED_OTHERWISE.get(name) ?? name.toLowerCase().replaceAll('_', '-');
  return secret === wanted
    ? undefined
    : `is a reference to the secret ${secret}, and must be one to ${wanted}, which the operator sets`;
}

/** What the platform makes of a reference, or something like it: another secret for each name, and no former keys. */
export function resolved(value: string): string {
  const secret = referenceIn(value)?.[2];
  if (secret === undefined) return value;
  return secret.endsWith('-previous') ? '[]' : hashOf([secret]);
}
