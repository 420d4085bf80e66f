import type { DistrictCode, GeoPoint } from '@izdeu/contracts';
import type { SeededRandom } from './seeded-random.js';

/** A settlement with the forms a sentence needs. */
export interface DemoPlace {
  readonly district: DistrictCode;
  readonly lon: number;
  readonly lat: number;
  readonly name: string;
  /** «в Рудном» */
  readonly inside: string;
  /** «под Рудным» */
  readonly near: string;
  /** «Рудный қаласында» */
  readonly insideKazakh: string;
}

const ROWS: readonly (readonly [DistrictCode, number, number, string, string, string, string])[] = [
  ['kostanay-city', 63.6246, 53.2144, 'Костанай', 'в Костанае', 'под Костанаем', 'Қостанай қаласында'],
  ['rudny', 63.1168, 52.9729, 'Рудный', 'в Рудном', 'под Рудным', 'Рудный қаласында'],
  ['rudny', 62.8684, 53.368, 'Качар', 'в Качаре', 'под Качаром', 'Қашар кентінде'],
  ['lisakovsk', 62.4993, 52.5479, 'Лисаковск', 'в Лисаковске', 'под Лисаковском', 'Лисаковск қаласында'],
  ['arkalyk', 66.9114, 50.2487, 'Аркалык', 'в Аркалыке', 'под Аркалыком', 'Арқалық қаласында'],
  ['altynsarin', 64.75, 52.95, 'Убаганское', 'в Убаганском', 'под Убаганским', 'Обаған ауылында'],
  ['amangeldi', 65.21, 50.18, 'Амангельды', 'в Амангельды', 'под Амангельды', 'Амангелді ауылында'],
  ['auliekol', 64.12, 52.37, 'Аулиеколь', 'в Аулиеколе', 'под Аулиеколем', 'Әулиекөл ауылында'],
  ['auliekol', 64.6198, 52.4511, 'Кушмурун', 'в Кушмуруне', 'под Кушмуруном', 'Құсмұрын кентінде'],
  ['beimbet-mailin', 62.5208, 52.8355, 'Айет', 'в Айете', 'под Айетом', 'Әйет ауылында'],
  [
    'beimbet-mailin',
    62.5914,
    52.6937,
    'Тобол',
    'в посёлке Тобол',
    'под посёлком Тобол',
    'Тобыл станциясында',
  ],
  ['denisov', 61.7494, 52.4477, 'Денисовка', 'в Денисовке', 'под Денисовкой', 'Денисовка ауылында'],
  ['zhangeldin', 63.4981, 49.6339, 'Торгай', 'в Торгае', 'под Торгаем', 'Торғай ауылында'],
  ['zhitikara', 61.2011, 52.1908, 'Житикара', 'в Житикаре', 'под Житикарой', 'Жітіқара қаласында'],
  ['kamysty', 61.8, 51.9, 'Камысты', 'в Камысты', 'под Камысты', 'Қамысты ауылында'],
  ['karabalyk', 62.0584, 53.7502, 'Карабалык', 'в Карабалыке', 'под Карабалыком', 'Қарабалық кентінде'],
  ['karasu', 65.4842, 52.66, 'Карасу', 'в Карасу', 'под Карасу', 'Қарасу ауылында'],
  ['kostanay-district', 63.685, 53.195, 'Тобыл', 'в Тобыле', 'под Тобылом', 'Тобыл қаласында'],
  ['kostanay-district', 63.72, 53.09, 'Заречное', 'в Заречном', 'под Заречным', 'Заречное ауылында'],
  ['mendykara', 64.1827, 53.7927, 'Боровское', 'в Боровском', 'под Боровским', 'Боровской ауылында'],
  ['naurzum', 64.24, 51.66, 'Караменды', 'в Караменды', 'под Караменды', 'Қараменді ауылында'],
  ['sarykol', 65.55, 53.32, 'Сарыколь', 'в Сарыколе', 'под Сарыколем', 'Сарыкөл кентінде'],
  ['uzunkol', 65.34, 54.0, 'Узунколь', 'в Узунколе', 'под Узунколем', 'Ұзынкөл ауылында'],
  ['uzunkol', 66.0798, 54.4431, 'Троебратский', 'в Троебратском', 'под Троебратским', 'Троебрат кентінде'],
  ['fyodorov', 62.6965, 53.6381, 'Фёдоровка', 'в Фёдоровке', 'под Фёдоровкой', 'Федоров ауылында'],
];

export const DEMO_PLACES: readonly DemoPlace[] = ROWS.map(
  ([district, lon, lat, name, inside, near, insideKazakh]) => ({
    district,
    lon,
    lat,
    name,
    inside,
    near,
    insideKazakh,
  }),
);

export const placesOf = (district: DistrictCode): readonly DemoPlace[] =>
  DEMO_PLACES.filter((place) => place.district === district);

const METRES_PER_DEGREE = 111_320;

/** A point so many metres east and north of another; good to a metre or so over a few kilometres. */
export const pointFrom = (
  origin: { readonly lon: number; readonly lat: number },
  eastMetres: number,
  northMetres: number,
): GeoPoint => {
  const lat = origin.lat + northMetres / METRES_PER_DEGREE;
  const lon = origin.lon + eastMetres / (METRES_PER_DEGREE * Math.cos((origin.lat * Math.PI) / 180));
  return { type: 'Point', coordinates: [Number(lon.toFixed(6)), Number(lat.toFixed(6))] };
};

/** A point in any direction, between two distances in metres. */
export const pointAround = (
  random: SeededRandom,
  origin: { readonly lon: number; readonly lat: number },
  nearestMetres: number,
  farthestMetres: number,
): GeoPoint => {
  const bearing = random.next() * 2 * Math.PI;
  const metres = nearestMetres + random.next() * (farthestMetres - nearestMetres);
  return pointFrom(origin, Math.sin(bearing) * metres, Math.cos(bearing) * metres);
};
