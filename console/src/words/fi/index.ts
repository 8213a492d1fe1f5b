import { pack } from '../packed.ts';
import * as tables from './tables.ts';

export default pack(tables);
