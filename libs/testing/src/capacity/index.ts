export * from './capacity-table.js';
export * from './demand.js';
export * from './deployment-plan.js';
export * from './measured-costs.js';
export * from './simulate-incident.js';
