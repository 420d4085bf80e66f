// Load generator, a process of its own. argv: role, url, sockets, token, incident.
// `phones` report once a second each; `viewers` note how old every fix is when it arrives.
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';

const [role, url, count, token, incidentId] = process.argv.slice(2);
const AT_ONCE = 25;
const ages = [];
let refused = 0;

const connect = async () => {
  const socket = io(url, { transports: ['websocket'], forceNew: true, auth: token ? { token } : {} });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  if (role === 'phones') return socket;
  socket.on('positions:frame', ({ fixes }) => {
    const arrived = Date.now();
    for (const { at } of fixes) ages.push(arrived - Date.parse(at));
  });
  await socket.timeout(60_000).emitWithAck('incident:join', { incidentId, afterSeq: 0 });
  return socket;
};

const walk = (socket) => {
  const deviceId = randomUUID();
  let sequence = 0;
  const report = async () => {
    sequence += 1;
    const fix = {
      deviceId,
      sequence,
      at: new Date().toISOString(),
      lon: 63.1 + sequence / 100_000,
      lat: 52.95,
      accuracyMetres: 5,
      headingDegrees: 90,
      speedMetresPerSecond: 1.2,
    };
    const answer = await socket.emitWithAck('position:report', { incidentId, fixes: [fix] });
    if (!answer.ok) refused += 1;
  };
  setTimeout(() => setInterval(report, 1_000), Math.random() * 1_000);
};

process.on('disconnect', () => process.exit());
const sockets = [];
for (let done = 0; done < Number(count); done += AT_ONCE)
  sockets.push(
    ...(await Promise.all(Array.from({ length: Math.min(AT_ONCE, Number(count) - done) }, connect))),
  );
process.on('message', (message) => {
  if (message === 'walk') sockets.forEach(walk);
  if (message === 'forget') ages.length = 0;
  if (message === 'tell') {
    ages.sort((a, b) => a - b);
    const at = (share) => ages[Math.floor(share * (ages.length - 1))];
    process.send({ told: true, count: ages.length, p50: at(0.5), p99: at(0.99), refused });
  }
});
process.send({ ready: true });
