import type { LonLat } from '@izdeu/contracts';
import { usePalettePage, type PaletteItem } from '../../../app/palette/palette-sources.js';
import { useMe } from '../../../app/session/session.js';
import type { MessageId } from '../../../i18n/messages.js';
import { useT } from '../../../i18n/use-t.js';
import { useBoardStore } from '../tools/board-store.js';
import { TOOLS } from './incident-toolbar.js';
import { besideInspector, boundsOfRings } from './sector-catalogue.js';
import type { IncidentViewValue } from './use-incident-view.js';

const GROUPS: readonly MessageId[] = [
  'palette.group.commands',
  'palette.group.sectors',
  'palette.group.teams',
];
/** Close enough to tell houses apart. */
const PLACE_ZOOM = 15;

const firstOf = <T>(items: Iterable<T>, fits: (item: T) => boolean, limit: number): T[] => {
  const found: T[] = [];
  for (const item of items) {
    if (fits(item)) found.push(item);
    if (found.length === limit) break;
  }
  return found;
};

/** Sectors, teams and tools of the incident on the page, for Ctrl-K. */
export function useIncidentPalette({ state, catalogue, map }: IncidentViewValue): void {
  const t = useT();
  const me = useMe();
  usePalettePage(GROUPS, () => {
    const { select, showTeam, openPanel, setDraft } = useBoardStore.getState();
    const tools = TOOLS.filter(({ permission }) => me?.permissions.includes(permission));
    const showPlace = (place: LonLat): void => {
      setDraft({ place });
      map?.panTo(place, PLACE_ZOOM);
    };
    return {
      showPlace,
      sources: [
        {
          group: 'palette.group.commands',
          find: (matches) =>
            tools
              .filter(({ label }) => matches(t(label)))
              .map(({ panel, label, shortcut }): PaletteItem => ({
                id: `tool:${panel}`,
                label: t(label),
                shortcut,
                run: () => openPanel(panel),
              })),
        },
        {
          group: 'palette.group.sectors',
          find: (matches, limit) =>
            firstOf(catalogue.sectors, ({ label }) => matches(label), limit).map((sector) => ({
              id: sector.id,
              label: sector.label,
              run: () => {
                select(sector.id, false);
                map?.fitBounds(besideInspector(boundsOfRings([sector.ring])));
              },
            })),
        },
        {
          group: 'palette.group.teams',
          find: (matches, limit) =>
            firstOf(
              state.teams.values(),
              (team) => matches([team.callSign, ...team.members.map((one) => one.fullName)].join(' ')),
              limit,
            ).map((team) => ({
              id: team.id,
              label: team.callSign,
              detail: t('count.people', { count: team.members.length }),
              run: () => showTeam(team.id),
            })),
        },
      ],
    };
  });
}
