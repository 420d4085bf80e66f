/** Where map pictures come from. None by default: the offline base needs no network at all. */
export interface TileSettings {
  tileUrl: string | null;
  tileAttribution: string | null;
}

const NONE: TileSettings = { tileUrl: null, tileAttribution: null };
let settings: Promise<TileSettings> | null = null;

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

async function read(): Promise<TileSettings> {
  try {
    const response = await fetch('/config.json');
    const value = (await response.json()) as Record<string, unknown>;
    return { tileUrl: textOf(value.tileUrl), tileAttribution: textOf(value.tileAttribution) };
  } catch {
    return NONE;
  }
}

/** Read once a visit; a failure means the offline base, not an error. */
export function tileSettings(): Promise<TileSettings> {
  settings ??= read();
  return settings;
}
