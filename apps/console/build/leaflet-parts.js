// The parts of Leaflet this console uses: map, gestures, tiles, two controls. Markers, popups and vectors are drawn by
// canvases of our own, so a phone need not download Leaflet's (18 kB).
import { Scale, scale } from 'leaflet/src/control/Control.Scale.js';
import { Attribution, attribution } from 'leaflet/src/control/Control.Attribution.js';
import * as DomUtil from 'leaflet/src/dom/DomUtil.js';
import { LatLng, toLatLng as latLng } from 'leaflet/src/geo/LatLng.js';
import { Point, toPoint as point } from 'leaflet/src/geometry/Point.js';
import { Layer } from 'leaflet/src/layer/Layer.js';
import { TileLayer, tileLayer } from 'leaflet/src/layer/tile/TileLayer.js';
import { Map, map } from 'leaflet/src/map/index.js';

const control = { scale, attribution };
const Control = { Scale, Attribution };
const parts = {
  Control,
  control,
  DomUtil,
  LatLng,
  latLng,
  Layer,
  Map,
  map,
  Point,
  point,
  TileLayer,
  tileLayer,
};

export { parts as 'default' };
