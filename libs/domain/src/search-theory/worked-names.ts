/** A quantity under the name the rules use, and what one unit of the written figure is in its unit. */
export interface Quantity {
  readonly name: string;
  readonly scale: number;
}

/**
 * Quantity (with the size of a written unit) and the names it is written under, in lower case, letters and digits
 * only. A name that stands for several is a result by the first of them and an input by the last.
 */
const WRITTEN: readonly (readonly [quantity: string, names: string])[] = [
  ['coverage', 'c cov coverage coveragec targetcoverage'],
  ['legacyPodPercent', 'podpct podpercent'],
  ['podCum', 'pod'],
  ['pod', 'pod targetpod'],
  ['pod*0.01', 'podpct podpercent'],
  ['goal', 'goal goalpod podgoal'],
  ['current', 'current currentpod podcurrent'],
  ['next', 'next nextpod podnext bridging bridgingpod'],
  ['podCum', 'podcum cumulativepod podcumulative mergedpod mergedpodcum podmerged correct'],
  ['sweepWidthM', 'w wm esw eswm sweepwidth sweepwidthm sweepwidthmetres sweepwidthmeters'],
  ['sweepWidthM*0.3048', 'wft sweepwidthft'],
  ['sweepWidthHighM', 'whigh whighm'],
  ['sweepWidthMediumM', 'wmedium wmediumm'],
  ['sweepWidthLowM', 'wlow wlowm'],
  ['detectionRangeM', 'rd rdm amdr amdrm detectionrange detectionrangem rangem'],
  ['searchers', 'n searchers team teamsize people persons'],
  ['speedKmh', 'v vkmh speed speedkmh'],
  ['speedKmh*1.609344', 'mph speedmph'],
  ['hours', 't th timeh h hour hours durationh'],
  ['areaKm2', 'a area akm2 areakm2 amax amaxkm2 areamaxkm2 maxareakm2'],
  ['areaKm2*1e-6', 'aream2'],
  ['areaKm2*0.01', 'areaha'],
  ['ttlKm', 'ttl ttlkm tracklengthkm'],
  ['zKm2', 'z zkm2 effectivelysweptkm2'],
  ['spacingM', 's sm spacing spacingm'],
  ['spacingFt', 'sft spacingft'],
  ['radiusKm', 'radius radiuskm'],
  ['sigmaKm', 'sigma sigmakm'],
  ['latitude', 'lat latitude'],
  ['longitude', 'lon lng long longitude'],
  ['easting', 'easting eastingm e'],
  ['northing', 'northing northingm'],
  ['zone', 'zone utmzone'],
  ['convergence', 'convergence convergencedeg gridconvergence gridconvergencedeg'],
  ['scale', 'scale scalefactor pointscale k'],
  ['density', 'pden poadensity density pdenperkm2'],
  ['psr', 'psr psrperh psrperhour'],
  ['psrAfter', 'psrafter psrperhafter'],
  [
    'poaAfter',
    'poa poc newpoa currentpoa poaafter poapost posterior bayes adjustedpoa correct consensus average',
  ],
  ['mergedPoa', 'poa mergedpoa poamerged'],
  ['poa', 'poa prior priorpoa poaprior'],
  ['poc', 'poc weights'],
  ['effectiveness', 'effectiveness rates w_i coveragerates'],
  ['searchedAfter', 'searched searchedafter poasearched searchedpoa bayessearched correctsearched'],
  ['rowAfter', 'row rowafter'],
  ['row', 'row rowpoa'],
  ['pos', 'pos bestpos maxpos optimalpos totalpos'],
  ['conditionalPos', 'pos conditionalpos posconditional'],
  ['opos', 'opos poscum overallpos'],
  ['times', 'time times allocation effort'],
  ['totalTime', 'totaltime'],
  ['pods', 'pods passes'],
  ['rossmo', 'rossmo rossmor'],
  ['rossmoShare', 'rossmoshare rossmosharer'],
  ['findIndex', 'findindex findcell'],
  ['cells', 'cells map grid probabilities'],
  ['distanceKm', 'distancekm gckm greatcirclekm truekm distkm'],
  ['distanceKm*0.001', 'distancem'],
  ['distances', 'distances values distanceskm'],
  ['fromLatitude', 'ipplat lat1 fromlat'],
  ['fromLongitude', 'ipplon lon1 fromlon'],
  ['toLatitude', 'findlat lat2 tolat'],
  ['toLongitude', 'findlon findlot lon2 tolon'],
  ['assignment', 'assignment assign assigned best bestassignment optimal optimum'],
  ['regionPoa', 'regionpoa poaregion'],
  ['partArea', 'segarea segmentarea segareakm2 segmentareakm2'],
  ['wholeArea', 'regionarea regionareakm2'],
  ['partAreas', 'areas childareas areaskm2 childareaskm2 partareas'],
  ['votes', 'votes evaluators matrix ballots'],
];

/** One letter means another thing in capitals: R and r are not the same number. */
const SINGLE_LETTERS: Readonly<Record<string, string>> = {
  R: 'rossmo radiusKm',
  r: 'rossmoShare radiusKm',
  H: 'centreCoverage',
};

/** What a name that no row knows has to do with, by the part of it that tells most. */
const HINTS: readonly (readonly [pattern: RegExp, quantity: string])[] = [
  [/searched/, 'searchedAfter'],
  [/row/, 'rowAfter'],
  [/opos|poscum|overall/, 'opos'],
  [/podcum|cumpod|cumulative/, 'podCum'],
  [/psr/, 'psr'],
  [/pos$|^pos/, 'pos'],
  [/poa|poc|bayes/, 'poaAfter'],
  [/pod/, 'pod'],
  [/km$|dist/, 'distanceKm'],
];

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** `speed_kmh` → `speedKmh`. */
const camel = (text: string): string =>
  text.replace(/[_\s-]+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());

function quantityOf(text: string): Quantity {
  const [name = '', scale] = text.split('*');
  return { name, scale: scale === undefined ? 1 : Number(scale) };
}

/** What a written name may mean, the likeliest result first; one that no table knows means itself. */
export function quantitiesOf(written: string): readonly Quantity[] {
  const name = written.replace(/_for_.*/, '');
  const single = SINGLE_LETTERS[name];
  if (single !== undefined) return single.split(' ').map(quantityOf);
  const known = WRITTEN.filter(([, names]) => names.split(' ').includes(plain(name)));
  if (known.length > 0) return known.map(([quantity]) => quantityOf(quantity));
  const hinted = HINTS.filter(([pattern]) => pattern.test(plain(name))).map(([, quantity]) => quantity);
  return [...hinted, name, camel(name)].map((own) => ({ name: own, scale: 1 }));
}

/** The quantity an input is kept as: the last meaning of its name. */
export function inputQuantityOf(written: string): Quantity {
  return quantitiesOf(written).at(-1) ?? { name: written, scale: 1 };
}

/** Whether a figure is printed as a warning: what a formula gives that must not be used. */
export function isWarning(written: string): boolean {
  return /wrong|igt|naive|erratum|mistake|incorrect|invalid|chained|double|notbayes|mixed|column|printed/i.test(
    written,
  );
}
