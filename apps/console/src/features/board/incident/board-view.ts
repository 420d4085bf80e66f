/** What a window shows of the incident: everything, or one half on each of two monitors. */
export type BoardView = 'both' | 'map' | 'list';

export const VIEW_PARAMETER = 'view';

export const viewOf = (search: string): BoardView => {
  const view = new URLSearchParams(search).get(VIEW_PARAMETER);
  return view === 'map' || view === 'list' ? view : 'both';
};

/** The address of an incident in a view, the rest of the address kept; it can be sent and opened on another monitor. */
export function incidentPath(incidentId: string, view: BoardView, search = ''): string {
  const parameters = new URLSearchParams(search);
  if (view === 'both') parameters.delete(VIEW_PARAMETER);
  else parameters.set(VIEW_PARAMETER, view);
  const text = parameters.toString();
  return `/board/incidents/${incidentId}${text === '' ? '' : `?${text}`}`;
}
