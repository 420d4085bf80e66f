// Load generator, a process of its own: joins with so many sockets and notes when each got which event.
import { io } from 'socket.io-client';
import { now } from './station.mjs';

const JOINING_AT_ONCE = 25;
const [url, count, token, incidentId] = process.argv.slice(2);
const wanted = Number(count);
const arrivals = new Map();
const sockets = [];

const note = ({ seq }) => {
  const times = arrivals.get(seq) ?? [];
  arrivals.set(seq, times);
  times.push(now());
  if (times.length === wanted) process.send({ seq, times });
};

const connect = async () => {
  const socket = io(url, { transports: ['websocket'], forceNew: true, auth: token ? { token } : {} });
  sockets.push(socket);
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  socket.on('incident:event', note);
  if (!incidentId) return;
  const answer = await socket.timeout(60_000).emitWithAck('incident:join', { incidentId, afterSeq: 0 });
  if (!answer.ok) throw new Error(answer.error.message);
};

process.on('disconnect', () => process.exit());
for (let done = 0; done < wanted; done += JOINING_AT_ONCE)
  await Promise.all(Array.from({ length: Math.min(JOINING_AT_ONCE, wanted - done) }, connect));
process.send({ joined: sockets.length });
