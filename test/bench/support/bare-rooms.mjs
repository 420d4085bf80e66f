// What nothing can be below: socket.io alone, a room for each incident, told what to send by the bench.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const gateway = new URL('../../../apps/realtime-gateway/package.json', import.meta.url);
const { Server } = createRequire(gateway)('socket.io');
const server = createServer();
// The heartbeat of the gateway: noticing dead links as quickly costs the same on both sides.
const io = new Server(server, {
  transports: ['websocket'],
  perMessageDeflate: false,
  pingInterval: 10_000,
  pingTimeout: 8_000,
});
io.on('connection', (socket) => void socket.join(socket.handshake.query.room));

const ACTIONS = {
  events: ({ events }) => {
    for (const event of events) io.to(event.incidentId).emit('incident:event', event);
  },
  frame: ({ frame }) => io.to(frame.incidentId).volatile.emit('positions:frame', frame),
  each: async ({ frame }) => {
    for (const fix of frame.fixes) {
      io.to(frame.incidentId).emit('positions:frame', { incidentId: frame.incidentId, fixes: [fix] });
      // Phones don't report in one turn of the loop; a server without frames passes each on as it comes.
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
};
process.on('disconnect', () => process.exit());
process.on('message', async ({ what, question, ...body }) => {
  await ACTIONS[what](body);
  process.send({ question, answer: null });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
