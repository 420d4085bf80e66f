import {
  addMember,
  confirmOutcome,
  createApplication,
  createSquad,
  DISTRICT_CODES,
  openIncident,
  proposeOutcome,
  recordTraining,
  type Role,
} from '@izdeu/contracts';
import { describe, expect, test } from '@jest/globals';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import { HABITS } from './demo-calendar.js';
import { OPEN_INCIDENTS } from './demo-open-incidents.js';
import { planDemoSquads } from './demo-squads.js';
import { planDemoYear } from './demo-year.js';
import { DEMO_LOGINS, DEMO_SEED } from './load-demo.js';

const YEAR = planDemoYear(DEMO_SEED);
const SQUADS = planDemoSquads(DEMO_SEED, 2026);
const NOW = new Date('2026-02-01T10:00:00Z');
const OPEN = OPEN_INCIDENTS.map((plan) => ({
  ...plan.application(NOW),
  commandId: '00000000-0000-8000-8000-000000000000',
}));
const SOME_ID = '00000000-0000-8000-8000-000000000001';
const outcomes = YEAR.flatMap((one) => one.outcomes);
const ofKind = (kind: string): number => outcomes.filter((one) => one.kind === kind).length;
const dayInRegion = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Qostanay', dateStyle: 'short' });

/** Everything under a key, however deep. */
const valuesOf = (value: unknown, wanted: RegExp): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && wanted.test(key) ? [inner] : valuesOf(inner, wanted),
  );
};

describe('the demonstration year', () => {
  test('has the published figures', () => {
    expect(YEAR).toHaveLength(92);
    expect(YEAR.flatMap((one) => one.application.persons)).toHaveLength(93);
    expect(YEAR.filter((one) => one.application.persons.length === 2)).toHaveLength(1);
    expect(outcomes).toHaveLength(93);
    expect([ofKind('found-alive'), ofKind('found-dead'), ofKind('still-missing')]).toEqual([69, 12, 12]);
    const trainings = SQUADS.flatMap((squad) => squad.trainings).filter(({ heldOn }) =>
      heldOn.startsWith('2021'),
    );
    expect(trainings.map(({ audience }) => audience)).toEqual(Array.from({ length: 5 }, () => 'students'));
  });

  test('is made of bodies the contracts accept', () => {
    for (const { application, incident } of YEAR) {
      expect(createApplication.body?.safeParse(application)).toMatchObject({ success: true });
      if (incident === null) continue;
      const body = { ...incident.body, applicationIds: [SOME_ID], squadIds: [SOME_ID] };
      expect(openIncident.body?.safeParse(body)).toMatchObject({ success: true });
    }
    for (const { body, confirmCommandId } of outcomes) {
      expect(proposeOutcome.body?.safeParse(body)).toMatchObject({ success: true });
      expect(confirmOutcome.body?.safeParse({ commandId: confirmCommandId })).toMatchObject({
        success: true,
      });
    }
    for (const { body, members, trainings } of SQUADS) {
      expect(createSquad.body?.safeParse(body)).toMatchObject({ success: true });
      members.forEach((one) => expect(addMember.body?.safeParse(one.body)).toMatchObject({ success: true }));
      trainings.forEach((one) =>
        expect(recordTraining.body?.safeParse(one)).toMatchObject({ success: true }),
      );
    }
    OPEN.forEach((body) => expect(createApplication.body?.safeParse(body)).toMatchObject({ success: true }));
  });

  test('was received in 2021 in the region, in order, each outcome after the person was last seen', () => {
    const received = YEAR.map(({ application }) => application.receivedAt ?? '');
    expect(received.every((at) => dayInRegion.format(new Date(at)).startsWith('2021-'))).toBe(true);
    expect([...received].sort()).toEqual(received);
    for (const { application, outcomes: own } of YEAR) {
      expect(own.every(({ body }) => (body.occurredAt ?? '') > (application.lastSeen?.at ?? '~'))).toBe(true);
      expect((application.lastSeen?.at ?? '~') < (application.receivedAt ?? '')).toBe(true);
    }
  });

  test('reaches every district, within the region, at ages that fit the category', () => {
    expect(new Set(YEAR.map(({ application }) => application.lastSeen?.district))).toEqual(
      new Set(DISTRICT_CODES),
    );
    const points = [
      ...YEAR.map(({ application }) => application.lastSeen?.point),
      ...outcomes.flatMap(({ body }) => (body.place === undefined ? [] : [body.place])),
    ];
    for (const point of points) {
      const [lon = 0, lat = 0] = point?.coordinates ?? [];
      expect(lon > 60 && lon < 68.1 && lat > 48.1 && lat < 54.7).toBe(true);
    }
    for (const { category, application } of YEAR) {
      const [youngest, oldest] = HABITS[category].ages;
      const ages = application.persons.map(({ birthYear }) => 2021 - (birthYear ?? 0));
      expect(ages.every((age) => age >= youngest && age <= oldest)).toBe(true);
    }
  });

  test('names nobody real: every phone is of the unused series, every name is given out once', () => {
    const phones = valuesOf([YEAR, SQUADS, OPEN], /^(phone|number)$/).filter((value) =>
      value.startsWith('+'),
    );
    expect(phones.length).toBeGreaterThan(200);
    expect(phones.filter((phone) => !/^\+7 700 000 \d\d \d\d$/.test(phone))).toEqual([]);
    const names = YEAR.flatMap(({ application }) => application.persons.map(({ fullName }) => fullName));
    expect(new Set(names).size).toBe(names.length);
  });

  test('repeats itself exactly and never uses one command twice', () => {
    expect(planDemoYear(DEMO_SEED)).toEqual(YEAR);
    expect(planDemoYear('another')).not.toEqual(YEAR);
    const commandIds = valuesOf([YEAR, SQUADS], /commandId$/i);
    expect(commandIds.length).toBeGreaterThan(92 + 2 * 93);
    expect(new Set(commandIds).size).toBe(commandIds.length);
  });

  test('leaves no unfilled word in a text', () => {
    expect(valuesOf([YEAR, OPEN], /./).filter((value) => /[{}[\]|]/.test(value))).toEqual([]);
  });
});

describe('the accounts of the demonstration', () => {
  test('print one login a role, each with an acceptable password', () => {
    const roles: Role[] = ['dispatcher', 'squad-member', 'squad-leader', 'supervisor', 'administrator'];
    expect(DEMO_LOGINS.map(({ role }) => role)).toEqual(roles);
    expect(DEMO_LOGINS.every(({ password }) => password.length >= 10)).toBe(true);
  });

  test('belong to adults, and every team in the field has its leader’s account and only its squads’ people', () => {
    for (const plan of OPEN_INCIDENTS) {
      for (const team of plan.teams) {
        const account = DEMO_ACCOUNTS.find(({ login }) => login === team.leader);
        const adults =
          SQUADS.find(({ code }) => code === team.squad)?.members.filter((one) => one.isAdult) ?? [];
        expect(account?.member?.squad).toBe(team.squad);
        expect(plan.squads).toContain(team.squad);
        expect(Math.max(...team.members, account?.member?.index ?? 99)).toBeLessThan(adults.length);
        expect(team.members).not.toContain(account?.member?.index);
      }
    }
    const minors = SQUADS.flatMap(({ code, members }) =>
      members.filter((one) => !one.isAdult).map(() => code),
    );
    expect(minors).toEqual(['REGION10', 'REGION10', 'REGION10', 'REGION10']);
  });
});
