// Load generator, a process of its own: so many phones, each a device, POST batches of fixes one after the other.
// argv: url, incident, token, phones at once, batches each, fixes a batch. Says how long it took and what was refused.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { fixesOfPhone } from './fixes.mjs';
import { now } from './station.mjs';

const [url, incidentId, token, atOnce, total, perBatch] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(atOnce) });
const path = `/api/v1/incidents/${incidentId}/positions`;

const post = (body) =>
  new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, url),
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${token}`,
        },
      },
      (answer) => {
        let text = '';
        answer.on('data', (piece) => (text += piece));
        answer.on('end', () => resolve({ status: answer.statusCode, text }));
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });

const bodyOf = (number) =>
  JSON.stringify({
    commandId: randomUUID(),
    fixes: fixesOfPhone(number, Number(perBatch)),
    sentAt: new Date().toISOString(),
  });

process.on('disconnect', () => process.exit());
const bodies = Array.from({ length: Number(total) }, (_, number) => bodyOf(number));
process.send({ ready: true });
process.once('message', async () => {
  const started = now();
  let refused = 0;
  const phone = async () => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop())
      if ((await post(body)).status !== 200) refused += 1;
  };
  await Promise.all(Array.from({ length: Number(atOnce) }, phone));
  process.send({ done: true, milliseconds: now() - started, refused });
});
