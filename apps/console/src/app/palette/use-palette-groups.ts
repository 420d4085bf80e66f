import { searchEverything, type Found, type LonLat } from '@izdeu/contracts';
import { formatDecimalDegrees, formatMgrs, parseCoordinates } from '@izdeu/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { errorMessageId } from '../../i18n/error-message.js';
import { LOCALES, useLocaleStore } from '../../i18n/locale.js';
import type { MessageId } from '../../i18n/messages.js';
import { formatDate } from '../../i18n/time.js';
import { useT, type Translate } from '../../i18n/use-t.js';
import settlements from '../../map/data/settlements.json';
import { APPEARANCES } from '../../design/appearances.js';
import { useAppearanceStore } from '../appearance.js';
import { callRoute } from '../http/call-route.js';
import { navItemsFor } from '../nav-items.js';
import { useMe } from '../session/session.js';
import { useRecentItems } from './palette-recent.js';
import { matcherOf, usePaletteStore, type PaletteItem } from './palette-sources.js';

const ITEMS_A_GROUP = 6;
/** One letter finds half of everybody. */
const SHORTEST_QUESTION = 2;

export interface PaletteGroup {
  readonly label: string;
  readonly items: readonly PaletteItem[];
}

export interface PaletteAnswer {
  readonly groups: readonly PaletteGroup[];
  readonly isSearching: boolean;
  /** Why cases and people could not be searched; what is on the device is found all the same. */
  readonly problem: string | null;
}

/** Everything that fits what is typed, the page's own things first. `asked` is what the server is asked for. */
export function usePaletteGroups(query: string, asked: string): PaletteAnswer {
  const t = useT();
  const pages = usePaletteStore((store) => store.pages);
  const remote = useFoundOnServer(asked);
  const ownGroups = useOwnGroups();
  const openFound = useOpenFound();
  const recent = useRecentItems(useMe()?.id ?? '', new Set(pages.keys()));
  const matches = matcherOf(query);
  const groups = new Map<MessageId, PaletteItem[]>();
  const add = (group: MessageId, items: readonly PaletteItem[]) => {
    if (items.length > 0) groups.set(group, [...(groups.get(group) ?? []), ...items]);
  };
  const own = ownGroups(query, matches);
  add('palette.group.coordinates', own.coordinates);
  if (query === '') add('palette.group.recent', recent);
  const isRecent = new Set(query === '' ? recent.map(({ id }) => id) : []);
  for (const [pageId, { sources }] of pages)
    for (const { group, find } of sources)
      add(
        group,
        find(matches, ITEMS_A_GROUP)
          .filter(({ id }) => !isRecent.has(id))
          .map((item) => ({ ...item, pageId })),
      );
  for (const found of query.length < SHORTEST_QUESTION ? [] : (remote.data ?? []))
    add(GROUP_OF[found.kind], [openFound(found)]);
  add('palette.group.places', own.places);
  add(
    'palette.group.pages',
    own.pages.filter(({ id }) => !isRecent.has(id)),
  );
  add('palette.group.settings', own.settings);
  return {
    groups: [...groups].map(([group, items]) => ({ label: t(group), items })),
    isSearching: remote.isFetching || (asked !== query && query.length >= SHORTEST_QUESTION),
    problem: remote.error ? `${t('palette.onlyHere')} ${t(errorMessageId(remote.error))}` : null,
  };
}

const GROUP_OF: Readonly<Record<Found['kind'], MessageId>> = {
  incident: 'palette.group.incidents',
  application: 'palette.group.applications',
  member: 'palette.group.members',
};

const useFoundOnServer = (text: string) =>
  useQuery({
    queryKey: ['palette', text],
    queryFn: async ({ signal }) =>
      (await callRoute(searchEverything, { body: { text, limit: ITEMS_A_GROUP } }, signal)).items,
    enabled: text.length >= SHORTEST_QUESTION,
    placeholderData: keepPreviousData,
    // Names of missing people are not kept for longer than the palette is open.
    gcTime: 0,
  });

/** How a thing found is shown and opened. */
function useOpenFound(): (found: Found) => PaletteItem {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const navigate = useNavigate();
  return (found) => {
    const go = (path: string) => () => void navigate(path);
    switch (found.kind) {
      case 'incident':
        return {
          id: found.id,
          label: found.title,
          detail: `${t(`incident.state.${found.state}`)} · ${formatDate(found.openedAt)}`,
          run: go(`/board/incidents/${found.id}`),
        };
      case 'application':
        return {
          id: found.id,
          label: found.persons.map((name) => name ?? t('person.unnamed')).join(', '),
          detail: `${found.reference} · ${t(`application.state.${found.state}`)}`,
          run: go(`/applications/${found.id}`),
        };
      case 'member':
        return {
          id: found.id,
          label: found.fullName,
          detail: found.squadName[locale],
          run: go(`/squads?squad=${found.squadId}`),
        };
    }
  };
}

/** What needs no server and no page: places, coordinates, pages, settings. */
function useOwnGroups() {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const { locale, setLocale } = useLocaleStore();
  const { setAppearance } = useAppearanceStore();
  const showPlace = useShowPlace();
  return (query: string, matches: (text: string) => boolean) => ({
    coordinates: coordinateItems(query, t, showPlace),
    places:
      showPlace === null || query === ''
        ? []
        : settlements
            .filter((place) => LOCALES.some((one) => matches(place[one])))
            .slice(0, ITEMS_A_GROUP)
            .map((place) => ({
              id: `place:${place.en}`,
              label: place[locale],
              run: () => showPlace([place.lon, place.lat]),
            })),
    pages: (me ? navItemsFor(me) : [])
      .filter(({ label }) => matches(t(label)))
      .map(({ path, label }) => ({ id: `page:${path}`, label: t(label), run: () => void navigate(path) })),
    settings:
      query === ''
        ? []
        : [
            ...APPEARANCES.map((appearance) => ({
              id: `appearance:${appearance}`,
              label: `${t('theme.label')}: ${t(`theme.${appearance}`)}`,
              run: () => setAppearance(appearance),
            })),
            ...LOCALES.map((one) => ({
              id: `locale:${one}`,
              label: `${t('language.label')}: ${t(`language.${one}`)}`,
              run: () => setLocale(one),
            })),
          ].filter(({ label }) => matches(label)),
  });
}

/** The map of the page that is open; null where there is none. */
function useShowPlace(): ((position: LonLat) => void) | null {
  const pages = usePaletteStore((store) => store.pages);
  return [...pages.values()].findLast((page) => page.showPlace !== undefined)?.showPlace ?? null;
}

function coordinateItems(
  query: string,
  t: Translate,
  showPlace: ((position: LonLat) => void) | null,
): PaletteItem[] {
  const position = parseCoordinates(query);
  if (position === null) return [];
  const label = formatDecimalDegrees(position);
  const detail = formatMgrs(position) ?? undefined;
  const copy = (text: string) => ({
    id: `copy:${text}`,
    label: t('palette.copy', { text }),
    run: () => void navigator.clipboard.writeText(text),
  });
  return [
    ...(showPlace === null
      ? []
      : [
          {
            id: 'coordinates',
            label: t('palette.show', { place: label }),
            detail,
            run: () => showPlace(position),
          },
        ]),
    copy(label),
    ...(detail === undefined ? [] : [copy(detail)]),
  ];
}
