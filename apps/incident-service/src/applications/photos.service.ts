import { createHash } from 'node:crypto';
import { addPhoto, type RouteInput } from '@izdeu/contracts';
import { DomainError, incidentAudience, type Principal } from '@izdeu/domain';
import { MissingPersonEntity, newId, PhotoEntity, UnitOfWork, type Database } from '@izdeu/persistence';
import {
  commandOf,
  DATABASE,
  parseInput,
  principalOf,
  type RequestContext,
  type FastifyRequest,
} from '@izdeu/server-kit';
import { Inject, Injectable } from '@nestjs/common';
import sharp from 'sharp';
import { checkApplicationVisible } from './application-access.js';

const SERVED_PIXELS = 1600;
/** A picture of more pixels is a bomb, not a portrait. */
const PIXEL_LIMIT = 50_000_000;
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};

interface Upload {
  readonly commandId: string;
  readonly personId: string;
  readonly bytes: Buffer;
}

/** Photos of missing people: the original is kept with its hash, only a re-encoded copy is ever served. */
@Injectable()
export class PhotosService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async add(context: RequestContext, params: RouteInput<typeof addPhoto>['params'], request: FastifyRequest) {
    const upload = await readUpload(request);
    const picture = await reencode(upload.bytes);
    const sha256 = createHash('sha256').update(upload.bytes).digest('hex');
    const { userId } = principalOf(context);
    const command = commandOf(context, {
      params,
      body: { commandId: upload.commandId, personId: upload.personId, sha256 },
    });
    return this.unitOfWork.run(command, null, async (tx) => {
      await checkApplicationVisible(tx.manager, principalOf(context), params.id);
      const id = newId();
      const changed = await tx.manager
        .createQueryBuilder()
        .update(MissingPersonEntity)
        .set({ photoId: id, version: () => 'version + 1' })
        .where({ id: upload.personId, applicationId: params.id })
        .execute();
      if (changed.affected !== 1)
        throw new DomainError('REFUSED', 'the application names no such person', { field: 'personId' });
      const { width, height } = picture;
      await tx.manager.insert(PhotoEntity, {
        id,
        personId: upload.personId,
        sha256,
        mediaType: picture.mediaType,
        original: upload.bytes,
        served: picture.served,
        width,
        height,
        uploadedBy: userId,
        createdAt: tx.now,
      });
      tx.audit('photo.added', id, { personId: upload.personId, sha256 });
      return { id, personId: upload.personId, width, height };
    });
  }

  /** The served copy, for staff of the application and for everybody who may join one of its incidents. */
  async served(context: RequestContext, id: string): Promise<Buffer> {
    const rows: { served: Buffer; application_id: string; incidents: { squadIds: string[] }[] }[] =
      await this.database.dataSource.query(
        `SELECT p.served, m.application_id, COALESCE((SELECT json_agg(json_build_object('squadIds',
             ARRAY(SELECT s.squad_id FROM incident_squad s WHERE s.incident_id = ia.incident_id)))
           FROM incident_application ia WHERE ia.application_id = m.application_id), '[]') AS incidents
         FROM photo p JOIN missing_person m ON m.id = p.person_id WHERE p.id = $1`,
        [id],
      );
    const row = rows[0];
    const principal = principalOf(context);
    if (row === undefined) throw new DomainError('NOT_FOUND', 'no such photo');
    const joins = row.incidents.some((incident) => incidentAudience(principal, incident) !== null);
    if (!joins) await this.checkStaff(principal, row.application_id);
    return row.served;
  }

  private async checkStaff(principal: Principal, applicationId: string): Promise<void> {
    await checkApplicationVisible(this.database.dataSource.manager, principal, applicationId).catch(() => {
      throw new DomainError('NOT_FOUND', 'no such photo');
    });
  }
}

const readUpload = async (request: FastifyRequest): Promise<Upload> => {
  if (!request.isMultipart())
    throw new DomainError('UNSUPPORTED_MEDIA', 'send the photo as multipart/form-data', { field: 'file' });
  const values: Record<string, unknown> = {};
  let bytes: Buffer | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field') values[part.fieldname] = part.value;
    else if (part.fieldname === 'file') bytes = await part.toBuffer();
    else
      throw new DomainError('MALFORMED', `${part.fieldname}: is not known here`, { field: part.fieldname });
  }
  const fields = parseInput(addPhoto.body, { ...values, file: null }) as {
    commandId: string;
    personId: string;
  };
  if (bytes === undefined || bytes.length === 0)
    throw new DomainError('MALFORMED', 'file: a picture is required', {
      fields: [{ field: 'file', message: 'a picture is required' }],
    });
  return { commandId: fields.commandId, personId: fields.personId, bytes };
};

/** Decides the type by content, turns the picture upright and drops EXIF, GPS and everything appended. */
const reencode = async (bytes: Buffer) => {
  try {
    const image = sharp(bytes, { limitInputPixels: PIXEL_LIMIT, failOn: 'error', animated: false });
    const { format } = await image.metadata();
    const mediaType = MEDIA_TYPES[format];
    if (mediaType === undefined) throw new Error('not a photo format');
    const { data, info } = await image
      .rotate()
      .resize({ width: SERVED_PIXELS, height: SERVED_PIXELS, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82, mozjpeg: true })
      .toBuffer({ resolveWithObject: true });
    return { mediaType, served: data, width: info.width, height: info.height };
  } catch {
    throw new DomainError('UNSUPPORTED_MEDIA', 'file: must be a whole JPEG, PNG or WebP picture', {
      field: 'file',
    });
  }
};
