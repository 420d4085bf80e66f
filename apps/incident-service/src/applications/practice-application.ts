import { personProfileSchema, type GeoPoint } from '@izdeu/contracts';
import type { Principal } from '@izdeu/domain';
import { ApplicationEntity, MissingPersonEntity, newId, type Transaction } from '@izdeu/persistence';
import { storedPoint } from '../rounded-geometry.js';

/** The application of an exercise: one invented person, no caller, a reference that counts nothing. */
export const insertPracticeApplication = async (
  tx: Transaction,
  { userId, displayName }: Principal,
  { personName, place }: { personName: string; place: GeoPoint },
): Promise<string> => {
  const id = newId();
  const reference = `PRACTICE-${id.slice(-6).toUpperCase()}`;
  await tx.manager.insert(ApplicationEntity, {
    id,
    reference,
    state: 'received',
    channel: 'walk-in',
    receivedAt: tx.now,
    applicant: { otherContact: displayName },
    lastSeen: { at: tx.now.toISOString(), point: place },
    lastSeenPoint: storedPoint(place),
    district: null,
    circumstances: null,
    contacts: [],
    police: null,
    searchSoFar: null,
    consent: null,
    createdBy: userId,
    practice: true,
    version: 1,
  });
  await tx.manager.insert(MissingPersonEntity, {
    id: newId(),
    applicationId: id,
    ordinal: 1,
    profile: personProfileSchema.parse({ fullName: personName }),
    category: 'other',
    photoId: null,
    confirmedOutcome: null,
    confirmedOutcomeId: null,
    version: 1,
  });
  tx.audit('application.created', id, { reference, persons: 1, practice: true });
  return id;
};
