import type { createApplication, RouteRequest } from '@izdeu/contracts';
import { pointFrom } from './demo-places.js';

/** What the dispatcher typed, told from the moment of loading. */
export type OpenApplicationBody = Omit<RouteRequest<typeof createApplication>['body'], 'commandId'>;

const HOUR = 3_600_000;
const before = (now: Date, hours: number): string => new Date(now.getTime() - hours * HOUR).toISOString();
const isCold = (now: Date): boolean => [0, 1, 2, 10, 11].includes(now.getUTCMonth());

/** The initial planning points. */
export const RUDNY = { lon: 63.045, lat: 52.925 } as const;
export const ARKALYK = { lon: 66.78, lat: 50.33 } as const;

export const rudnyApplication = (now: Date): OpenApplicationBody => ({
  receivedAt: before(now, 5),
  channel: 'phone',
  applicant: { fullName: 'Сафронова Юлия Андреевна', phone: '+7 700 000 90 11', relation: 'мать' },
  lastSeen: {
    at: before(now, 7.5),
    place: 'Край лесополосы у дачной дороги под Рудным',
    point: pointFrom(RUDNY, 0, 0),
    district: 'rudny',
    seenBy: 'дедушка',
    certainty: 'certain',
    direction: 'Вглубь лесополосы, на запад',
    weather: isCold(now) ? 'Мороз, лёгкий снег, ветер слабый' : 'Пасмурно, морось, к вечеру туман',
  },
  circumstances: isCold(now)
    ? 'Катался на лыжах рядом с дедушкой вдоль лесополосы, ушёл вперёд и не отозвался. Дедушка прошёл по лыжне, она обрывается у дороги.'
    : 'Собирал с дедушкой грибы в лесополосе, отстал и не отозвался. Дедушка искал около часа, потом вышел к дороге и позвонил семье.',
  contacts: [
    {
      role: 'family',
      fullName: 'Сафронов Виктор Павлович',
      phone: '+7 700 000 90 12',
      note: 'дедушка, на месте, покажет точку',
    },
  ],
  police: {
    number: 'КУИ-4127',
    date: before(now, 5).slice(0, 10),
    unit: 'Дежурная часть полиции, город Рудный',
  },
  searchSoFar: 'Дедушка и двое дачников прошли вдоль дороги и покричали.',
  consent: { givenBy: 'Сафронова Юлия Андреевна', basis: 'legal-representative', publication: true },
  persons: [
    {
      fullName: 'Сафронов Илья Денисович',
      sex: 'male',
      category: 'child',
      birthYear: now.getUTCFullYear() - 9,
      looks: {
        heightCentimetres: 134,
        build: 'худощавое',
        hair: 'русые, короткие',
        eyes: 'серые',
        marks: 'веснушки, щербинка между передними зубами',
      },
      clothes: [
        { layer: 'head', description: 'вязаная шапка', colour: 'жёлтый' },
        {
          layer: 'outer',
          description: isCold(now) ? 'зимняя куртка' : 'ветровка',
          colour: 'ярко-синий',
          insideColour: 'серый',
          size: '134',
        },
        { layer: 'legs', description: 'тёплые штаны', colour: 'чёрный' },
        {
          layer: 'feet',
          description: isCold(now) ? 'лыжные ботинки' : 'резиновые сапоги',
          colour: 'зелёный',
          size: '34',
          solePattern: 'ёлочка',
        },
      ],
      carried: {
        food: 'яблоко',
        other: isCold(now) ? 'лыжи детские' : 'маленькая корзинка',
        skis: isCold(now),
      },
      habits: { languages: 'русский', respondsToName: 'Илья, Илюша', fears: 'собак', hides: true },
    },
  ],
});

export const arkalykApplication = (now: Date): OpenApplicationBody => ({
  receivedAt: before(now, 9),
  channel: '112',
  applicant: { fullName: 'Досанова Гүлнар Серікқызы', phone: '+7 700 000 90 21', relation: 'супруга' },
  lastSeen: {
    at: before(now, 15),
    place: 'Қыстақ, Арқалық маңы',
    point: pointFrom(ARKALYK, 0, 0),
    district: 'arkalyk',
    seenBy: 'жұбайы',
    certainty: 'certain',
    direction: 'Солтүстік-шығысқа, алыс шабындық жаққа',
    transport: 'Атпен, торы ат',
    weather: isCold(now) ? 'Боран, көріну 50 метрден аз, аяз' : 'Қатты жел, шаңды дауыл',
  },
  circumstances: isCold(now)
    ? 'Таңертең бөлініп қалған жылқыларды іздеуге атпен шықты. Түстен кейін боран басталды, кешке қыстаққа оралмады. Аты түнде жалғыз келді.'
    : 'Таңертең бөлініп қалған жылқыларды іздеуге атпен шықты. Түстен кейін шаңды дауыл көтерілді, кешке оралмады. Аты жалғыз келді.',
  contacts: [],
  police: {
    number: 'КУИ-1893',
    date: before(now, 9).slice(0, 10),
    unit: 'Дежурная часть полиции, город Аркалык',
  },
  searchSoFar: 'Көршілер екі көлікпен шабындыққа дейін барып қайтты.',
  consent: { givenBy: 'Досанова Гүлнар Серікқызы', basis: 'relative', publication: true },
  persons: [
    {
      fullName: 'Досанов Ербол Қайратұлы',
      sex: 'male',
      category: 'herder',
      birthYear: now.getUTCFullYear() - 47,
      looks: {
        heightCentimetres: 176,
        build: 'крепкое',
        hair: 'чёрные с проседью',
        eyes: 'карие',
        beard: 'усы',
      },
      clothes: [
        { layer: 'head', description: 'меховая шапка', colour: 'коричневый' },
        { layer: 'outer', description: 'овчинный тулуп', colour: 'тёмно-коричневый', size: '52' },
        { layer: 'feet', description: 'валенки с галошами', size: '44', solePattern: 'мелкие квадраты' },
      ],
      carried: { lighter: true, other: 'нож, верёвка, кнут' },
      habits: {
        languages: 'қазақша, орысша',
        respondsToName: 'Ербол',
        smoking: true,
        areaKnowledge: 'Жерді бала кезінен біледі',
      },
    },
  ],
});
