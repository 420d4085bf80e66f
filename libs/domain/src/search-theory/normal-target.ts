import { nonNegative, positive } from './accepted-number.js';

export interface NormalTargetPlan {
  /** POS of the best use of the effort. */
  readonly success: number;
  /** Radius of the disc worth searching at all, in kilometres. */
  readonly radiusKm: number;
  /** H = √(Z/(πσ²)): coverage at the centre, falling to 0 at the edge of the disc. */
  readonly coverageAtCentre: number;
}

/**
 * Best search for a circular normal target with Z of effective sweep: H = √(Z/(πσ²)), POS = 1 - (1 + H)·exp(-H),
 * R² = 2σ²H (Koopman; Stone 1975 ch. 2, re-derived; a numeric optimum agrees to five digits).
 */
export function searchNormalTarget(sigmaKm: number, sweptKm2: number): NormalTargetPlan {
  positive('sigmaKm', sigmaKm);
  const height = Math.sqrt(nonNegative('sweptKm2', sweptKm2) / Math.PI) / sigmaKm;
  return {
    success: -Math.expm1(-height) - height * Math.exp(-height),
    radiusKm: sigmaKm * Math.sqrt(2 * height),
    coverageAtCentre: height,
  };
}
