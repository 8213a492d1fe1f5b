import path from 'node:path';
import process from 'node:process';
import { circles } from './imports/circles.ts';
import { ofConsole } from './imports/of-console.ts';
import { outOfOrder } from './imports/order.ts';
import { readImports } from './imports/read-imports.ts';

// `npm run check:imports`: no circle between files or between folders, imports of types included, and in `src/` and
// `functions/`, as in the console,
// imports only in the order of the folders. Another root may be named.

const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'));
const imports = readImports(root, ['functions', 'src', 'local', 'bench', 'test', 'console']);
const faults = [...circles(imports), ...outOfOrder(imports), ...ofConsole(imports)];
for (const fault of faults) console.error(fault);
console.log(`${imports.length} imports, ${faults.length} faults`);
process.exitCode = faults.length > 0 || imports.length === 0 ? 1 : 0;
