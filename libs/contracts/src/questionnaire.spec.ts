import { describe, expect, it } from '@jest/globals';
import { personCardSchema } from './incident-state.js';
import { applicantSchema, personProfileSchema } from './questionnaire.js';

describe('a missing person', () => {
  it.each([
    [{ fullName: 'Айгуль' }, true],
    [{ description: 'an elderly man in a grey coat' }, true],
    [{}, false],
    [{ fullName: '  ' }, false],
    [{ sex: 'male', birthYear: 1950 }, false],
  ])('needs a name or a description, nothing else: %j', (person, accepted) => {
    expect(personProfileSchema.safeParse(person).success).toBe(accepted);
  });

  it('names the field that is missing', () => {
    expect(personProfileSchema.safeParse({}).error?.issues[0]?.path).toEqual(['fullName']);
  });

  it('is shown to searchers without health, habits, carried phones or contacts', () => {
    const shown = Object.keys(personCardSchema.shape);
    for (const hidden of ['health', 'habits', 'carried', 'contacts', 'citizenship', 'birthDate'])
      expect(shown).not.toContain(hidden);
  });
});

describe('an applicant', () => {
  it.each([
    [{ phone: '+77010000000' }, true],
    [{ otherContact: 'telegram' }, true],
    [{ fullName: 'Мать' }, false],
  ])('leaves a way to be called back: %j', (applicant, accepted) => {
    expect(applicantSchema.safeParse(applicant).success).toBe(accepted);
  });
});
