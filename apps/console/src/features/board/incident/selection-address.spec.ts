import { describe, expect, test } from '@jest/globals';
import { incidentPath, viewOf } from './board-view.js';
import { searchOf, selectionIn } from './selection-address.js';
import { readWindowMessage } from './window-message.js';

const sectors = ['А1', 'А2', 'Б,1'].map((label, index) => ({
  id: `id-${index}`,
  label,
  gridId: null,
  areaSquareMetres: 1,
  ring: [],
}));
const catalogue = {
  sectors,
  indexById: new Map(sectors.map(({ id }, index) => [id, index])),
  idByLabel: new Map(sectors.map(({ id, label }) => [label, id])),
};

describe('the address of what is selected', () => {
  test('names the sectors by label and is read back, whatever is in a label', () => {
    const search = searchOf('?view=map', ['id-0', 'id-2'], null, catalogue);
    expect(viewOf(search)).toBe('map');
    expect(selectionIn(search, catalogue)).toEqual(['id-0', 'id-2']);
  });

  test('names the team that is looked at instead of sectors, and forgets what is no longer selected', () => {
    expect(searchOf('?sector=%D0%901', ['id-0'], 'team-7', catalogue)).toBe('?team=team-7');
    expect(searchOf('?team=team-7', [], null, catalogue)).toBe('');
  });

  test('leaves out a label that is no more', () => {
    expect(selectionIn('?sector=%D0%901&sector=%D0%AF9', catalogue)).toEqual(['id-0']);
  });

  test('keeps the selection when a window becomes the map or the list', () => {
    expect(incidentPath('7', 'list', '?sector=A1')).toBe('/board/incidents/7?sector=A1&view=list');
    expect(incidentPath('7', 'both', '?sector=A1&view=list')).toBe('/board/incidents/7?sector=A1');
  });
});

describe('what another window says', () => {
  test('is believed only in the shapes that are known', () => {
    const selection = { kind: 'selection', incidentId: '7', selection: ['a'], teamId: null };
    expect(readWindowMessage(selection)).toEqual(selection);
    expect(readWindowMessage({ kind: 'hello', incidentId: '7', more: 1 })).toEqual({
      kind: 'hello',
      incidentId: '7',
    });
    for (const wrong of [
      null,
      'hello',
      { kind: 'hello' },
      { ...selection, selection: [1] },
      { kind: 'x', incidentId: '7' },
    ])
      expect(readWindowMessage(wrong)).toBeNull();
  });
});
