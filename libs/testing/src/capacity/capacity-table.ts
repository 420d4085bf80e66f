import { demandOf, type Demand } from './demand.js';
import { planFor, type Limits, type Load, type Plan } from './deployment-plan.js';
import type { MeasuredCosts } from './measured-costs.js';
import { simulateIncident, type Behaviour } from './simulate-incident.js';

/** One step of growth: so many searches at once of so many phones. */
export interface Step {
  readonly name: string;
  readonly incidents: number;
  readonly phonesEach: number;
}

export interface StepResult {
  readonly step: Step;
  readonly demand: Demand;
  readonly plan: Plan;
}

/** The first part is the way to the steady state: at its start nobody is out of signal. */
const SECONDS = 1_800;
const SEED = 20_261_128;

/** Simulates one search of the step and plans for all of them. */
export const resultOf = (
  step: Step,
  behaviour: Behaviour,
  costs: MeasuredCosts,
  limits: Limits,
): StepResult => {
  const work = simulateIncident(step.phonesEach, behaviour, SECONDS, SEED);
  const demand = demandOf(work, costs, step);
  return { step, demand, plan: planFor(demand, limits, costs.microseconds.receivedFix.gateway) };
};

/** Minutes of one database core and one service core when every phone returns at once with so many fixes. */
export const stormOf = (
  { phones }: Demand,
  costs: MeasuredCosts,
  fixesEach: number,
): { databaseMinutes: number; serviceMinutes: number; gatewayMinutes: number } => {
  const { backlogFix, reconnect } = costs.microseconds;
  const minutes = (kind: 'database' | 'service' | 'gateway'): number =>
    (phones * (fixesEach * backlogFix[kind] + reconnect[kind])) / 60e6;
  return {
    databaseMinutes: minutes('database'),
    serviceMinutes: minutes('service'),
    gatewayMinutes: minutes('gateway'),
  };
};

const figure = (value: number): string =>
  value >= 100 || Number.isInteger(value)
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(2)));

const loadText = (load: Load | undefined): string =>
  load === undefined
    ? '-'
    : `${load.what}: ${figure(load.needed)} of ${figure(load.limit)} (${figure(load.share * 100)} %)`;

const STORM_FIXES = 360;

/** The steps side by side, as Markdown. */
export const capacityTable = (results: readonly StepResult[], costs: MeasuredCosts): string => {
  const storm = ({ demand }: StepResult): string => {
    const { databaseMinutes, serviceMinutes, gatewayMinutes } = stormOf(demand, costs, STORM_FIXES);
    return `${figure(serviceMinutes)}, ${figure(gatewayMinutes)}, ${figure(databaseMinutes)}`;
  };
  const rows: [string, (result: StepResult) => string][] = [
    ['phones', ({ demand }) => figure(demand.phones)],
    ['searches at once', ({ demand }) => figure(demand.incidents)],
    ['fixes/s', ({ demand }) => figure(demand.fixesPerSecond)],
    ['commits/s', ({ demand }) => figure(demand.commitsPerSecond)],
    ['frames and events handed out/s', ({ demand }) => figure(demand.deliveriesPerSecond)],
    ['to the phones, Mbit/s', ({ demand }) => figure(demand.megabitsPerSecond)],
    ['busy cores: gateways', ({ demand }) => figure(demand.cores.gateway)],
    ['busy cores: services', ({ demand }) => figure(demand.cores.service)],
    ['busy cores: PostgreSQL', ({ demand }) => figure(demand.cores.database)],
    ['memory of the phones in gateways, MB', ({ demand }) => figure(demand.gatewayMegabytes)],
    ['positions a day, GB', ({ demand }) => figure(demand.gigabytesPerDay)],
    ['gateway processes', ({ plan }) => figure(plan.gateways)],
    ['machines for them', ({ plan }) => figure(plan.gatewayMachines)],
    ['service processes', ({ plan }) => figure(plan.services)],
    ['database cores to have', ({ plan }) => figure(plan.databaseCores)],
    [`all return with ${STORM_FIXES} fixes, core-minutes: service, gateway, PostgreSQL`, storm],
    ['fullest', ({ plan }) => loadText(plan.loads[0])],
    ['next', ({ plan }) => loadText(plan.loads[1])],
    [
      'then takes over',
      ({ plan }) =>
        plan.loads
          .filter(({ share }) => share > 1)
          .map(({ takesOver }) => takesOver)
          .join('; ') || 'nothing needed',
    ],
  ];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...results.map(({ step }) => step.name)]),
    line(['---', ...results.map(() => '---')]),
    ...rows.map(([name, cell]) => line([name, ...results.map(cell)])),
  ].join('\n');
};
