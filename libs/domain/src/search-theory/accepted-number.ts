import { DomainError } from '../domain-error.js';

/** A probability may pass its bounds or a map its unit mass by this much: what adding doubles costs. */
export const MASS_TOLERANCE = 1e-6;

export function refuse(field: string, message: string): never {
  throw new DomainError('REFUSED', message, { field });
}

/** The number itself when it is finite; NaN and infinities are refused by the field's name. */
export function finite(field: string, value: number): number {
  return Number.isFinite(value) ? value : refuse(field, `${field} must be a finite number`);
}

export function positive(field: string, value: number): number {
  return finite(field, value) > 0 ? value : refuse(field, `${field} must be greater than 0`);
}

export function nonNegative(field: string, value: number): number {
  return finite(field, value) >= 0 ? value : refuse(field, `${field} must not be negative`);
}

/** A number in [0, 1]. */
export function probability(field: string, value: number): number {
  return nonNegative(field, value) <= 1 ? value : refuse(field, `${field} must be at most 1`);
}

/** A non-empty list whose every member passes the check; the refusal names the member, `field[index]`. */
export function each(
  field: string,
  values: readonly number[],
  check: (field: string, value: number) => number,
): readonly number[] {
  if (values.length === 0) refuse(field, `${field} must not be empty`);
  values.forEach((value, index) => check(`${field}[${index}]`, value));
  return values;
}

/** Weights that are not negative and of which at least one is more than 0. */
export function weights(field: string, values: readonly number[]): readonly number[] {
  each(field, values, nonNegative);
  return values.some((value) => value > 0) ? values : refuse(field, `${field} must not all be 0`);
}

export function sameLength(field: string, values: readonly unknown[], length: number): void {
  if (values.length !== length) refuse(field, `${field} must have ${length} entries, not ${values.length}`);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
