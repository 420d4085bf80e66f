import { useEffect, useRef, useState } from 'react';
import type { MyTask } from './use-my-tasks.js';

/** Ten sectors given at once are one piece of news: what comes within this time is told, and felt, together. */
const TOGETHER_MILLISECONDS = 600;

/** Tasks that came while the page was open, newest last; a buzz in the pocket when some do. */
export function useNewTasks(
  tasks: readonly MyTask[],
  loaded: boolean,
): { fresh: readonly MyTask[]; seen: () => void } {
  const known = useRef<Set<string> | null>(null);
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [freshIds, setFreshIds] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!loaded) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...tasks.map(({ assignment }) => assignment.id)]);
    if (before === null) return;
    const came = tasks.map(({ assignment }) => assignment.id).filter((id) => !before.has(id));
    if (came.length === 0) return;
    waiting.current.push(...came);
    timer.current ??= setTimeout(() => {
      const together = waiting.current;
      waiting.current = [];
      timer.current = undefined;
      setFreshIds((ids) => [...ids, ...together]);
      navigator.vibrate?.([200, 100, 200]);
    }, TOGETHER_MILLISECONDS);
  }, [tasks, loaded]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    fresh: tasks.filter(({ assignment }) => freshIds.includes(assignment.id)),
    seen: () => setFreshIds([]),
  };
}
