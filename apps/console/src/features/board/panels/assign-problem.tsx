import { Button, Text } from '@mantine/core';
import type { AssignmentState } from '@izdeu/contracts';
import type { RequestError } from '../../../app/http/request-error.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { CommandProblem } from '../commands/command-problem.js';

interface Taken {
  sectorId: string;
  sectorLabel: string;
  holder: { callSign: string; state: AssignmentState };
}

export interface AssignProblemProps {
  error: RequestError | null;
  /** How many sectors were asked for. */
  chosen: number;
  onRetry: () => void;
  /** Sends the rest, without these. */
  onLeaveOut: (sectorIds: readonly string[]) => void;
}

/** Another dispatcher was faster: who has which of the sectors, and the assignment of the others in one step. */
export function AssignProblem({ error, chosen, onRetry, onLeaveOut }: AssignProblemProps) {
  const t = useT();
  if (error?.code !== 'SECTOR_TAKEN') return <CommandProblem error={error} onRetry={onRetry} />;
  const { taken } = error.details as unknown as { taken: readonly Taken[] };
  const wordsOf = ({ sectorLabel: label, holder }: Taken) =>
    t('assign.taken', { label, callSign: holder.callSign, state: t(`assignment.state.${holder.state}`) });
  const [first] = taken;
  const left = chosen - taken.length;
  return (
    <CommandProblem
      error={error}
      onRetry={onRetry}
      words={
        first !== undefined && taken.length === 1
          ? wordsOf(first)
          : t('assign.takenSome', { count: taken.length, all: chosen })
      }
    >
      {taken.length > 1 ? (
        <ul className={classes.list} data-testid="taken-sectors">
          {taken.map((one) => (
            <Text key={one.sectorId} component="li" size="sm">
              {wordsOf(one)}
            </Text>
          ))}
        </ul>
      ) : null}
      {left > 0 ? (
        <Button
          mt="xs"
          mih={44}
          h="auto"
          variant="default"
          onClick={() => onLeaveOut(taken.map(({ sectorId }) => sectorId))}
        >
          {t('assign.rest', { count: left })}
        </Button>
      ) : (
        <Text size="sm">{t('assign.restNone')}</Text>
      )}
    </CommandProblem>
  );
}
