import { ASSOCIATION_BATCH } from '../hubspot/associations.ts';

/** Records of one part: as many as one association read takes. */
export const PART = ASSOCIATION_BATCH;
