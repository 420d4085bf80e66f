import type { Application, ApplicationRow, MissingPerson, PersonProfile } from '@izdeu/contracts';
import type { EntityManager } from 'typeorm';

interface ApplicationColumns {
  id: string;
  reference: string;
  state: Application['state'];
  channel: Application['channel'];
  received_at: Date;
  applicant: Application['applicant'];
  last_seen: Application['lastSeen'];
  district: ApplicationRow['district'];
  circumstances: string | null;
  contacts: Application['contacts'];
  police: Application['police'] | null;
  search_so_far: string | null;
  consent: Application['consent'] | null;
  practice: boolean;
  version: number;
  incident_ids: string[];
}

interface PersonColumns {
  id: string;
  application_id: string;
  profile: PersonProfile;
  photo_id: string | null;
  confirmed_outcome: MissingPerson['outcome'];
  version: number;
}

/** Selects applications with the ids of their incidents; a WHERE clause on alias `a` follows. */
export const SELECT_APPLICATIONS = `SELECT a.id, a.reference, a.state, a.channel, a.received_at, a.applicant,
    a.last_seen, a.district, a.circumstances, a.contacts, a.police, a.search_so_far, a.consent, a.practice, a.version,
    ARRAY(SELECT ia.incident_id FROM incident_application ia WHERE ia.application_id = a.id
      ORDER BY ia.incident_id)::text[] AS incident_ids
  FROM missing_person_application a`;

const personsOf = async (
  manager: EntityManager,
  applicationIds: readonly string[],
): Promise<Map<string, PersonColumns[]>> => {
  const rows: PersonColumns[] = await manager.query(
    `SELECT id, application_id, profile, photo_id, confirmed_outcome, version FROM missing_person
     WHERE application_id = ANY($1::uuid[]) ORDER BY application_id, ordinal`,
    [applicationIds],
  );
  const byApplication = new Map<string, PersonColumns[]>();
  for (const row of rows) {
    const persons = byApplication.get(row.application_id) ?? [];
    persons.push(row);
    byApplication.set(row.application_id, persons);
  }
  return byApplication;
};

/** One application whole; null when there is none. */
export const readApplication = async (manager: EntityManager, id: string): Promise<Application | null> => {
  const rows: ApplicationColumns[] = await manager.query(`${SELECT_APPLICATIONS} WHERE a.id = $1`, [id]);
  const row = rows[0];
  if (row === undefined) return null;
  const persons = (await personsOf(manager, [id])).get(id) ?? [];
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    receivedAt: row.received_at.toISOString(),
    channel: row.channel,
    applicant: row.applicant,
    lastSeen: row.last_seen,
    circumstances: row.circumstances ?? undefined,
    contacts: row.contacts,
    police: row.police ?? undefined,
    searchSoFar: row.search_so_far ?? undefined,
    consent: row.consent ?? undefined,
    persons: persons.map((person) => ({
      id: person.id,
      profile: person.profile,
      photoId: person.photo_id,
      outcome: person.confirmed_outcome,
      version: person.version,
    })),
    incidentIds: row.incident_ids,
    ...(row.practice && { practice: true as const }),
    version: row.version,
  };
};

export const birthYearOf = (profile: PersonProfile): number | null =>
  profile.birthYear ?? (profile.birthDate === undefined ? null : Number(profile.birthDate.slice(0, 4)));

/** Rows of a list, with their people; `rows` come from SELECT_APPLICATIONS. */
export const readApplicationRows = async (
  manager: EntityManager,
  rows: readonly ApplicationColumns[],
): Promise<ApplicationRow[]> => {
  const persons = await personsOf(
    manager,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    state: row.state,
    channel: row.channel,
    receivedAt: row.received_at.toISOString(),
    lastSeenAt: row.last_seen.at ?? null,
    district: row.district,
    hasPoliceStatement: row.police !== null,
    persons: (persons.get(row.id) ?? []).map((person) => ({
      id: person.id,
      fullName: person.profile.fullName ?? null,
      description: person.profile.description ?? null,
      birthYear: birthYearOf(person.profile),
      category: person.profile.category,
      outcome: person.confirmed_outcome,
    })),
    incidentIds: row.incident_ids,
    ...(row.practice && { practice: true as const }),
  }));
};

export type { ApplicationColumns };
