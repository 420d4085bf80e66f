import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useBoardStore } from '../tools/board-store.js';
import { incidentPath, type BoardView } from './board-view.js';
import { readWindowMessage, type WindowMessage } from './window-message.js';

const CHANNEL = 'izdeu-board-windows';

/** The incident that another window moved this one to: it is not told back, or two windows would chase each other. */
let followedTo: string | null = null;

/**
 * Keeps the map window and the list window in step: the same incident, the same selection. A window that opens or
 * reloads asks; one that closes is not missed. Windows that show everything are left alone.
 */
export function useBoardWindows(incidentId: string, view: BoardView): void {
  const navigate = useNavigate();
  const navigateLatest = useRef(navigate);
  useEffect(() => {
    navigateLatest.current = navigate;
  });
  useEffect(() => {
    if (view === 'both') return;
    const channel = new BroadcastChannel(CHANNEL);
    const tell = (message: WindowMessage) => channel.postMessage(message);
    let isTaking = false;
    const tellSelection = () => {
      const { selection, teamId } = useBoardStore.getState();
      tell({ kind: 'selection', incidentId, selection, teamId });
    };
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = readWindowMessage(data);
      if (message === null) return;
      if (message.kind === 'opened') {
        if (message.incidentId === incidentId) return;
        followedTo = message.incidentId;
        void navigateLatest.current(incidentPath(message.incidentId, view), { replace: true });
      } else if (message.incidentId === incidentId) {
        if (message.kind === 'hello') tellSelection();
        else {
          isTaking = true;
          const { selection, teamId } = message;
          useBoardStore.setState({ selection, teamId });
          isTaking = false;
        }
      }
    };
    const unsubscribe = useBoardStore.subscribe((now, before) => {
      if (isTaking || (now.selection === before.selection && now.teamId === before.teamId)) return;
      tellSelection();
    });
    if (followedTo !== incidentId) tell({ kind: 'opened', incidentId });
    followedTo = null;
    tell({ kind: 'hello', incidentId });
    return () => {
      unsubscribe();
      channel.close();
    };
  }, [incidentId, view]);
}
