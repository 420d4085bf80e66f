import { EmptyState } from '../../../components/empty-state.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { HistoryPanel } from '../history/history-panel.js';
import { AssignPanel } from '../panels/assign-panel.js';
import { DrawSectorPanel } from '../panels/draw-sector-panel.js';
import { GridPanel } from '../panels/grid-panel.js';
import { IncidentStatePanel } from '../panels/incident-state-panel.js';
import { OutcomePanel } from '../panels/outcome-panel.js';
import { ShortcutsPanel } from '../panels/shortcuts-panel.js';
import { TeamPanel } from '../panels/team-panel.js';
import { useBoardStore } from '../tools/board-store.js';
import { SectorInspector } from './sector-inspector.js';
import { TeamInspector } from './team-inspector.js';
import { useIncidentView } from './use-incident-view.js';

/** What is being made, else what is selected, else nothing: the map takes the place. */
export function Inspector() {
  const { state, map, view } = useIncidentView();
  const { panel, selection, teamId, openPanel, showTeam, setSelection } = useBoardStore();
  const close = () => {
    // An answer that comes late must not close the panel that was opened meanwhile.
    if (useBoardStore.getState().panel !== panel) return;
    openPanel(null);
    map?.focus();
  };
  switch (panel) {
    case 'grid':
      return <GridPanel onClose={close} />;
    case 'draw-sector':
      return <DrawSectorPanel onClose={close} />;
    case 'team':
      return <TeamPanel onClose={close} />;
    case 'assign':
      return <AssignPanel onClose={close} />;
    case 'state':
      return <IncidentStatePanel onClose={close} />;
    case 'outcome':
      return <OutcomePanel onClose={close} />;
    case 'history':
      return <HistoryPanel onClose={close} />;
    case 'shortcuts':
      return <ShortcutsPanel onClose={close} />;
    case null:
  }
  // What is selected stands in the list window.
  if (view === 'map') return null;
  const team = teamId === null ? undefined : state.teams.get(teamId);
  if (team) return <TeamInspector key={team.id} team={team} onClose={() => showTeam(null)} />;
  const sectorId = selection.at(-1);
  if (sectorId === undefined) return view === 'list' ? <NothingSelected /> : null;
  return <SectorInspector key={sectorId} sectorId={sectorId} onClose={() => setSelection([])} />;
}

function NothingSelected() {
  const t = useT();
  return (
    <div className={classes.scroll}>
      <EmptyState title={t('board.window.nothing')} body={t('board.window.nothingHelp')} />
    </div>
  );
}
