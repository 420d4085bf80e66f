import type { Audience, Fix, IncidentSummary, Role } from '@izdeu/contracts';
import {
  newId,
  readAssignments,
  readCoverage,
  readDrawnSectors,
  readIncidentSummary,
  readPersonCards,
  readSquadsOf,
  readTeams,
  UnitOfWork,
  type Command,
  type Transaction,
} from '@izdeu/persistence';
import { createGatewayServer } from '@izdeu/realtime-gateway';
import { openPlatform, readSettings, SessionService, type Platform } from '@izdeu/server-kit';
import { createTestDatabase, SocketClient, type DatabaseMode, type TestDatabase } from '@izdeu/testing';
import type { INestApplication } from '@nestjs/common';
import type { AddressInfo } from 'node:net';

export interface TestUser {
  readonly userId: string;
  readonly memberId: string;
  readonly displayName: string;
  readonly token: string;
}

const HEALTH_SECRET = 'epilepsy planted here';

/** A gateway on a database of its own, with squads, users and incidents written past any service. */
export class GatewayWorld {
  readonly squadA = newId();
  readonly squadB = newId();
  private readonly clients: SocketClient[] = [];

  private constructor(
    private readonly testDatabase: TestDatabase,
    readonly platform: Platform,
    readonly app: INestApplication,
    readonly url: string,
  ) {}

  static async open(mode: DatabaseMode): Promise<GatewayWorld> {
    const testDatabase = await createTestDatabase(mode);
    const settings = readSettings({
      PORT: '0',
      DATA_DIR: testDatabase.dataDir,
      DATABASE_URL: testDatabase.databaseUrl,
      LOG_LEVEL: process.env.IZDEU_TEST_LOG_LEVEL ?? 'silent',
    });
    const platform = await openPlatform(settings);
    const app = await createGatewayServer(platform);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const world = new GatewayWorld(testDatabase, platform, app, `http://127.0.0.1:${port}`);
    for (const [id, code] of [
      [world.squadA, 'A'],
      [world.squadB, 'B'],
    ])
      await world.query('INSERT INTO squad (id, code, name, base) VALUES ($1, $2, $3, $4)', [
        id,
        code,
        JSON.stringify({ kk: code, ru: code, en: code }),
        'base',
      ]);
    return world;
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.app.close();
    await this.platform.close();
    await this.testDatabase.dispose();
  }

  get uow(): UnitOfWork {
    return this.app.get(UnitOfWork);
  }

  query<T = unknown>(sql: string, parameters: unknown[] = []): Promise<T> {
    return this.platform.database.dataSource.query(sql, parameters);
  }

  async user(role: Role, squadId: string | null): Promise<TestUser> {
    const userId = newId();
    const memberId = newId();
    const displayName = `${role} ${userId.slice(-4)}`;
    await this.query(
      `INSERT INTO member (id, squad_id, full_name, birth_year, skills) VALUES ($1, $2, $3, 1990, '{}')`,
      [memberId, squadId ?? this.squadA, displayName],
    );
    await this.query(
      `INSERT INTO app_user (id, login, password_hash, display_name, locale, member_id, created_at)
       VALUES ($1, $2, 'x', $3, 'kk', $4, now())`,
      [userId, userId, displayName, memberId],
    );
    await this.query('INSERT INTO user_role (id, user_id, role, squad_id) VALUES ($1, $2, $3, $4)', [
      newId(),
      userId,
      role,
      squadId,
    ]);
    return this.sessionOf({ userId, memberId, displayName });
  }

  /** The user with a session begun now. */
  async sessionOf({ userId, memberId, displayName }: Omit<TestUser, 'token'>): Promise<TestUser> {
    const { manager } = this.platform.database.dataSource;
    const { token } = await this.app.get(SessionService).start(manager, userId, 'token');
    return { userId, memberId, displayName, token };
  }

  async connect(user: TestUser, options: { reconnect?: boolean } = {}): Promise<SocketClient> {
    const client = await SocketClient.connect(this.url, { token: user.token }, options);
    this.clients.push(client);
    return client;
  }

  private command(user: TestUser): Command {
    return {
      commandId: newId(),
      userId: user.userId,
      displayName: user.displayName,
      route: 'test',
      request: {},
    };
  }

  async write(
    user: TestUser,
    incidentId: string,
    work: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    await this.uow.run(this.command(user), incidentId, async (transaction) => {
      await work(transaction);
      return {};
    });
  }

  /** Opens an incident with one missing person whose health is on record. */
  async incident(by: TestUser, squadIds: readonly string[]): Promise<string> {
    const incidentId = newId();
    const applicationId = newId();
    await this.query(
      `INSERT INTO missing_person_application (id, reference, state, channel, received_at, applicant, last_seen,
         contacts, version)
       VALUES ($1, $2, 'incident-opened', 'phone', now(), '{"phone":"+7 700 000 00 00"}', $3, '[]', 1)`,
      [
        applicationId,
        applicationId,
        JSON.stringify({ at: '2026-05-01T08:00:00Z', place: 'Planted street 1' }),
      ],
    );
    await this.query(
      `INSERT INTO missing_person (id, application_id, ordinal, profile, category, version)
       VALUES ($1, $2, 1, $3, 'other', 1)`,
      [
        newId(),
        applicationId,
        JSON.stringify({
          fullName: 'Айгүл',
          birthDate: '1950-03-04',
          sex: 'female',
          category: 'other',
          looks: { hair: 'grey' },
          clothes: [],
          carried: { phones: [{ number: '+7 701 111 11 11' }] },
          health: { diagnoses: HEALTH_SECRET },
          habits: {},
        }),
      ],
    );
    await this.write(by, incidentId, async (transaction) => {
      const { manager } = transaction;
      await manager.query(
        `INSERT INTO incident (id, title, state, initial_planning_point, utm_zone, operational_period, opened_at,
           opened_by, seq, version)
         VALUES ($1, 'Search', 'opened', ST_SetSRID(ST_MakePoint(63.6123456789012, 53.2), 4326), 41, 1, $2, $3, 0, 1)`,
        [incidentId, transaction.now, by.userId],
      );
      await manager.query('INSERT INTO incident_application VALUES ($1, $2)', [incidentId, applicationId]);
      for (const squadId of squadIds)
        await manager.query('INSERT INTO incident_squad VALUES ($1, $2)', [incidentId, squadId]);
      transaction.append('incident.opened.v1', {
        incident: await this.summary(transaction, incidentId),
        squads: await readSquadsOf(manager, incidentId),
        persons: await readPersonCards(manager, incidentId),
      });
    });
    return incidentId;
  }

  async summary({ manager }: Transaction, incidentId: string): Promise<IncidentSummary> {
    const incident = await readIncidentSummary(manager, incidentId);
    if (incident === null) throw new Error('no incident');
    return incident;
  }

  /** One numbered event that changes the title. */
  retitle(by: TestUser, incidentId: string, title: string, audience: Audience = 'everyone'): Promise<void> {
    return this.write(by, incidentId, async (transaction) => {
      await transaction.manager.query('UPDATE incident SET title = $2, version = version + 1 WHERE id = $1', [
        incidentId,
        title,
      ]);
      const incident = await this.summary(transaction, incidentId);
      transaction.append('incident.changed.v1', { incident, reason: null }, audience);
    });
  }

  async setSquads(by: TestUser, incidentId: string, squadIds: readonly string[]): Promise<void> {
    await this.write(by, incidentId, async (transaction) => {
      const { manager } = transaction;
      await manager.query('DELETE FROM incident_squad WHERE incident_id = $1', [incidentId]);
      for (const squadId of squadIds)
        await manager.query('INSERT INTO incident_squad VALUES ($1, $2)', [incidentId, squadId]);
      transaction.append('incident.squads-changed.v1', {
        incident: await this.summary(transaction, incidentId),
        squads: await readSquadsOf(manager, incidentId),
      });
    });
  }

  async drawSector(by: TestUser, incidentId: string, label: string): Promise<string> {
    const sectorId = newId();
    await this.write(by, incidentId, async (transaction) => {
      await transaction.manager.query(
        `INSERT INTO sector (id, incident_id, label, kind, geometry, area_square_metres)
         VALUES ($1, $2, $3, 'area', ST_GeomFromText(
           'POLYGON((63.61 53.2, 63.62000001234567 53.2, 63.62 53.21, 63.61 53.21, 63.61 53.2))', 4326), 740123.25)`,
        [sectorId, incidentId, label],
      );
      const sectors = await readDrawnSectors(transaction.manager, incidentId);
      const sector = sectors.find(({ id }) => id === sectorId);
      if (sector !== undefined) transaction.append('sector.drawn.v1', { sector });
    });
    return sectorId;
  }

  async formTeam(by: TestUser, incidentId: string, members: readonly TestUser[]): Promise<string> {
    const teamId = newId();
    await this.write(by, incidentId, async (transaction) => {
      const { manager } = transaction;
      await manager.query(
        `INSERT INTO team (id, incident_id, call_sign, leader_member_id, version) VALUES ($1, $2, 'Lynx', $3, 1)`,
        [teamId, incidentId, members[0]?.memberId],
      );
      for (const { memberId } of members)
        await manager.query('INSERT INTO team_member VALUES ($1, $2)', [teamId, memberId]);
      const [team] = await readTeams(manager, incidentId, transaction.now, [teamId]);
      if (team !== undefined) transaction.append('team.formed.v1', { team });
    });
    return teamId;
  }

  async draft(by: TestUser, incidentId: string, sectorId: string, teamId: string): Promise<string> {
    const id = newId();
    await this.write(by, incidentId, async (transaction) => {
      await transaction.manager.query(
        `INSERT INTO sector_assignment (id, incident_id, sector_id, team_id, state, type, joint,
           operational_period, changed_at, version)
         VALUES ($1, $2, $3, $4, 'draft', 'hasty', false, 1, $5, 1)`,
        [id, incidentId, sectorId, teamId, transaction.now],
      );
      const [assignment] = await readAssignments(transaction.manager, incidentId, [id]);
      if (assignment !== undefined) transaction.append('assignment.drafted.v1', { assignment }, 'staff');
    });
    return id;
  }

  /** Moves an assignment; `completed` closes a pass. */
  async move(
    by: TestUser,
    incidentId: string,
    id: string,
    state: 'assigned' | 'searching' | 'completed',
  ): Promise<void> {
    await this.write(by, incidentId, async (transaction) => {
      const { manager } = transaction;
      await manager.query(
        `UPDATE sector_assignment SET state = $2, changed_at = $3, version = version + 1,
           assigned_at = COALESCE(assigned_at, $3) WHERE id = $1`,
        [id, state, transaction.now],
      );
      const [assignment] = await readAssignments(manager, incidentId, [id]);
      if (assignment === undefined) throw new Error('no assignment');
      if (state === 'assigned') return transaction.append('sector.assigned.v1', { assignment });
      if (state === 'searching') return transaction.append('assignment.status-changed.v1', { assignment });
      await manager.query('INSERT INTO sector_coverage VALUES ($1, $2, 1, 0.6321205588285577, $3)', [
        assignment.sectorId,
        incidentId,
        transaction.now,
      ]);
      const [coverage] = await readCoverage(manager, incidentId);
      transaction.append('assignment.status-changed.v1', { assignment, coverage });
    });
  }
}

export const secrets = [HEALTH_SECRET, '+7 701 111 11 11', '+7 700 000 00 00', 'Planted street'];

export const fixAt = (deviceId: string, sequence: number, milliseconds: number, lon = 63.6): Fix => ({
  deviceId,
  sequence,
  at: new Date(milliseconds).toISOString(),
  lon,
  lat: 53.2,
  accuracyMetres: 5,
});
