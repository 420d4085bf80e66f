import {
  REGION,
  type Application,
  type changeApplication,
  type createApplication,
  type createPublicApplication,
  type listApplications,
  type PersonProfile,
  type RouteInput,
  type withdrawApplication,
} from '@izdeu/contracts';
import { applicationReference, DomainError, regionYear } from '@izdeu/domain';
import {
  ApplicationEntity,
  MissingPersonEntity,
  newId,
  UnitOfWork,
  type Database,
  type Transaction,
} from '@izdeu/persistence';
import { commandOf, DATABASE, principalOf, RateLimits, type RequestContext } from '@izdeu/server-kit';
import { Inject, Injectable } from '@nestjs/common';
import { conflictOver } from '../conflict.js';
import { pageOfRows, readCursor } from '../paging.js';
import { storedPoint } from '../rounded-geometry.js';
import { checkApplicationVisible, visibleApplications } from './application-access.js';
import {
  readApplication,
  readApplicationRows,
  SELECT_APPLICATIONS,
  type ApplicationColumns,
} from './application-views.js';

type NewApplication = Omit<RouteInput<typeof createApplication>['body'], 'commandId'>;

/** Missing-person applications: taken, listed, changed; never deleted. */
@Injectable()
export class ApplicationsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly limits: RateLimits,
  ) {}

  create(context: RequestContext, input: RouteInput<typeof createApplication>): Promise<Application> {
    const { commandId: _, ...body } = input.body;
    return this.unitOfWork.run(commandOf(context, input), null, async (tx) => {
      const id = await this.insert(tx, body, principalOf(context).userId);
      return this.reread(tx, id);
    });
  }

  async createPublic(context: RequestContext, input: RouteInput<typeof createPublicApplication>) {
    await this.limits.consume('publicApplication', context.address);
    const { commandId: _, ...body } = input.body;
    return this.unitOfWork.run(commandOf(context, input), null, async (tx) => {
      const id = await this.insert(tx, { ...body, channel: 'public-form', contacts: [] }, null);
      const { reference, receivedAt } = await this.reread(tx, id);
      return { reference, receivedAt };
    });
  }

  async list(context: RequestContext, input: RouteInput<typeof listApplications>) {
    const { limit, state } = input.query;
    const cursor = readCursor(input.query.cursor);
    const visible = visibleApplications(principalOf(context), '$1');
    const manager = this.database.dataSource.manager;
    const rows: ApplicationColumns[] = await manager.query(
      `${SELECT_APPLICATIONS} WHERE ${visible.sql} AND ($2::text IS NULL OR a.state = $2)
         AND ($3::timestamptz IS NULL OR (a.received_at, a.id) < ($3, $4::uuid))
       ORDER BY a.received_at DESC, a.id DESC LIMIT $5`,
      [visible.value, state ?? null, cursor?.at ?? null, cursor?.id ?? null, limit + 1],
    );
    const page = pageOfRows(
      rows,
      limit,
      (row) => ({ at: row.received_at, id: row.id }),
      (row) => row,
    );
    return { items: await readApplicationRows(manager, page.items), nextCursor: page.nextCursor };
  }

  async get(context: RequestContext, id: string): Promise<Application> {
    const manager = this.database.dataSource.manager;
    await checkApplicationVisible(manager, principalOf(context), id);
    const application = await readApplication(manager, id);
    if (application === null) throw new DomainError('NOT_FOUND', 'no such application');
    return application;
  }

  change(context: RequestContext, input: RouteInput<typeof changeApplication>): Promise<Application> {
    const { id } = input.params;
    const { commandId: _, version, persons, ...fields } = input.body;
    return this.unitOfWork.run(commandOf(context, input), null, async (tx) => {
      await checkApplicationVisible(tx.manager, principalOf(context), id);
      await this.advance(tx, id, version, {
        ...(fields.applicant && { applicant: fields.applicant }),
        ...(fields.lastSeen && {
          lastSeen: fields.lastSeen,
          lastSeenPoint: fields.lastSeen.point ? storedPoint(fields.lastSeen.point) : null,
          district: fields.lastSeen.district ?? null,
        }),
        ...(fields.circumstances !== undefined && { circumstances: fields.circumstances }),
        ...(fields.contacts && { contacts: fields.contacts }),
        ...(fields.police !== undefined && { police: fields.police }),
        ...(fields.searchSoFar !== undefined && { searchSoFar: fields.searchSoFar }),
        ...(fields.consent !== undefined && { consent: fields.consent }),
      });
      await this.changePersons(tx, id, persons ?? []);
      tx.audit('application.changed', id, { fields: Object.keys(input.body) });
      return this.reread(tx, id);
    });
  }

  withdraw(context: RequestContext, input: RouteInput<typeof withdrawApplication>): Promise<Application> {
    const { id } = input.params;
    return this.unitOfWork.run(commandOf(context, input), null, async (tx) => {
      await checkApplicationVisible(tx.manager, principalOf(context), id);
      const application = await this.reread(tx, id);
      if (application.state !== 'received')
        throw new DomainError(
          'ILLEGAL_TRANSITION',
          `an application that is ${application.state} is not withdrawn`,
          {
            field: 'state',
            from: application.state,
            to: 'withdrawn',
          },
        );
      await this.advance(tx, id, input.body.version, { state: 'withdrawn' });
      tx.audit('application.withdrawn', id, { reason: input.body.reason });
      return this.reread(tx, id);
    });
  }

  private async insert(tx: Transaction, body: NewApplication, createdBy: string | null): Promise<string> {
    const receivedAt = body.receivedAt === undefined ? tx.now : new Date(body.receivedAt);
    if (receivedAt.getTime() > tx.now.getTime() + 60_000)
      throw new DomainError('REFUSED', 'receivedAt: must not be in the future', { field: 'receivedAt' });
    const year = regionYear(receivedAt, REGION.timeZone);
    const counters: { last: number }[] = await tx.manager.query(
      `INSERT INTO reference_counter AS c (year, last) VALUES ($1, 1)
       ON CONFLICT (year) DO UPDATE SET last = c.last + 1 RETURNING last`,
      [year],
    );
    const id = newId();
    const reference = applicationReference(REGION.code, year, counters[0]?.last ?? 0);
    await tx.manager.insert(ApplicationEntity, {
      id,
      reference,
      state: 'received',
      channel: body.channel,
      receivedAt,
      applicant: body.applicant,
      lastSeen: body.lastSeen,
      lastSeenPoint: body.lastSeen.point ? storedPoint(body.lastSeen.point) : null,
      district: body.lastSeen.district ?? null,
      circumstances: body.circumstances ?? null,
      contacts: body.contacts,
      police: body.police ?? null,
      searchSoFar: body.searchSoFar ?? null,
      consent: body.consent ?? null,
      createdBy,
      practice: false,
      version: 1,
    });
    await this.insertPersons(tx, id, body.persons, 1);
    tx.audit('application.created', id, { reference, persons: body.persons.length });
    return id;
  }

  private async insertPersons(
    tx: Transaction,
    applicationId: string,
    profiles: readonly PersonProfile[],
    firstOrdinal: number,
  ): Promise<void> {
    await tx.manager.insert(
      MissingPersonEntity,
      profiles.map((profile, index) => ({
        id: newId(),
        applicationId,
        ordinal: firstOrdinal + index,
        profile,
        category: profile.category,
        photoId: null,
        confirmedOutcome: null,
        confirmedOutcomeId: null,
        version: 1,
      })),
    );
  }

  private async changePersons(
    tx: Transaction,
    applicationId: string,
    persons: readonly { id?: string; profile: PersonProfile }[],
  ): Promise<void> {
    for (const person of persons) {
      if (person.id === undefined) {
        const count = await tx.manager.countBy(MissingPersonEntity, { applicationId });
        await this.insertPersons(tx, applicationId, [person.profile], count + 1);
        continue;
      }
      const changed = await tx.manager
        .createQueryBuilder()
        .update(MissingPersonEntity)
        .set({ profile: person.profile, category: person.profile.category, version: () => 'version + 1' })
        .where({ id: person.id, applicationId })
        .execute();
      if (changed.affected !== 1)
        throw new DomainError('REFUSED', 'the application names no such person', { field: 'persons.id' });
    }
  }

  /** Compare-and-set: nobody's edit is overwritten unseen. */
  private async advance(
    tx: Transaction,
    id: string,
    version: number,
    changes: Partial<ApplicationEntity>,
  ): Promise<void> {
    const changed = await tx.manager
      .createQueryBuilder()
      .update(ApplicationEntity)
      .set({ ...changes, version: version + 1 })
      .where({ id, version })
      .execute();
    if (changed.affected === 1) return;
    throw await conflictOver(tx.manager, { kind: 'application', id }, await this.reread(tx, id));
  }

  private async reread(tx: Transaction, id: string): Promise<Application> {
    const application = await readApplication(tx.manager, id);
    if (application === null) throw new Error('the application just written is not there');
    return application;
  }
}
