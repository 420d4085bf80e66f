import { z } from 'zod';
import { commandIdSchema, idSchema, optionalText, text, versionSchema } from '../primitives.js';
import {
  assignmentSchema,
  assignmentStateSchema,
  assignmentTypeSchema,
  sectorCoverageSchema,
  teamSchema,
} from '../incident-state.js';
import { defineRoute } from '../route.js';

const byId = z.strictObject({ id: idSchema });
const seq = z.int().min(0);

export const formTeam = defineRoute({
  id: 'formTeam',
  method: 'POST',
  path: '/api/v1/incidents/:id/teams',
  access: 'team.manage',
  summary: 'Form a field team for this incident',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    callSign: text(40),
    leaderMemberId: idSchema,
    memberIds: z.array(idSchema).min(1, 'a team needs at least one member').max(60),
  }),
  status: 201,
  response: z.strictObject({ team: teamSchema, seq }),
});
export const changeTeam = defineRoute({
  id: 'changeTeam',
  method: 'PATCH',
  path: '/api/v1/teams/:id',
  access: 'team.manage',
  summary: 'Change a team’s members, leader or call sign, or disband it',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    version: versionSchema,
    callSign: text(40).optional(),
    leaderMemberId: idSchema.optional(),
    memberIds: z.array(idSchema).min(1).max(60).optional(),
    disbanded: z.boolean().optional(),
  }),
  status: 200,
  response: z.strictObject({ team: teamSchema, seq }),
});

export const assignSectors = defineRoute({
  id: 'assignSectors',
  method: 'POST',
  path: '/api/v1/incidents/:id/assignments',
  access: 'assignment.create',
  summary: 'Give sectors to a team: all of them or none; a sector has one active assignment unless joint',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    sectorIds: z.array(idSchema).min(1, 'at least one sector is required').max(500),
    teamId: idSchema,
    type: assignmentTypeSchema.default('area-sweep'),
    /** The coordinator’s word that several teams share these sectors. */
    joint: z.boolean().default(false),
    draft: z.boolean().default(false),
    instructions: optionalText(2000),
  }),
  status: 201,
  response: z.strictObject({ assignments: z.array(assignmentSchema), seq }),
});

/** What a team reports of one pass. Both PODs are kept: the leader’s estimate and the one computed from the effort. */
export const debriefSchema = z.strictObject({
  /** Share of the sector that was really searched, percent. */
  searchedSharePercent: z.number().min(0).max(100),
  /** The leader’s estimate for an unresponsive subject, percent; 100 is not possible. */
  estimatedPodPercent: z.number().min(0).max(99),
  searchers: z.int().min(1).max(500).optional(),
  trackLengthMetres: z.number().min(0).max(10_000_000).optional(),
  sweepWidthMetres: z.number().min(0.1).max(5_000).optional(),
  spacingMetres: z.number().min(0.1).max(5_000).optional(),
  missedAreas: optionalText(1000),
  hazards: optionalText(1000),
  notes: optionalText(2000),
});
export type Debrief = z.infer<typeof debriefSchema>;

export const changeAssignmentStatus = defineRoute({
  id: 'changeAssignmentStatus',
  method: 'POST',
  path: '/api/v1/assignments/:id/status',
  access: 'assignment.update',
  summary: 'Take an assignment to its next state; closing it carries the debrief',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    to: assignmentStateSchema,
    /** The version seen; a stale one is answered with CONFLICT. Left out, only the state machine decides. */
    version: versionSchema.optional(),
    reason: text(500).optional(),
    debrief: debriefSchema.optional(),
  }),
  status: 200,
  response: z.strictObject({
    assignment: assignmentSchema,
    coverage: sectorCoverageSchema.optional(),
    seq,
  }),
});

/** One completed search of a sector. */
export const passSchema = z.strictObject({
  id: idSchema,
  assignmentId: idSchema,
  teamCallSign: z.string(),
  closedAt: z.string(),
  searchedSharePercent: z.number(),
  estimatedPodPercent: z.number(),
  computedPodPercent: z.number().nullable(),
  /** The POD that counts: the estimate over the searched share. */
  effectivePod: z.number(),
  notes: z.string().nullable(),
});
export const getSector = defineRoute({
  id: 'getSector',
  method: 'GET',
  path: '/api/v1/incidents/:id/sectors/:sectorId',
  access: 'incident.read',
  summary: 'Who searched this sector, when and how: its passes and all its assignments',
  params: z.strictObject({ id: idSchema, sectorId: idSchema }),
  status: 200,
  response: z.strictObject({
    sectorId: idSchema,
    label: z.string(),
    areaSquareMetres: z.number(),
    passes: z.array(passSchema),
    assignments: z.array(assignmentSchema),
  }),
});
export const listMyAssignments = defineRoute({
  id: 'listMyAssignments',
  method: 'GET',
  path: '/api/v1/me/assignments',
  access: 'assignment.update',
  summary: 'Open assignments of the teams I belong to',
  status: 200,
  response: z.strictObject({
    items: z.array(z.strictObject({ incidentId: idSchema, assignment: assignmentSchema })),
  }),
});
