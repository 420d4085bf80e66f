import type { Assignment, SectorCoverage } from '@izdeu/contracts';
import { addPass } from '@izdeu/domain';
import { SectorCoverageEntity, type Transaction } from '@izdeu/persistence';
import type { EntityManager } from 'typeorm';

const CLOSES_A_PASS: readonly Assignment['state'][] = ['completed', 'incomplete'];

/** Annuls the pass of an assignment that leaves its closed state, or lets the last annulled one count again. */
export const markPass = async (tx: Transaction, { id, state }: Assignment, reason: string): Promise<void> => {
  if (CLOSES_A_PASS.includes(state))
    await tx.manager.query(
      `UPDATE sector_pass SET annulled_at = NULL, annulled_by = NULL, annul_reason = NULL WHERE id = (
         SELECT id FROM sector_pass WHERE assignment_id = $1 ORDER BY annulled_at DESC, closed_at DESC LIMIT 1)`,
      [id],
    );
  else
    await tx.manager.query(
      `UPDATE sector_pass SET annulled_at = $2, annulled_by = $3, annul_reason = $4
       WHERE assignment_id = $1 AND annulled_at IS NULL`,
      [id, tx.now, tx.userId, reason],
    );
};

/** The coverage of a sector from the passes that count, stored anew; null when none is left. */
export const recomputeCoverage = async (
  manager: EntityManager,
  incidentId: string,
  sectorId: string,
): Promise<SectorCoverage | null> => {
  const passes: { effective_pod: number; closed_at: Date }[] = await manager.query(
    `SELECT effective_pod, closed_at FROM sector_pass WHERE sector_id = $1 AND annulled_at IS NULL
     ORDER BY closed_at, id`,
    [sectorId],
  );
  const coverage = passes.reduce<SectorCoverage | undefined>(
    (sum, pass) =>
      addPass(sum, { sectorId, effectivePod: pass.effective_pod, at: pass.closed_at.toISOString() }),
    undefined,
  );
  if (coverage === undefined) await manager.delete(SectorCoverageEntity, { sectorId });
  else
    await manager.upsert(
      SectorCoverageEntity,
      { ...coverage, incidentId, lastPassAt: new Date(coverage.lastPassAt) },
      ['sectorId'],
    );
  return coverage ?? null;
};
