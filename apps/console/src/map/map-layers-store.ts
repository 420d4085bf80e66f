import { create } from 'zustand';

export const GRID_LINES = ['none', 'degrees', 'mgrs'] as const;
export type GridLines = (typeof GRID_LINES)[number];

/** What a person wants to see on every map of this device. */
export interface MapLayers {
  /** Map pictures where a server of them is set; otherwise the bundled outline. */
  tiles: boolean;
  grid: GridLines;
  settlements: boolean;
  sectors: boolean;
  sectorLabels: boolean;
  teams: boolean;
  people: boolean;
  trails: boolean;
  /** Fill of searched sectors by POD; without it they all look alike. */
  coverage: boolean;
  /** 0.2 to 1, of the fills of sectors. */
  sectorOpacity: number;
}

export type MapLayerSwitch = {
  [Key in keyof MapLayers]: MapLayers[Key] extends boolean ? Key : never;
}[keyof MapLayers];

export const LEAST_OPACITY = 0.2;
export const INITIAL_LAYERS: MapLayers = {
  tiles: true,
  grid: 'degrees',
  settlements: true,
  sectors: true,
  sectorLabels: true,
  teams: true,
  people: true,
  trails: true,
  coverage: true,
  sectorOpacity: 1,
};

/** What was remembered, as far as it still makes sense; anything else is as at first. */
export function layersFrom(text: string | null): MapLayers {
  const saved = parsed(text);
  const layers: MapLayers = { ...INITIAL_LAYERS };
  for (const key of Object.keys(layers) as (keyof MapLayers)[]) {
    const value = saved[key];
    if (typeof value === 'boolean' && typeof layers[key] === 'boolean')
      Object.assign(layers, { [key]: value });
  }
  const grid = GRID_LINES.find((one) => one === saved.grid);
  const { sectorOpacity } = saved;
  return {
    ...layers,
    ...(grid && { grid }),
    ...(typeof sectorOpacity === 'number' && {
      sectorOpacity: Math.max(LEAST_OPACITY, Math.min(1, sectorOpacity)),
    }),
  };
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const STORAGE_KEY = 'izdeu.map.layers';

interface MapLayersStore {
  layers: MapLayers;
  change: (change: Partial<MapLayers>) => void;
}

/** Remembered on the device, the same for every map and every person at it. */
export const useMapLayers = create<MapLayersStore>((set, get) => ({
  layers: layersFrom(typeof localStorage === 'undefined' ? null : localStorage.getItem(STORAGE_KEY)),
  change: (change) => {
    const layers = { ...get().layers, ...change };
    localStorage.setItem(STORAGE_KEY, JSON.stringify(layers));
    set({ layers });
  },
}));
