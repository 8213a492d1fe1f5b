/** What the platform leaves of a reference to Key Vault that it could not resolve: a public text in place of a secret. */
const UNRESOLVED = /^\s*@Microsoft\.KeyVault\(/i;

/** Values of `local.settings.example.json` that stand for a secret. */
const PLACEHOLDERS = new Set(['the-token-of-your-service-key-or-private-app']);

/** A random secret of 32 hexadecimal digits has fewer in one case of many millions. */
const LEAST_VARIETY = 8;

/** Spaces around a secret are what a paste leaves, and are taken off. */
const AROUND = /^[ \t\r\n]+|[ \t\r\n]+$/g;

/** Format characters (zero width, byte order mark, soft hyphen) and control characters. */
const INVISIBLE = /[\p{Cf}\p{Cc}]/u;
const VISIBLE_ASCII = /^[\x21-\x7e]*$/;

/** Names, of those given, whose value is a reference to Key Vault that was not resolved. */
export function unresolvedReferences(given: Readonly<Record<string, string | undefined>>, names: Iterable<string>) {
  return [...names]
    .filter((name) => UNRESOLVED.test(given[name] ?? ''))
    .map(
      (name) =>
        `${name} is a Key Vault reference that the platform could not resolve: look at its state in the portal ` +
        '(Environment variables), and give the identity of the app the role Key Vault Secrets User',
    );
}

/** Why a text cannot be a secret, as a sentence that follows its name; `undefined` when it can. Prints nothing of it. */
export function secretFault(text: string, kind: 'token' | 'key'): string | undefined {
  const secret = text.replace(AROUND, '');
  if (UNRESOLVED.test(secret)) return undefined;
  if (/[\r\n]/.test(secret)) return 'has two lines: set it to one, without a line break';
  if (/\uFEFF/.test(secret)) return 'holds a byte order mark, as some editors put before a text: copy the secret alone';
  if (INVISIBLE.test(secret)) return 'holds characters that nobody can see, such as a zero-width space: copy it again';
  if (/\s/.test(secret)) return 'holds white space: set it to one word';
  if (kind === 'token' && !VISIBLE_ASCII.test(secret)) return 'holds letters that no token has: copy it again';
  if (PLACEHOLDERS.has(secret)) return 'is the placeholder of the example file: set it to a secret of your own';
  if (secret.length > 1 && new Set(secret).size === 1)
    return 'is one character again and again: set it to a random secret';
  return undefined;
}

/** Whether a secret could be guessed though it is long: of few characters, or a short text again and again. */
export function isMonotonous(secret: string): boolean {
  if (new Set(secret).size < LEAST_VARIETY) return true;
  // A text that repeats itself is found in its double before its own end.
  return `${secret}${secret}`.indexOf(secret, 1) < secret.length;
}
