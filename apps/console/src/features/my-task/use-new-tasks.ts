import { useEffect, useRef, useState } from 'react';
import type { MyTask } from './use-my-tasks.js';

/** Tasks that came while the page was open, newest last; a buzz in the pocket when one does. */
export function useNewTasks(
  tasks: readonly MyTask[],
  loaded: boolean,
): { fresh: readonly MyTask[]; seen: () => void } {
  const known = useRef<Set<string> | null>(null);
  const [freshIds, setFreshIds] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!loaded) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...tasks.map(({ assignment }) => assignment.id)]);
    if (before === null) return;
    const came = tasks.map(({ assignment }) => assignment.id).filter((id) => !before.has(id));
    if (came.length === 0) return;
    setFreshIds((ids) => [...ids, ...came]);
    navigator.vibrate?.([200, 100, 200]);
  }, [tasks, loaded]);
  return {
    fresh: tasks.filter(({ assignment }) => freshIds.includes(assignment.id)),
    seen: () => setFreshIds([]),
  };
}
