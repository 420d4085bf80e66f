import { useEffect, useState } from 'react';
import type { Reading } from './fix-filter.js';

export type Geolocation =
  | { readonly kind: 'waiting' | 'denied' | 'unavailable' }
  | { readonly kind: 'known'; readonly reading: Reading };

const OPTIONS: PositionOptions = { enableHighAccuracy: true, maximumAge: 2_000, timeout: 30_000 };

const readingOf = ({ coords, timestamp }: GeolocationPosition): Reading => ({
  at: timestamp,
  position: [coords.longitude, coords.latitude],
  accuracyMetres: coords.accuracy,
  headingDegrees: coords.heading !== null && Number.isFinite(coords.heading) ? coords.heading : null,
  speedMetresPerSecond: coords.speed !== null && Number.isFinite(coords.speed) ? coords.speed : null,
});

/** Where this phone is, while the page is open. A lost signal keeps the last place, with its age. */
export function useGeolocation(onReading: (reading: Reading) => void): Geolocation {
  const [place, setPlace] = useState<Geolocation>(() => ({
    kind: 'geolocation' in navigator ? 'waiting' : 'unavailable',
  }));
  useEffect(() => {
    if (!('geolocation' in navigator)) return;
    const watch = navigator.geolocation.watchPosition(
      (position) => {
        const reading = readingOf(position);
        setPlace({ kind: 'known', reading });
        onReading(reading);
      },
      (error) =>
        setPlace((former) => {
          if (error.code === error.PERMISSION_DENIED) return { kind: 'denied' };
          return former.kind === 'known' ? former : { kind: 'unavailable' };
        }),
      OPTIONS,
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [onReading]);
  return place;
}
