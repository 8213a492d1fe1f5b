/** Where the tests of this folder look for it. */
export { startFunctions, TABLES } from '../support/start-functions.ts';
