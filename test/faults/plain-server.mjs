// What people write first: a bare socket.io server that broadcasts whatever it is told, and nothing else.
// `node plain-server.mjs PORT [recovery]`; recovery switches on socket.io's own connection state recovery.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const gateway = new URL('../../apps/realtime-gateway/package.json', import.meta.url);
const { Server } = createRequire(gateway)('socket.io');
const [port, recovery] = process.argv.slice(2);

const server = createServer((request, response) => {
  io.emit('event', Number(request.url.slice(1)));
  response.end('{}');
});
const io = new Server(server, {
  transports: ['websocket'],
  // The same heartbeat as ours: neither notices a dead line sooner.
  pingInterval: 10_000,
  pingTimeout: 8_000,
  ...(recovery === 'recovery' && { connectionStateRecovery: { maxDisconnectionDuration: 120_000 } }),
});
process.on('disconnect', () => process.exit());
server.listen(Number(port), '127.0.0.1', () => process.send?.('listening'));
