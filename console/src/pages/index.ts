export { default as audit } from './audit/index.tsx';
export { default as erasures } from './erasures/index.tsx';
export { default as notice } from './notice/index.tsx';
export { default as requests } from './requests/index.tsx';
export { default as retention } from './retention/index.tsx';
export { default as returns } from './returns/index.tsx';
export { default as runs } from './runs/index.tsx';
