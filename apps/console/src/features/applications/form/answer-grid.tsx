import type { FieldSpec } from '../questionnaire/field-spec.js';
import type { Problems } from '../questionnaire/problems.js';
import type { Answers } from '../questionnaire/questionnaire.js';
import { AnswerField } from './answer-field.js';
import classes from './form.module.css';

export interface AnswerGridProps {
  specs: readonly FieldSpec[];
  answers: Answers;
  /** Path of the person or the row in the application, with its dot; empty for the application itself. */
  prefix?: string;
  problems: Problems;
  onAnswer: (path: string, value: string) => void;
}

/** Questions side by side, as many as the width takes. */
export function AnswerGrid({ specs, answers, prefix = '', problems, onAnswer }: AnswerGridProps) {
  return (
    <div className={classes.grid}>
      {specs.map((spec) => {
        const at = `${prefix}${spec.path}`;
        return (
          <AnswerField
            key={spec.path}
            spec={spec}
            at={at}
            value={answers[spec.path] ?? ''}
            problem={problems[at]}
            onChange={onAnswer}
          />
        );
      })}
    </div>
  );
}
