import type { Ack, Fix } from '@izdeu/contracts';
import { useCallback, useEffect, useRef } from 'react';
import { v7 } from 'uuid';
import { theOutbox } from '../../outbox/outbox-store.js';
import { socket } from '../../realtime/socket.js';
import { isWorthReporting, type Reading } from './fix-filter.js';

const DEVICE_KEY = 'izdeu.device';
const ANSWER_MILLISECONDS = 8_000;

/** One name for this phone through reloads and sign-ins: fixes are known by it and their number. */
function deviceId(): string {
  const id = localStorage.getItem(DEVICE_KEY) ?? v7();
  localStorage.setItem(DEVICE_KEY, id);
  return id;
}

async function fixOf(reading: Reading): Promise<Fix> {
  const { position, at, accuracyMetres, headingDegrees, speedMetresPerSecond } = reading;
  const sequence = await (await theOutbox()).takeSequence(1);
  return {
    deviceId: deviceId(),
    sequence,
    at: new Date(at).toISOString(),
    lon: position[0],
    lat: position[1],
    accuracyMetres: Math.min(100_000, accuracyMetres),
    ...(headingDegrees === null ? {} : { headingDegrees }),
    ...(speedMetresPerSecond === null ? {} : { speedMetresPerSecond }),
  };
}

const sendLive = (incidentId: string, fix: Fix): Promise<Ack<{ stored: number }>> =>
  socket.timeout(ANSWER_MILLISECONDS).emitWithAck('position:report', {
    incidentId,
    fixes: [fix],
    sentAt: new Date().toISOString(),
  });

/** By the socket when it is up; what it did not confirm is kept and goes later, in batches. */
async function report(incidentId: string, fix: Fix): Promise<void> {
  if (socket.connected) {
    try {
      if ((await sendLive(incidentId, fix)).ok) return;
    } catch {
      // No answer in time: it may have arrived, and a repeat is stored once.
    }
  }
  await (await theOutbox()).addFixes(incidentId, [fix]);
}

/** Takes readings and reports those worth it to the incident of the current task. */
export function usePositionReports(incidentId: string | null): (reading: Reading) => void {
  const target = useRef(incidentId);
  const last = useRef<Reading | null>(null);
  const queue = useRef(Promise.resolve());
  useEffect(() => {
    target.current = incidentId;
    last.current = null;
  }, [incidentId]);
  return useCallback((reading: Reading) => {
    const to = target.current;
    if (to === null || !isWorthReporting(last.current, reading)) return;
    last.current = reading;
    // One after another: two batches must not be begun for the same moment.
    queue.current = queue.current.then(async () => report(to, await fixOf(reading))).catch(() => undefined);
  }, []);
}
