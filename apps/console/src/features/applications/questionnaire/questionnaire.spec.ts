import { describe, expect, it } from '@jest/globals';
import { pointFrom } from './answer-values.js';
import { problemsIn } from './problems.js';
import { emptyQuestionnaire, type Questionnaire } from './questionnaire.js';
import { fromRegionTime, toRegionTime } from './region-time.js';
import { changesOf, fieldsOf } from './to-request.js';
import { differences, merge } from './versions.js';

const told = (place: string, more: Record<string, string> = {}): Questionnaire => ({
  answers: { 'applicant.phone': '+7 701 555 12 34', 'lastSeen.place': place, ...more },
  contacts: [],
  persons: [
    { key: 'p1', id: 'p1', answers: { fullName: 'Ерлан', birthYear: '2012' }, clothes: [], phones: [] },
  ],
});

describe('questionnaire', () => {
  it('asks for a name or a description and a way to call back, nothing else', () => {
    expect(Object.keys(problemsIn(emptyQuestionnaire()))).toEqual(['applicant.phone', 'persons.0.fullName']);
    expect(problemsIn(told('Успеновка'))).toEqual({});
  });

  it('reads latitude first and writes longitude first', () => {
    expect(pointFrom(' 53.2144, 63.6246 ')?.coordinates).toEqual([63.6246, 53.2144]);
    expect(pointFrom('63.6246')).toBeNull();
    expect(pointFrom('93.1, 63.6')).toBeNull();
  });

  it('takes typed times by the clocks of the region', () => {
    expect(fromRegionTime('2026-11-23T23:40')).toBe('2026-11-23T18:40:00.000Z');
    expect(toRegionTime('2026-11-23T18:40:00.000Z')).toBe('2026-11-23T23:40');
  });

  it('leaves out what was not answered', () => {
    expect(fieldsOf(told('Успеновка'))).toEqual({
      channel: 'phone',
      applicant: { phone: '+7 701 555 12 34' },
      lastSeen: { place: 'Успеновка' },
      contacts: [],
      persons: [{ fullName: 'Ерлан', birthYear: 2012, sex: 'unknown', category: 'other' }],
    });
  });

  it('sends only what was changed', () => {
    expect(changesOf(told('Успеновка'), told('школа'))).toEqual({ lastSeen: { place: 'школа' } });
  });

  it('says aloud that an answer was erased: left out it would stay', () => {
    const full = told('школа', { circumstances: 'ушёл', searchSoFar: 'соседи', 'police.number': '77' });
    expect(changesOf(full, told('школа'))).toEqual({ circumstances: null, searchSoFar: null, police: null });
    expect(changesOf(told('школа'), told('школа'))).toEqual({});
  });

  it('merges two versions by choice and keeps what only they wrote', () => {
    const mine = told('магазин');
    const theirs = told('школа', { 'police.number': '77' });
    const slots = differences(mine, theirs);
    expect(slots.map(({ key }) => key)).toEqual([':lastSeen.place', ':police.number']);
    const merged = merge(mine, theirs, slots.slice(0, 1));
    expect(merged.answers).toMatchObject({ 'lastSeen.place': 'магазин', 'police.number': '77' });
  });
});
