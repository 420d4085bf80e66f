import { normaliseLabel } from '@izdeu/domain';
import type { SectorCatalogue } from './sector-catalogue.js';

/** An address longer than this is cut by mail programs; a larger selection is not kept in it. */
const SECTORS_IN_ADDRESS = 60;

/** The selected sectors by label and the team: what is looked at can be sent as a link and survives a reload. */
export function searchOf(
  former: string,
  selection: readonly string[],
  teamId: string | null,
  { sectors, indexById }: Pick<SectorCatalogue, 'sectors' | 'indexById'>,
): string {
  const parameters = new URLSearchParams(former);
  parameters.delete('sector');
  parameters.delete('team');
  if (teamId !== null) parameters.set('team', teamId);
  else if (selection.length <= SECTORS_IN_ADDRESS)
    for (const id of selection) {
      const label = sectors[indexById.get(id) ?? -1]?.label;
      if (label !== undefined) parameters.append('sector', label);
    }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** Ids of the sectors that an address names; labels that are no more are left out. */
export const selectionIn = (search: string, { idByLabel }: Pick<SectorCatalogue, 'idByLabel'>): string[] =>
  new URLSearchParams(search).getAll('sector').flatMap((label) => idByLabel.get(normaliseLabel(label)) ?? []);
