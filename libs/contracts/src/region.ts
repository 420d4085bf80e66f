import { z } from 'zod';

/** The region this installation serves; a reference number starts with its code. */
export const REGION = {
  code: 'KST',
  iso: 'KZ-39',
  timeZone: 'Asia/Qostanay',
  name: { kk: 'Қостанай облысы', ru: 'Костанайская область', en: 'Kostanay Region' },
} as const;

const DISTRICT_ROWS = [
  ['kostanay-city', 'Қостанай қаласы', 'город Костанай', 'Kostanay city'],
  ['rudny', 'Рудный қаласы', 'город Рудный', 'Rudny city'],
  ['lisakovsk', 'Лисаковск қаласы', 'город Лисаковск', 'Lisakovsk city'],
  ['arkalyk', 'Арқалық қаласы', 'город Аркалык', 'Arkalyk city'],
  ['altynsarin', 'Алтынсарин ауданы', 'Алтынсаринский район', 'Altynsarin district'],
  ['amangeldi', 'Амангелді ауданы', 'Амангельдинский район', 'Amangeldi district'],
  ['auliekol', 'Әулиекөл ауданы', 'Аулиекольский район', 'Auliekol district'],
  ['beimbet-mailin', 'Бейімбет Майлин ауданы', 'район Беимбета Майлина', 'Beimbet Mailin district'],
  ['denisov', 'Денисов ауданы', 'Денисовский район', 'Denisov district'],
  ['zhangeldin', 'Жангелдин ауданы', 'Джангельдинский район', 'Zhangeldin district'],
  ['zhitikara', 'Жітіқара ауданы', 'Житикаринский район', 'Zhitikara district'],
  ['kamysty', 'Қамысты ауданы', 'Камыстинский район', 'Kamysty district'],
  ['karabalyk', 'Қарабалық ауданы', 'Карабалыкский район', 'Karabalyk district'],
  ['karasu', 'Қарасу ауданы', 'Карасуский район', 'Karasu district'],
  ['kostanay-district', 'Қостанай ауданы', 'Костанайский район', 'Kostanay district'],
  ['mendykara', 'Меңдіқара ауданы', 'Мендыкаринский район', 'Mendykara district'],
  ['naurzum', 'Науырзым ауданы', 'Наурзумский район', 'Naurzum district'],
  ['sarykol', 'Сарыкөл ауданы', 'Сарыкольский район', 'Sarykol district'],
  ['uzunkol', 'Ұзынкөл ауданы', 'Узункольский район', 'Uzunkol district'],
  ['fyodorov', 'Федоров ауданы', 'Фёдоровский район', 'Fyodorov district'],
] as const;

export type DistrictCode = (typeof DISTRICT_ROWS)[number][0];

/** The 4 cities of regional standing and 16 districts, in three languages. */
export const DISTRICTS = DISTRICT_ROWS.map(([code, kk, ru, en]) => ({ code, name: { kk, ru, en } }));
export const DISTRICT_CODES = DISTRICT_ROWS.map((row) => row[0]) as [DistrictCode, ...DistrictCode[]];
export const districtSchema = z.enum(DISTRICT_CODES);

/** Categories of missing people; the last four before `other` are local and carry no published distance rings. */
export const PERSON_CATEGORIES = [
  'child',
  'teenager',
  'adult',
  'elderly',
  'dementia',
  'despondent',
  'gatherer',
  'hiker',
  'herder',
  'vehicle-stranded',
  'ice-angler',
  'blizzard-pedestrian',
  'other',
] as const;
export const personCategorySchema = z.enum(PERSON_CATEGORIES);
export type PersonCategory = z.infer<typeof personCategorySchema>;
