import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { addMember, createApplication, searchEverything, type Found } from '@izdeu/contracts';
import { testedModes } from '@izdeu/testing';
import { newApplication, prepareSearch, type Search } from '../support/search.js';
import { TestStation } from '../support/station.js';

jest.setTimeout(120_000);

describe.each(testedModes())('one field finds what the asker may see (%s)', (mode) => {
  let station: TestStation;
  let search: Search;

  beforeAll(async () => {
    station = await TestStation.start(mode);
    search = await prepareSearch(station);
    await station.call(search.dispatcher, createApplication, { body: newApplication('Әлия Қойшыбаева') });
    await station.call(search.dispatcher, createApplication, { body: newApplication('100%_верно') });
    await station.call(search.administrator, addMember, {
      params: { id: search.squads[0].id },
      body: { commandId: randomUUID(), fullName: 'Семён Пётр Иванович' },
    });
  });
  afterAll(() => station.stop());

  const find = async (token: string, text: string, limit?: number): Promise<Found[]> =>
    (await station.call(token, searchEverything, { body: { text, ...(limit && { limit }) } })).items;
  const kinds = (found: Found[]): string[] => [...new Set(found.map(({ kind }) => kind))].sort();

  test('a person by any part of the name, in any order of words, whatever the letters were typed as', async () => {
    for (const text of ['Иванов', 'пётр иван', 'ПЕТР', 'ван етр'])
      expect(
        (await find(search.dispatcher, text)).map((found) => found.kind === 'application' && found.persons),
      ).toContainEqual(['Иванов Пётр']);
    for (const text of ['алия', 'Әлия', 'койшыб', 'қойшыбаева әлия'])
      expect(await find(search.dispatcher, text)).toMatchObject([{ persons: ['Әлия Қойшыбаева'] }]);
  });

  test('an application by its number, a search by its title, a member by name', async () => {
    const { reference, id } = search.application;
    expect(await find(search.dispatcher, reference.slice(-4))).toContainEqual(
      expect.objectContaining({ kind: 'application', id, reference }),
    );
    const words = search.incident.title.split(' ').slice(0, 2).join(' ');
    expect(await find(search.searcher, words)).toContainEqual(
      expect.objectContaining({ kind: 'incident', id: search.incident.id }),
    );
    expect(await find(search.leader, 'семен')).toMatchObject([
      { kind: 'member', squadId: search.squads[0].id },
    ]);
  });

  test('nobody finds what they may not list', async () => {
    expect(kinds(await find(search.dispatcher, 'пётр'))).toEqual(
      expect.arrayContaining(['application', 'member']),
    );
    expect(kinds(await find(search.searcher, 'пётр'))).not.toContain('application');
    expect(kinds(await find(search.searcher, 'пётр'))).not.toContain('member');
    expect(kinds(await find(search.administrator, 'пётр'))).toEqual(['member']);
    for (const text of [search.incident.title.split(' ')[0] ?? '', 'пётр'])
      expect(await find(search.stranger, text)).toEqual([]);
  });

  test('signs of patterns are ordinary signs', async () => {
    expect(await find(search.dispatcher, '100%_')).toMatchObject([{ persons: ['100%_верно'] }]);
    expect(await find(search.dispatcher, '%%')).toEqual([]);
    expect(await find(search.dispatcher, '__')).toEqual([]);
  });

  test('at most as many of a kind as asked for', async () => {
    expect(await find(search.administrator, 'участник', 3)).toHaveLength(3);
  });
});
