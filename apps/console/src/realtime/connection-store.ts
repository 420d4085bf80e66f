import { create } from 'zustand';

export type ConnectionState = 'connected' | 'reconnecting' | 'offline';

export interface ConnectionStore {
  state: ConnectionState;
  /** When the server was last heard, ISO 8601 by the server's clock; null before the first word from it. */
  lastServerTime: string | null;
  /** True on pages that follow an incident live; elsewhere there is no connection to lose. */
  following: boolean;
  setState: (state: ConnectionState) => void;
  heard: (serverTime: string) => void;
  setFollowing: (following: boolean) => void;
  /** Shown from the device after a reload: the time of that data, unless the server was heard since. */
  recalled: (serverTime: string | null) => void;
}

/** How fresh what is shown can be. Written by the socket only, read by whoever shows live things. */
export const useConnectionStore = create<ConnectionStore>((set) => ({
  state: 'connected',
  lastServerTime: null,
  following: false,
  setState: (state) => set({ state }),
  heard: (lastServerTime) => set({ lastServerTime, state: 'connected' }),
  setFollowing: (following) => set({ following }),
  recalled: (serverTime) => set(({ lastServerTime }) => ({ lastServerTime: lastServerTime ?? serverTime })),
}));
