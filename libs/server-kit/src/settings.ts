import { z } from 'zod';

const settingsSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must be a redis:// address')
    .optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TILE_URL: z
    .string()
    .regex(/^https:\/\/.+\{z\}.+\{x\}.+\{y\}/, 'must be an https:// template with {z}, {x} and {y}')
    .optional(),
  TILE_ATTRIBUTION: z.string().max(300).default('© OpenStreetMap contributors'),
  /** How many proxies in front may be believed about X-Forwarded-For. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  POSITION_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).default(180),
  OUTBOX_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).default(365),
});

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly publicUrl?: string;
  readonly logLevel: z.infer<typeof settingsSchema>['LOG_LEVEL'];
  readonly tileUrl?: string;
  readonly tileAttribution: string;
  readonly trustedProxies: number;
  /** Days from the last event of a closed incident until its positions go. */
  readonly positionRetentionDays: number;
  /** Days until events of closed incidents go, all but the last of each. */
  readonly outboxRetentionDays: number;
}

/** Names of all settings, for the documentation and the deployment check. */
export const SETTING_NAMES = Object.keys(settingsSchema.shape);

export class SettingsError extends Error {}

/** Reads the environment; every bad name is listed at once. An empty value counts as not set. */
export const readSettings = (environment: NodeJS.ProcessEnv): Settings => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success)
    throw new SettingsError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  const value = parsed.data;
  return {
    port: value.PORT,
    host: value.HOST,
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    redisUrl: value.REDIS_URL,
    publicUrl: value.PUBLIC_URL,
    logLevel: value.LOG_LEVEL,
    tileUrl: value.TILE_URL,
    tileAttribution: value.TILE_ATTRIBUTION,
    trustedProxies: value.TRUSTED_PROXIES,
    positionRetentionDays: value.POSITION_RETENTION_DAYS,
    outboxRetentionDays: value.OUTBOX_RETENTION_DAYS,
  };
};
