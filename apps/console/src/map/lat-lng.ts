import type { LonLat } from '@izdeu/contracts';
import L from 'leaflet';

export { fromWorld, toWorld, type WorldPoint } from './world.js';

/** GeoJSON says lon,lat and Leaflet lat,lng: these two functions are the only place where they are swapped. */
export const toLatLng = ([lon, lat]: LonLat): L.LatLng => L.latLng(lat, lon);
export const toLonLat = ({ lat, lng }: L.LatLng): LonLat => [lng, lat];
