import type { LonLat } from '@izdeu/contracts';
import { create } from 'zustand';
import type { PhoneTrack } from './track-reader.js';

interface TrackStore {
  /** Whose track is switched on; it is drawn while this team is looked at. */
  teamId: string | null;
  /** Tracks of the team's phones, by device and person. */
  phones: ReadonlyMap<string, PhoneTrack>;
  /** The fix chosen in the table. */
  picked: LonLat | null;
  switchOn: (teamId: string | null) => void;
  put: (key: string, phone: PhoneTrack) => void;
  pick: (position: LonLat | null) => void;
  clear: () => void;
}

const NOTHING = { phones: new Map<string, PhoneTrack>(), picked: null } as const;

/** The track being looked at: the map draws it, the panel tells it. */
export const useTrackStore = create<TrackStore>((set) => ({
  teamId: null,
  ...NOTHING,
  switchOn: (teamId) => set({ teamId, ...NOTHING }),
  put: (key, phone) => set(({ phones }) => ({ phones: new Map(phones).set(key, phone) })),
  pick: (picked) => set({ picked }),
  clear: () => set(NOTHING),
}));
