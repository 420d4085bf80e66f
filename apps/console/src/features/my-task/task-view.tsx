import type { AssignmentState, Debrief } from '@izdeu/contracts';
import type { IncidentState } from '@izdeu/domain';
import { Text } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { PracticeBand } from '../../components/practice-mark.js';
import { useT } from '../../i18n/use-t.js';
import { theOutbox, useOutboxStore } from '../../outbox/outbox-store.js';
import { useIncidentState } from '../../realtime/use-incident.js';
import classes from './my-task.module.css';
import { SubjectCard } from './subject-card.js';
import { TaskActions } from './task-actions.js';
import { TaskCard } from './task-card.js';
import { progressOf } from './task-progress.js';
import { TaskWay } from './task-way.js';
import { forgetDraft } from './debrief-draft.js';
import type { Geolocation } from './use-geolocation.js';
import type { MyTask } from './use-my-tasks.js';
import { useSectorShape } from './use-sector-shape.js';

/** The map comes after the task itself: on a weak signal the sector's name and the button must not wait for it. */
const DebriefForm = lazy(() =>
  import('./debrief-form.js').then((module) => ({ default: module.DebriefForm })),
);
const TaskMap = lazy(() => import('./task-map.js').then((module) => ({ default: module.TaskMap })));

const persons = (state: IncidentState) => state.persons;

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
  const isPractice = useIncidentState(incidentId, (state) => state.incident.practice === true);
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
      {isPractice ? <PracticeBand /> : null}
      <TaskCard task={task} progress={progress} />
      {progress.finished ? <Text role="status">{t('task.finished')}</Text> : null}
      {debriefing ? (
        <Suspense>
          <DebriefForm
            assignmentId={assignment.id}
            searchers={team?.members.length ?? null}
            areaSquareMetres={shape?.areaSquareMetres ?? null}
            onReport={close}
          />
        </Suspense>
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
