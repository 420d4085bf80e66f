import type { LonLat } from '@izdeu/contracts';

const NUMBER = '(-?\\d{1,3}(?:\\.\\d+)?)';
const SEPARATOR = '(?:,|%2C|%20|\\+|\\s)+';
const pair = (before: string, after = ''): RegExp =>
  new RegExp(before + NUMBER + SEPARATOR + NUMBER + after, 'iu');

interface LinkPattern {
  readonly hosts: RegExp;
  readonly pattern: RegExp;
  readonly order: 'latitude-first' | 'longitude-first';
}

const GOOGLE = /(^|\.)google\.[a-z.]+$|(^|\.)goo\.gl$/u;
const YANDEX = /(^|\.)yandex\.[a-z.]+$/u;
const TWO_GIS = /(^|\.)2gis\.[a-z.]+$/u;
const OSM = /(^|\.)(openstreetmap\.org|osm\.org)$/u;
const APPLE = /(^|\.)maps\.apple\.com$/u;

/** The most exact of a link comes first: a marked place before the middle of the view. */
const LINKS: readonly LinkPattern[] = [
  { hosts: GOOGLE, pattern: /!3d(-?\d{1,3}\.\d+)!4d(-?\d{1,3}\.\d+)/u, order: 'latitude-first' },
  { hosts: GOOGLE, pattern: pair('[?&](?:q|query|ll|destination|daddr)=(?:loc:)?'), order: 'latitude-first' },
  { hosts: GOOGLE, pattern: pair('/@'), order: 'latitude-first' },
  { hosts: GOOGLE, pattern: pair('/(?:place|search|dir)/'), order: 'latitude-first' },
  // Yandex writes longitude first, in its own points as in the middle of the view.
  {
    hosts: YANDEX,
    pattern: pair('[?&](?:pt|whatshere(?:\\[|%5B)point(?:\\]|%5D))='),
    order: 'longitude-first',
  },
  { hosts: YANDEX, pattern: pair('[?&]ll='), order: 'longitude-first' },
  { hosts: TWO_GIS, pattern: pair('/geo/(?:\\d+/)?'), order: 'longitude-first' },
  { hosts: TWO_GIS, pattern: pair('[?&]m='), order: 'longitude-first' },
  { hosts: OSM, pattern: new RegExp(`mlat=${NUMBER}&mlon=${NUMBER}`, 'u'), order: 'latitude-first' },
  { hosts: OSM, pattern: new RegExp(`#map=[\\d.]+/${NUMBER}/${NUMBER}`, 'u'), order: 'latitude-first' },
  { hosts: APPLE, pattern: pair('[?&](?:ll|q|coordinate)='), order: 'latitude-first' },
];

const GEO_URI = new RegExp(`^geo:${NUMBER},${NUMBER}`, 'u');

const within = (longitude: number, latitude: number): LonLat | null =>
  Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180 ? [longitude, latitude] : null;

const hostOf = (link: string): string | null => {
  const host = /^https?:\/\/([^/?#:]+)/iu.exec(link)?.[1];
  return host === undefined ? null : host.toLowerCase();
};

/**
 * The place that a shared map link names (Google, Yandex, 2GIS, OpenStreetMap, Apple, `geo:`), or null. A shortened link
 * names nothing by itself, and is not followed: that would tell somebody else where we search.
 */
export function positionOfMapLink(text: string): LonLat | null {
  const link = /(?:https?:\/\/|geo:)\S+/iu.exec(text)?.[0];
  if (link === undefined) return null;
  const [, latitude, longitude] = GEO_URI.exec(link) ?? [];
  if (latitude !== undefined) return within(Number(longitude), Number(latitude));
  const host = hostOf(link);
  for (const { hosts, pattern, order } of LINKS) {
    if (host === null || !hosts.test(host)) continue;
    const [, first, second] = pattern.exec(link) ?? [];
    if (first === undefined) continue;
    const [a, b] = [Number(first), Number(second)];
    return order === 'latitude-first' ? within(b, a) : within(a, b);
  }
  return null;
}
