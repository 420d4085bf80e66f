import { ROUGH_ABOVE_METRES, type Track, type TrackGap } from '@izdeu/domain';
import type { ShownFix } from './track-reader.js';

export type TrackRow =
  | { readonly kind: 'fix'; readonly fix: ShownFix; readonly isRough: boolean }
  | { readonly kind: 'gap'; readonly gap: TrackGap<ShownFix> };

/** The newest first, each gap between the fixes it parts; rough fixes stand where they were taken. */
export function trackRows({ segments, rough, gaps }: Track<ShownFix>): TrackRow[] {
  const gapBefore = new Map(gaps.map((gap) => [gap.after, gap]));
  const fixes = [...segments.flat(), ...rough].sort(
    (left, right) => Date.parse(right.at) - Date.parse(left.at) || right.sequence - left.sequence,
  );
  return fixes.flatMap((fix): TrackRow[] => {
    const gap = gapBefore.get(fix);
    const row: TrackRow = { kind: 'fix', fix, isRough: fix.accuracyMetres > ROUGH_ABOVE_METRES };
    return gap ? [row, { kind: 'gap', gap }] : [row];
  });
}
