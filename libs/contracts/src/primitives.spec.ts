import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  daySchema,
  idSchema,
  instantSchema,
  optionalText,
  pageQuery,
  phoneSchema,
  text,
} from './primitives.js';

describe('text', () => {
  it('is trimmed before it is measured', () => {
    expect(text(3).parse('  abc \n')).toBe('abc');
    expect(text(3).safeParse('abcd').success).toBe(false);
  });

  it('is refused when nothing is left', () => {
    expect(text(3).safeParse(' \t\n ').success).toBe(false);
  });

  it('keeps line breaks and tabs inside, and letters of every script', () => {
    expect(text(40).parse('Әділ\n\tҚұсайынова Ө.')).toBe('Әділ\n\tҚұсайынова Ө.');
  });

  it.each(['\u0000', 'a\u0000b', 'a\u0007b', 'a\u001bb', 'a\u007fb'])(
    'refuses control characters: %j',
    (value) => {
      expect(text(10).safeParse(value).success).toBe(false);
      expect(optionalText(10).safeParse(value).success).toBe(false);
    },
  );
});

describe('optional text', () => {
  it.each([undefined, '', '   '])('counts %j as left out', (value) => {
    expect(optionalText(10).parse(value)).toBeUndefined();
  });

  it('is trimmed like any other', () => {
    expect(optionalText(10).parse(' a ')).toBe('a');
  });
});

describe('phone', () => {
  it.each(['+7 (714) 254-12-34', '87142541234', ' 54-12-34 '])('takes %j', (value) => {
    expect(phoneSchema.parse(value)).toBe(value.trim());
  });

  it.each(['', 'call me', '+', '12345; DROP TABLE', '++77012345678'])('refuses %j', (value) => {
    expect(phoneSchema.safeParse(value).success).toBe(false);
  });
});

describe('instants and days', () => {
  it.each(['2026-01-31T23:59:59Z', '2026-01-31T23:59:59.123+05:00'])('takes %s', (value) => {
    expect(instantSchema.safeParse(value).success).toBe(true);
  });

  it.each(['2026-01-31', '2026-01-31T23:59:59', '2026-02-30T00:00:00Z', '31.01.2026', 'NaN', ''])(
    'refuses the instant %j',
    (value) => {
      expect(instantSchema.safeParse(value).success).toBe(false);
    },
  );

  it('knows the length of February', () => {
    expect(daySchema.safeParse('2028-02-29').success).toBe(true);
    expect(daySchema.safeParse('2026-02-29').success).toBe(false);
  });
});

describe('ids', () => {
  it.each(['', '1', 'not-a-uuid', "' OR 1=1", '../../etc/passwd'])('refuses %j', (value) => {
    expect(idSchema.safeParse(value).success).toBe(false);
  });
});

describe('page query', () => {
  const query = z.strictObject(pageQuery);

  it('has a limit when none is asked for', () => {
    expect(query.parse({})).toEqual({ limit: 50 });
  });

  it.each(['0', '201', '1.5', 'many', '-1'])('refuses a limit of %s', (limit) => {
    expect(query.safeParse({ limit }).success).toBe(false);
  });

  it('takes only what can be a cursor', () => {
    expect(query.safeParse({ cursor: 'eyJhIjox_-' }).success).toBe(true);
    expect(query.safeParse({ cursor: "x'; --" }).success).toBe(false);
    expect(query.safeParse({ cursor: '' }).success).toBe(false);
  });
});
