export { loadDemoRegion } from './load-demo-region.js';
export { createStation } from './station-application.js';
