import { useCallback, useState } from 'react';
import { sectionOf } from '../form/section-of.js';
import { SECTIONS } from '../questionnaire/application-fields.js';
import type { Problems } from '../questionnaire/problems.js';
import type { Edit, Questionnaire, Row } from '../questionnaire/questionnaire.js';

const ROW = /^(?:persons\.(\d+)\.)?(?:(?:carried\.)?(clothes|phones|contacts)\.(\d+)\.)?(.+)$/;

/** What is typed at the full dotted path of a field. */
function typedAt(questionnaire: Questionnaire, path: string): string | undefined {
  const [, person, list, row, name = path] = ROW.exec(path) ?? [];
  const owner = person === undefined ? questionnaire : questionnaire.persons[Number(person)];
  if (list === undefined) return owner?.answers[name];
  const rows = (owner as Partial<Record<string, readonly Row[]>> | undefined)?.[list];
  return rows?.[Number(row)]?.answers[name];
}

const placeOf = (path: string): number => SECTIONS.indexOf(sectionOf(path));

/** The first problem is the first one on the screen, whoever found it. */
const inOrder = (problems: Problems): Problems =>
  Object.fromEntries(Object.entries(problems).sort(([one], [other]) => placeOf(one) - placeOf(other)));

/** Problems shown at their fields; one goes away as soon as its field is touched. */
export function useProblems() {
  const [state, setState] = useState<{ problems: Problems; refusals: number }>({ problems: {}, refusals: 0 });

  /** Shows what was refused; true when there is anything. */
  const refuse = useCallback((problems: Problems): boolean => {
    const any = Object.keys(problems).length > 0;
    setState((before) => ({ problems: inOrder(problems), refusals: before.refusals + (any ? 1 : 0) }));
    return any;
  }, []);

  const touched = useCallback((before: Questionnaire, edit: Edit<Questionnaire>) => {
    setState((state) => {
      const after = edit(before);
      const left = Object.entries(state.problems).filter(
        ([path]) => typedAt(before, path) === typedAt(after, path),
      );
      if (left.length === Object.keys(state.problems).length) return state;
      return { ...state, problems: Object.fromEntries(left) };
    });
  }, []);

  return { ...state, refuse, touched };
}
