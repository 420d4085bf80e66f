import { describe, expect, test } from '@jest/globals';
import { INITIAL_LAYERS, layersFrom } from './map-layers-store.js';

describe('layers remembered on the device', () => {
  test('nothing, nonsense and other shapes are as at first', () => {
    for (const text of [null, '', '{', 'null', '[]', '7', '{"tiles":"no","grid":"utm","sectorOpacity":"1"}'])
      expect(layersFrom(text)).toEqual(INITIAL_LAYERS);
  });

  test('what fits is taken, the opacity within its bounds, what is unknown is dropped', () => {
    expect(layersFrom('{"people":false,"grid":"mgrs","sectorOpacity":0.01,"ghosts":true}')).toEqual({
      ...INITIAL_LAYERS,
      people: false,
      grid: 'mgrs',
      sectorOpacity: 0.2,
    });
    expect(layersFrom('{"sectorOpacity":7}').sectorOpacity).toBe(1);
  });
});
