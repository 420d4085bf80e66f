// What nothing can be below: bare socket.io that sends every fix to everybody at once, no product logic, no database.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const gateway = new URL('../../../apps/realtime-gateway/package.json', import.meta.url);
const { Server } = createRequire(gateway)('socket.io');

const server = createServer();
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false });
io.on('connection', (socket) => {
  socket.on('incident:join', (_request, acknowledge) => {
    void socket.join('viewers');
    acknowledge({ ok: true });
  });
  socket.on('position:report', ({ incidentId, fixes }, acknowledge) => {
    io.to('viewers').emit('positions:frame', { incidentId, fixes });
    acknowledge({ ok: true });
  });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
