import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { testedModes } from '@izdeu/testing';
import sharp from 'sharp';
import { prepareSearch, type Search } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(60_000);

/** A picture as a phone takes it: with the place and the camera in its metadata, turned by a flag. */
const phonePicture = (): Promise<Buffer> =>
  sharp({ create: { width: 800, height: 600, channels: 3, background: '#7a6' } })
    .withExif({
      IFD0: { Make: 'SecretPhone', Copyright: 'Иванова' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 12/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

describe.each(testedModes())('photos (%s)', (mode) => {
  let station: TestStation;
  let search: Search;

  beforeAll(async () => {
    station = await TestStation.start(mode);
    search = await prepareSearch(station);
  });
  afterAll(() => station.stop());

  const upload = (bytes: Buffer, token: string, commandId = randomUUID(), name = 'photo.jpg') => {
    const form = new FormData();
    form.set('commandId', commandId);
    form.set('personId', search.application.persons[0]?.id ?? '');
    form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), name);
    return station.send(token, 'POST', `/api/v1/applications/${search.application.id}/photos`, form);
  };
  const served = async (token: string, id: string) => {
    const answer = await fetch(`${station.url}/api/v1/photos/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      bytes: Buffer.from(await answer.arrayBuffer()),
    };
  };

  test('the served copy is upright and tells neither place nor camera; a repeat adds nothing', async () => {
    const commandId = randomUUID();
    const picture = await phonePicture();
    expect(picture.includes('SecretPhone')).toBe(true);
    const first = await upload(picture, search.dispatcher, commandId);
    expect(first.status).toBe(201);
    expect((await upload(picture, search.dispatcher, commandId)).body).toEqual(first.body);
    const { id, width, height } = first.body as { id: string; width: number; height: number };
    expect([width, height]).toEqual([600, 800]);
    const copy = await served(search.searcher, id);
    expect([copy.status, copy.type]).toEqual([200, 'image/jpeg']);
    const metadata = await sharp(copy.bytes).metadata();
    expect([metadata.width, metadata.exif]).toEqual([600, undefined]);
    expect(copy.bytes.includes('SecretPhone')).toBe(false);
    expect((await served(search.stranger, id)).status).toBe(404);
  });

  test.each([
    ['a truncated picture', async () => (await phonePicture()).subarray(0, 900)],
    ['text with a picture’s name', () => Promise.resolve(Buffer.from('<script>alert(1)</script>'))],
    ['an SVG', () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'))],
    ['nothing', () => Promise.resolve(Buffer.alloc(0))],
    [
      'more pixels than a portrait has',
      () =>
        sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#000' } })
          .png()
          .toBuffer(),
    ],
  ])('%s is refused by its content', async (_, make) => {
    const answer = await upload(await make(), search.dispatcher);
    expect([400, 415]).toContain(answer.status);
    expect(JSON.stringify(answer.body)).toContain('file');
  });

  test('a file over the limit is 413', async () => {
    expect((await upload(Buffer.alloc(13 * 1024 * 1024, 1), search.dispatcher)).status).toBe(413);
  });
});
