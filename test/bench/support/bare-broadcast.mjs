// What nothing can be below: one committed row, one socket.io broadcast of the same bytes, no product logic.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import pg from 'pg';

const gateway = new URL('../../../apps/realtime-gateway/package.json', import.meta.url);
const { Server } = createRequire(gateway)('socket.io');
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
await pool.query('CREATE TABLE IF NOT EXISTS bare_event (seq int PRIMARY KEY, payload jsonb NOT NULL)');

const server = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const event = JSON.parse(Buffer.concat(pieces).toString());
  await pool.query('INSERT INTO bare_event VALUES ($1, $2)', [event.seq, event]);
  io.emit('incident:event', event);
  response.setHeader('content-type', 'application/json').end('{}');
});
const io = new Server(server, { transports: ['websocket'] });
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
