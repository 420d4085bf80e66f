import type { addMember, createSquad, recordTraining, RouteRequest } from '@izdeu/contracts';
import { demoPhone, makeNewPerson, pickTradition } from './demo-people.js';
import { at, createSeededRandom, uuidFrom } from './seeded-random.js';

export type SquadCode = 'DOS' | 'REGION10' | 'BARS' | 'VICTORIA' | 'LEADER';
export const SQUAD_CODES: readonly SquadCode[] = ['DOS', 'REGION10', 'BARS', 'VICTORIA', 'LEADER'];

type Body<T extends typeof createSquad | typeof addMember | typeof recordTraining> = RouteRequest<T>['body'];
type SquadBody = Body<typeof createSquad>;
type TrainingBody = Body<typeof recordTraining>;
type Skills = NonNullable<Body<typeof addMember>['skills']>;

export interface PlannedMember {
  readonly body: Omit<Body<typeof addMember>, 'branchId'>;
  /** Which branch of the squad, counted from 0; null for the squad itself. */
  readonly branch: number | null;
  readonly isAdult: boolean;
}

export interface PlannedSquad {
  readonly code: SquadCode;
  readonly body: SquadBody;
  readonly members: readonly PlannedMember[];
  readonly trainings: readonly TrainingBody[];
}

interface SquadRow {
  readonly name: SquadBody['name'];
  readonly branches: NonNullable<SquadBody['branches']>;
  readonly members: number;
  /** The last so many members are of the branch, before them so many of the youth wing. */
  readonly inBranch: number;
  readonly youth: number;
}

const SQUADS: Readonly<Record<SquadCode, SquadRow>> = {
  DOS: { name: { kk: 'Дос', ru: 'Дос', en: 'Dos' }, branches: [], members: 18, inBranch: 0, youth: 0 },
  REGION10: {
    name: { kk: 'Регион-10', ru: 'Регион-10', en: 'Region-10' },
    branches: [{ name: { kk: 'Лисаковск', ru: 'Лисаковск', en: 'Lisakovsk' } }],
    members: 16,
    inBranch: 5,
    youth: 4,
  },
  BARS: { name: { kk: 'Барс', ru: 'Барс', en: 'Bars' }, branches: [], members: 10, inBranch: 0, youth: 0 },
  VICTORIA: {
    name: { kk: 'Виктория', ru: 'Виктория', en: 'Victoria' },
    branches: [],
    members: 9,
    inBranch: 0,
    youth: 0,
  },
  LEADER: {
    name: { kk: 'Лидер', ru: 'Лидер', en: 'Leader' },
    branches: [],
    members: 8,
    inBranch: 0,
    youth: 0,
  },
};

const SKILL_SETS: readonly Skills[] = [
  ['first-aid', 'navigation'],
  ['off-road-driver'],
  ['radio-operator'],
  ['dog-handler', 'navigation'],
  ['first-aid'],
  ['drone-operator'],
  ['snowmobile', 'off-road-driver'],
  [],
  ['mapper', 'navigation'],
  ['psychologist', 'first-aid'],
  ['diver'],
];

type TrainingRow = readonly [SquadCode, TrainingBody['audience'], string, string, number];

/** Five trainings for students in 2021, the year the region published; those for members came later. */
const TRAININGS: readonly TrainingRow[] = [
  ['DOS', 'students', '2021-02-19', 'Если ты потерялся: занятие для студентов колледжа', 42],
  ['REGION10', 'students', '2021-04-16', 'Первая помощь при переохлаждении: практикум для студентов', 35],
  ['BARS', 'students', '2021-05-21', 'Ориентирование и работа в цепи: полевой день студентов', 28],
  ['VICTORIA', 'students', '2021-09-24', 'Как опрашивать свидетелей: семинар для студентов', 31],
  ['LEADER', 'students', '2021-11-12', 'Безопасность на льду и в буран: занятие для студентов', 54],
  ['REGION10', 'members', '2022-03-19', 'Совместная тренировка с кинологами', 17],
  ['DOS', 'members', '2022-06-11', 'Прочёс лесополосы ночью', 24],
  ['BARS', 'members', '2023-01-21', 'Снегоходы: поиск в буран', 12],
  ['VICTORIA', 'members', '2023-10-07', 'Радиосвязь и журнал связи', 14],
  ['LEADER', 'members', '2024-05-18', 'Сетка секторов и GPS-треки', 16],
];

const planMembers = (
  seed: string,
  code: SquadCode,
  firstPhone: number,
  thisYear: number,
): PlannedMember[] => {
  const random = createSeededRandom(`${seed}:members:${code}`);
  const taken = new Set<string>();
  const { members, inBranch, youth } = SQUADS[code];
  return Array.from({ length: members }, (_, index) => {
    const isYouth = index >= members - inBranch - youth && index < members - inBranch;
    const person = makeNewPerson(random, taken, {
      sex: random.chance(0.6) ? 'male' : 'female',
      tradition: pickTradition(random),
    });
    return {
      body: {
        commandId: uuidFrom(seed, `member:${code}:${index}`),
        fullName: person.fullName,
        phone: demoPhone(firstPhone + index),
        // 15 to 17 by the year, so 14 to 17 by the day.
        birthYear: isYouth ? thisYear - 15 - (index % 3) : thisYear - random.integer(20, 57),
        skills: isYouth ? ['first-aid'] : [...at(SKILL_SETS, index)],
      },
      branch: index >= members - inBranch ? 0 : null,
      isAdult: !isYouth,
    };
  });
};

/** The five squads with their people and trainings, as bodies of ordinary requests. */
export const planDemoSquads = (seed: string, thisYear: number): PlannedSquad[] =>
  SQUAD_CODES.map((code, squadIndex) => ({
    code,
    body: {
      commandId: uuidFrom(seed, `squad:${code}`),
      code,
      name: SQUADS[code].name,
      base: 'Костанай',
      branches: [...SQUADS[code].branches],
    },
    members: planMembers(seed, code, 1_000 + squadIndex * 100, thisYear),
    trainings: TRAININGS.filter((row) => row[0] === code).map(
      ([, audience, heldOn, title, participants]) => ({
        commandId: uuidFrom(seed, `training:${code}:${heldOn}`),
        title,
        audience,
        heldOn,
        participants,
      }),
    ),
  }));

export const squadNameOf = (code: SquadCode): string => SQUADS[code].name.ru;
