import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the process small. A run has some 50 MB alive, but V8 lets young and old space grow to many times that before it
 * collects: 500 MB at 100,000 contacts, on an instance that may have 512 MB in all. Set here, because an app on Azure
 * Functions does not start its own process (docs/adr/0008-memory.md).
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=50');
}
