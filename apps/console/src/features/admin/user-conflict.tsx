import type { ConflictDetails } from '@izdeu/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { ConflictChoice } from '../../components/conflict-choice.js';
import { USERS_KEY, type User } from './api/use-users.js';

export interface UserConflictProps {
  conflict: ConflictDetails;
  label: string;
  mine: string;
  theirs: (user: User) => string;
  saving: boolean;
  /** Sends mine again on top of this version. */
  onKeep: (version: number) => void;
  onTakeTheirs: () => void;
}

/** Two administrators changed one account. */
export function UserConflict(props: UserConflictProps) {
  const { conflict, label, mine, theirs, saving, onKeep, onTakeTheirs } = props;
  const client = useQueryClient();
  const current = conflict.current as User;
  const fields = [{ key: 'account', label, mine, theirs: theirs(current), isMine: true }];
  return (
    <ConflictChoice
      key={current.version}
      author={conflict}
      fields={fields}
      saving={saving}
      onSave={() => onKeep(current.version)}
      onTakeTheirs={() => {
        void client.invalidateQueries({ queryKey: USERS_KEY });
        onTakeTheirs();
      }}
    />
  );
}
