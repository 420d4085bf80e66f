// Load generator, a process of its own: a crowd of phones that join, count what they get, go away and come back.
import { io } from 'socket.io-client';
import { now } from './station.mjs';

const AT_ONCE = 25;
const [addresses, count, token, rooms] = process.argv.slice(2);
const urls = addresses.split(',');
const incidentIds = rooms.split(',');
const phones = [];
let deliveries = 0;
let positions = 0;
let bytes = 0;
let lastAt = 0;

const note = (phone, entry) => {
  deliveries += 1;
  lastAt = now();
  if (entry.seq === undefined) return;
  // A snapshot may be newer than what the gateway has handed on (P-12): what it holds already may follow.
  if (entry.seq <= phone.seq) phone.twice += entry.seq > phone.snapshotSeq ? 1 : 0;
  else if (entry.seq > phone.seq + 1 && phone.seq > 0) phone.missed += entry.seq - phone.seq - 1;
  phone.seq = Math.max(phone.seq, entry.seq);
};

const join = async (phone) => {
  // What comes before the answer is kept, as every client does it.
  phone.waiting = [];
  const { incidentId } = phone;
  const answer = await phone.socket
    .timeout(60_000)
    .emitWithAck('incident:join', { incidentId, afterSeq: phone.seq, ...(phone.as && { as: phone.as }) });
  if (!answer.ok) throw new Error(answer.error.message);
  const { mode, events, seq, as } = answer.data;
  phone.as = as;
  if (mode === 'snapshot') phone.seq = phone.snapshotSeq = seq;
  else for (const event of events) note(phone, event);
  for (const entry of phone.waiting) if (entry.seq > phone.seq) note(phone, entry);
  phone.waiting = null;
  phone.joins.push(mode);
};

const open = async (phone) => {
  const auth = token === '-' ? {} : { token };
  const query = token === '-' ? { room: phone.incidentId } : {};
  const socket = io(phone.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth,
    query,
  });
  phone.socket = socket;
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  for (const name of ['incident:event', 'incident:advanced'])
    socket.on(name, (entry) => (phone.waiting ? phone.waiting.push(entry) : note(phone, entry)));
  socket.on('positions:frame', ({ fixes }) => {
    deliveries += 1;
    positions += fixes.length;
    lastAt = now();
  });
  socket.io.engine.on('packet', ({ data }) => (bytes += data?.length ?? 0));
  if (token !== '-') await join(phone);
};

const inTurns = async (all, atOnce, work) => {
  for (let done = 0; done < all.length; done += atOnce)
    await Promise.all(all.slice(done, done + atOnce).map(work));
};
const add = async (wanted) => {
  const from = phones.length;
  for (let index = from; index < from + wanted; index += 1)
    phones.push({
      url: urls[index % urls.length],
      incidentId: incidentIds[Math.floor(index / urls.length) % incidentIds.length],
      seq: 0,
      snapshotSeq: 0,
      twice: 0,
      missed: 0,
      joins: [],
      waiting: null,
    });
  await inTurns(phones.slice(from), AT_ONCE, open);
};

const figures = () => ({
  deliveries,
  positions,
  bytes,
  lastAt,
  twice: phones.reduce((sum, { twice }) => sum + twice, 0),
  missed: phones.reduce((sum, { missed }) => sum + missed, 0),
  seqs: [...new Set(phones.map(({ seq }) => seq))],
  snapshots: phones.filter(({ joins }) => joins.at(-1) === 'snapshot').length,
  connected: phones.filter(({ socket }) => socket.connected).length,
});

const ACTIONS = {
  add: async ({ wanted }) => add(wanted),
  figures: async () => figures(),
  reset: async () => {
    deliveries = positions = bytes = 0;
  },
  until: async ({ wanted, milliseconds }) => {
    const deadline = now() + milliseconds;
    while (deliveries < wanted && now() < deadline) await new Promise((resolve) => setTimeout(resolve, 2));
    return figures();
  },
  /** Those whose gateway is gone come back by another. */
  flee: async ({ to }) => {
    const lost = phones.filter(({ socket }) => !socket.connected);
    await inTurns(lost, AT_ONCE, (phone) => open(Object.assign(phone, { url: to })));
    return lost.length;
  },
  /** How many have not yet the head of their incident. */
  behind: async ({ heads }) => phones.filter(({ seq, incidentId }) => seq < heads[incidentId]).length,
  leave: async () => phones.forEach(({ socket }) => socket.disconnect()),
  back: async () => {
    const started = now();
    const times = [];
    bytes = 0;
    await Promise.all(
      phones.map(async (phone) => {
        await open(phone);
        times.push(now() - started);
      }),
    );
    return { times, ...figures() };
  },
};

process.on('disconnect', () => process.exit());
process.on('message', async ({ what, question, ...body }) => {
  process.send({ question, answer: (await ACTIONS[what](body)) ?? null });
});
await add(Number(count));
process.send({ joined: phones.length });
