/** Where the tests of this folder look for it. */
export { type RunningFunctions, startFunctions, TABLES } from '../support/start-functions.ts';
