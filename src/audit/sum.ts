const MODULUS = 1n << 256n;

/**
 * A sum of MACs, as 64 hexadecimal digits. It is the same in whatever order they are added, and one can be taken out of it, so
 * it says in constant space which there have to be.
 */
export function sumOf(sum: string, added: readonly string[], removed: readonly string[] = []): string {
  let total = BigInt(`0x${sum}`);
  for (const mac of added) total += BigInt(`0x${mac}`);
  for (const mac of removed) total += MODULUS - BigInt(`0x${mac}`);
  return (total % MODULUS).toString(16).padStart(64, '0');
}
