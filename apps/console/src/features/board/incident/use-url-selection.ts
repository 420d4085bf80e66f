import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useBoardStore } from '../tools/board-store.js';
import { searchOf, selectionIn } from './selection-address.js';
import type { IncidentViewValue } from './use-incident-view.js';

/** Takes the selection from the address when the page opens or is given another one, and keeps it there. */
export function useUrlSelection({ state, catalogue }: Pick<IncidentViewValue, 'state' | 'catalogue'>): void {
  const { search } = useLocation();
  const navigate = useNavigate();
  const written = useRef<string | null>(null);
  const { selection, teamId, reset } = useBoardStore();

  // Another incident is another page: nothing in hand in one belongs to the next.
  useEffect(() => {
    reset();
    written.current = null;
    return reset;
  }, [reset]);
  useEffect(() => {
    if (written.current === search) return;
    written.current = search;
    const store = useBoardStore.getState();
    const team = new URLSearchParams(search).get('team');
    const sectors = selectionIn(search, catalogue);
    if (team !== null && state.teams.has(team)) store.showTeam(team);
    else if (sectors.length > 0) store.setSelection(sectors);
    // Read when the address changes; what happens in the incident does not bring an old selection back.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [search]);
  useEffect(() => {
    const store = useBoardStore.getState();
    if (store.selection !== selection || store.teamId !== teamId) return;
    const next = searchOf(written.current ?? '', selection, teamId, catalogue);
    if (next === (written.current ?? '')) return;
    written.current = next;
    void navigate({ search: next }, { replace: true });
    // Labels are read when the selection changes; a grid that is archived later does not move the address.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selection, teamId, navigate]);
}
