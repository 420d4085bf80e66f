export * from './geojson.js';
