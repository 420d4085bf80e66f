import { create } from 'zustand';

export type ConnectionState = 'connected' | 'reconnecting' | 'offline';

interface ConnectionStore {
  state: ConnectionState;
  /** When the server was last heard, ISO 8601 by the server's clock; null before the first word from it. */
  lastServerTime: string | null;
  setState: (state: ConnectionState) => void;
  heard: (serverTime: string) => void;
}

/** How fresh what is shown can be. Written by the socket only, read by whoever shows live things. */
export const useConnectionStore = create<ConnectionStore>((set) => ({
  state: 'connected',
  lastServerTime: null,
  setState: (state) => set({ state }),
  heard: (lastServerTime) => set({ lastServerTime, state: 'connected' }),
}));
