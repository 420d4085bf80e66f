import type { LonLat, Team } from '@izdeu/contracts';
import { usePalettePage, type PaletteItem } from '../../../app/palette/palette-sources.js';
import type { MessageId } from '../../../i18n/messages.js';
import { useT } from '../../../i18n/use-t.js';
import { useBoardStore } from '../tools/board-store.js';
import type { ActionScope } from './board-actions.js';
import { besideInspector, boundsOfRings } from './sector-catalogue.js';
import { useBoardActions } from './use-incident-shortcuts.js';
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
export function useIncidentPalette(view: IncidentViewValue, scope: ActionScope): void {
  const t = useT();
  const { state, catalogue, map } = view;
  const actions = useBoardActions(view);
  const mayAssign = actions.some(({ id }) => id === 'assign');
  usePalettePage(GROUPS, () => {
    const { select, selection, showTeam, assignTo, setDraft } = useBoardStore.getState();
    const assignWords = (team: Team) =>
      t('assign.selectedTo', { count: selection.length, callSign: team.callSign });
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
            actions
              .filter(({ label, help }) => matches(`${t(label)} ${help === undefined ? '' : t(help)}`))
              .map(({ id, label, keys, run }): PaletteItem => ({
                id: `action:${id}`,
                label: t(label),
                shortcut: keys,
                run: () => run(scope),
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
        // After the teams: who types a call sign and presses Enter wants to see the team, not to give it sectors.
        {
          group: 'palette.group.commands',
          find: (matches, limit) =>
            mayAssign && selection.length > 0
              ? firstOf(state.teams.values(), (team) => matches(assignWords(team)), limit).map((team) => ({
                  id: `assign:${team.id}`,
                  label: assignWords(team),
                  run: () => assignTo(team.id),
                }))
              : [],
        },
      ],
    };
  });
}
