import type { Policy } from '../../policy/schema.ts';
import type { CopyPart } from './parts.ts';

export function portableOf(part: CopyPart, _policy: Policy): CopyPart | undefined {
  return part;
}
