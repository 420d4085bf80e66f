import { describe, expect, it } from '@jest/globals';
import { EVENT_OBJECT_KINDS, EVENT_TYPES } from '@izdeu/contracts';
import { eventTypesAbout } from './event-object.js';

describe('what events are about', () => {
  it('is one kind of thing for every type of event', () => {
    const all = EVENT_OBJECT_KINDS.flatMap(eventTypesAbout);
    expect([...all].sort()).toEqual([...EVENT_TYPES].sort());
  });

  it('counts an assignment of a sector among assignments', () => {
    expect(eventTypesAbout('assignment')).toContain('sector.assigned.v1');
    expect(eventTypesAbout('sector')).not.toContain('sector.assigned.v1');
  });
});
