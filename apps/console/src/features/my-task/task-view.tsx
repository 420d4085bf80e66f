import type { AssignmentState, Debrief } from '@izdeu/contracts';
import type { IncidentState } from '@izdeu/domain';
import { Text } from '@mantine/core';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { useT } from '../../i18n/use-t.js';
import { theOutbox, useOutboxStore } from '../../outbox/outbox-store.js';
import { useIncidentState } from '../../realtime/use-incident.js';
import { DebriefForm } from './debrief-form.js';
import classes from './my-task.module.css';
import { sectorShapeOf } from './sector-shape.js';
import { SubjectCard } from './subject-card.js';
import { TaskActions } from './task-actions.js';
import { TaskCard } from './task-card.js';
import { progressOf } from './task-progress.js';
import { TaskWay } from './task-way.js';
import { forgetDraft } from './use-debrief-form.js';
import type { Geolocation } from './use-geolocation.js';
import type { MyTask } from './use-my-tasks.js';

/** The map comes after the task itself: on a weak signal the sector's name and the button must not wait for it. */
const TaskMap = lazy(() => import('./task-map.js').then((module) => ({ default: module.TaskMap })));

const grids = (state: IncidentState) => state.grids;
const sectors = (state: IncidentState) => state.sectors;
const persons = (state: IncidentState) => state.persons;

function useSectorShape({ incidentId, assignment }: MyTask) {
  const inGrids = useIncidentState(incidentId, grids);
  const drawn = useIncidentState(incidentId, sectors);
  return useMemo(
    () => (inGrids && drawn ? sectorShapeOf({ grids: inGrids, sectors: drawn }, assignment.sectorId) : null),
    [inGrids, drawn, assignment.sectorId],
  );
}

export interface TaskViewProps {
  task: MyTask;
  place: Geolocation;
  /** Stands above the button, which stays under the thumb. */
  children?: ReactNode;
}

/** One task: what, where, who is looked for, and the next step. */
export function TaskView({ task, place, children }: TaskViewProps) {
  const t = useT();
  const { assignment, incidentId } = task;
  const entries = useOutboxStore((store) => store.entries);
  const progress = progressOf(assignment, entries);
  const shape = useSectorShape(task);
  const subjects = useIncidentState(incidentId, persons);
  const team = useIncidentState(incidentId, (state) => state.teams.get(assignment.teamId) ?? null);
  const report = (to: AssignmentState, more: { reason?: string; debrief?: Debrief } = {}) => {
    const command = {
      routeId: 'changeAssignmentStatus',
      params: { id: assignment.id },
      body: { to, ...more },
    } as const;
    void theOutbox().then((outbox) => outbox.add(command, { incidentId, subject: assignment.sectorLabel }));
  };
  const close = (to: 'completed' | 'incomplete', debrief: Debrief) => {
    report(to, { debrief });
    forgetDraft(assignment.id);
  };
  const debriefing = progress.steps.main === 'completed';
  const reading = place.kind === 'known' ? place.reading : null;

  return (
    <>
      <TaskCard task={task} progress={progress} />
      {progress.finished ? <Text role="status">{t('task.finished')}</Text> : null}
      {debriefing ? (
        <DebriefForm
          assignmentId={assignment.id}
          searchers={team?.members.length ?? null}
          areaSquareMetres={shape?.areaSquareMetres ?? null}
          onReport={close}
        />
      ) : null}
      {shape && !debriefing ? (
        <>
          <TaskWay shape={shape} place={place} />
          <div className={classes.map}>
            <Suspense>
              <TaskMap key={assignment.id} label={assignment.sectorLabel} shape={shape} reading={reading} />
            </Suspense>
          </div>
        </>
      ) : null}
      {(subjects ?? []).map((person) => (
        <SubjectCard key={person.id} person={person} />
      ))}
      {children}
      {debriefing ? null : (
        <TaskActions
          progress={progress}
          onStep={(to, reason) => report(to, reason === undefined ? {} : { reason })}
        />
      )}
    </>
  );
}
