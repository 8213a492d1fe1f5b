/** What `npm run build` made of access copies. */
export async function loadCopies() {
  const { createRightsEngine }: typeof import('../../src/rights/create-engine.ts') = await load('create-engine.js');
  const { copyTools }: typeof import('../../src/rights/copy/copy-tools.ts') = await load('copy/copy-tools.js');
  const { fetchCopy }: typeof import('../../src/rights/copy/fetch.ts') = await load('copy/fetch.js');
  const { giveCopy }: typeof import('../../src/rights/copy/give.ts') = await load('copy/give.js');
  const { newRequest }: typeof import('../../src/rights/requests/new-request.ts') =
    await load('requests/new-request.js');
  const { requestsOf }: typeof import('../../src/rights/requests/requests-of.ts') =
    await load('requests/requests-of.js');
  return { createRightsEngine, copyTools, fetchCopy, giveCopy, newRequest, requestsOf };
}

function load(file: string) {
  return import(new URL(`../../dist/src/rights/${file}`, import.meta.url).href);
}
