/** What `npm run build` made of lists of people to erase. */
export async function loadErasures() {
  const { createRightsEngine }: typeof import('../../src/rights/create-engine.ts') = await load('create-engine.js');
  const { prepareErasure }: typeof import('../../src/rights/erasure/actions/prepare.ts') =
    await load('erasure/actions/prepare.js');
  const { approveList }: typeof import('../../src/rights/erasure/actions/approve.ts') =
    await load('erasure/actions/approve.js');
  const { erasureOf }: typeof import('../../src/rights/erasure/look.ts') = await load('erasure/look.js');
  return { createRightsEngine, prepareErasure, approveList, erasureOf };
}

function load(file: string) {
  return import(new URL(`../../dist/src/rights/${file}`, import.meta.url).href);
}
