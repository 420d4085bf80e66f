import type { PersonProfile } from '@izdeu/contracts';
import type { NameTradition, Sex } from './demo-people.js';
import { fillIn, type SeededRandom } from './seeded-random.js';

export type Season = 'winter' | 'between' | 'summer';
type Garment = PersonProfile['clothes'][number];

export const seasonOf = (month: number): Season =>
  month <= 3 || month >= 11 ? 'winter' : month >= 6 && month <= 8 ? 'summer' : 'between';

/** Mean height in centimetres up to the age of 17, by age. */
const CHILD_HEIGHTS = [50, 76, 88, 96, 103, 110, 116, 122, 128, 133, 138, 144, 150, 156, 162, 166, 169, 171];

const heightOf = (random: SeededRandom, age: number, sex: Sex): number => {
  const grown = sex === 'male' ? 175 : 163;
  const mean = Math.min(CHILD_HEIGHTS[age] ?? grown, grown) - (age > 65 ? 4 : 0);
  return mean + random.integer(-5, 6);
};

const HAIR: Record<NameTradition, readonly string[]> = {
  kazakh: ['чёрные, прямые', 'чёрные, короткие', 'тёмные'],
  russian: ['русые', 'тёмно-русые', 'светлые'],
  'ukrainian-german': ['светлые', 'каштановые', 'рыжеватые'],
};
const EYES: Record<NameTradition, readonly string[]> = {
  kazakh: ['карие', 'тёмно-карие'],
  russian: ['серые', 'голубые', 'карие'],
  'ukrainian-german': ['голубые', 'зелёные', 'серые'],
};

const greyHair = (random: SeededRandom): string => random.pick(['седые, короткие', 'седые', 'с проседью']);

export const describeLooks = (
  random: SeededRandom,
  who: { readonly age: number; readonly sex: Sex; readonly tradition: NameTradition },
): PersonProfile['looks'] => {
  const { age, sex } = who;
  const build =
    age < 13 ? ['худощавое', 'среднее'] : ['худощавое', 'среднее', 'среднее', 'плотное', 'крепкое'];
  return {
    heightCentimetres: heightOf(random, age, sex),
    build: random.pick(build),
    hair: age >= 60 ? greyHair(random) : random.pick(HAIR[who.tradition]),
    eyes: random.pick(EYES[who.tradition]),
    ...(sex === 'male' &&
      age >= 35 &&
      random.chance(0.3) && { beard: random.pick(['усы', 'короткая борода', 'щетина']) }),
    ...(random.chance(0.35) && {
      marks: random.pick([
        'шрам над левой бровью',
        'родинка на правой щеке',
        'шрам на правой кисти',
        'след ожога на предплечье',
        'небольшой шрам на подбородке',
      ]),
    }),
    ...(age >= 50 && random.chance(0.4) && { glasses: 'в тонкой оправе' }),
    ...(age >= 68 && {
      gait: random.pick(['медленная, мелкими шагами', 'прихрамывает на правую ногу', 'с палочкой']),
    }),
    ...(age >= 72 && random.chance(0.2) && { hearingAid: true }),
  };
};

const DARK = ['чёрный', 'тёмно-синий', 'серый', 'коричневый', 'тёмно-зелёный'];
const BRIGHT = ['красный', 'синий', 'бирюзовый', 'оранжевый', 'жёлтый', 'зелёный'];
const SOLES = ['ёлочка', 'крупный протектор', 'мелкие квадраты', 'волна', 'гладкая, стёртая'];

type Row = readonly [Garment['layer'], string];
const WARDROBE: Record<Season, readonly Row[]> = {
  winter: [
    ['head', 'вязаная шапка'],
    ['outer', 'зимняя куртка с капюшоном'],
    ['middle', 'свитер'],
    ['under', 'термобельё'],
    ['legs', 'утеплённые брюки'],
    ['hands', 'варежки'],
    ['feet', 'зимние сапоги'],
  ],
  between: [
    ['head', 'кепка'],
    ['outer', 'ветровка'],
    ['middle', 'толстовка'],
    ['legs', 'джинсы'],
    ['feet', 'ботинки'],
  ],
  summer: [
    ['outer', 'футболка'],
    ['legs', 'шорты или лёгкие брюки'],
    ['feet', 'кроссовки'],
  ],
};
const SIZED = new Set<Garment['layer']>(['outer', 'feet']);

const sizeOf = (random: SeededRandom, layer: Garment['layer'], age: number, sex: Sex): string => {
  if (layer === 'outer') return age < 13 ? 'детский' : random.pick(['46', '48', '50', '52']);
  if (age < 13) return String(25 + age);
  return String(sex === 'male' ? random.integer(41, 45) : random.integer(36, 40));
};

/** Clothes by layers, as the applicant remembers them. */
export const describeClothes = (
  random: SeededRandom,
  who: { readonly age: number; readonly sex: Sex },
  season: Season,
): Garment[] =>
  WARDROBE[season].map(([layer, description]) => ({
    layer,
    description: fillIn(description, who.sex),
    colour: random.pick(layer === 'outer' && who.age < 40 ? BRIGHT : DARK),
    ...(layer === 'outer' &&
      season === 'winter' &&
      random.chance(0.4) && { insideColour: random.pick(BRIGHT) }),
    ...(SIZED.has(layer) && { size: sizeOf(random, layer, who.age, who.sex) }),
    ...(layer === 'feet' && random.chance(0.6) && { solePattern: random.pick(SOLES) }),
  }));
