import { v7 as newId } from 'uuid';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  emptyQuestionnaire,
  isBlank,
  type Edit,
  type Questionnaire,
} from '../questionnaire/questionnaire.js';

/** What was sent without an answer: a repeat must send exactly this, under the same commandId. */
export interface Attempt<Body> {
  readonly body: Body;
  /** Keys of the persons, in the order they were sent. */
  readonly personKeys: readonly string[];
}

export interface Draft<Body = unknown> {
  /** Made once: however often the draft is sent, headquarters takes it once. */
  readonly commandId: string;
  readonly savedAt: string | null;
  readonly questionnaire: Questionnaire;
  readonly attempt: Attempt<Body> | null;
  /** What an edit began with; null for a new application. */
  readonly base: Base | null;
}

export interface Base {
  readonly version: number;
  readonly questionnaire: Questionnaire;
}

interface DraftState<Body> {
  draft: Draft<Body>;
  /** When the draft found on this device was typed; null when this is a fresh one. */
  restoredFrom: string | null;
  /** False when the device refuses to keep anything (private mode, full disk). */
  kept: boolean;
  edit: (edit: Edit<Questionnaire>) => void;
  setAttempt: (attempt: Attempt<Body> | null) => void;
  /** Starts anew; answers what was thrown away, so that it can be brought back. */
  discard: () => Draft<Body>;
  bringBack: (draft: Draft<Body>) => void;
  /** Goes on with the same answers on top of what headquarters holds now. */
  rebase: (base: Base, questionnaire: Questionnaire) => void;
}
export type DraftStore<Body = unknown> = StoreApi<DraftState<Body>>;

const freshDraft = <Body>(base: Base | null): Draft<Body> => ({
  commandId: newId(),
  savedAt: null,
  questionnaire: base?.questionnaire ?? emptyQuestionnaire(),
  attempt: null,
  base,
});

function read<Body>(key: string): Draft<Body> | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as Draft<Body>);
  } catch {
    return null;
  }
}

/** Keeps the draft on the device; answers whether that worked. */
function write(key: string, draft: Draft): boolean {
  try {
    if (draft.attempt === null && isBlank(draft.questionnaire)) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** A draft that is on the device before the next key is pressed. */
export function createDraftStore<Body>(key: string, base: Base | null = null): DraftStore<Body> {
  const found = read<Body>(key);
  return createStore<DraftState<Body>>()((set, get) => {
    const keep = (draft: Draft<Body>, more: Partial<DraftState<Body>> = {}) =>
      set({ draft, kept: write(key, draft), ...more });
    const now = () => new Date().toISOString();
    return {
      draft: found ?? freshDraft(base),
      restoredFrom: found?.savedAt ?? null,
      kept: true,
      edit: (edit) => {
        const { draft } = get();
        keep({ ...draft, questionnaire: edit(draft.questionnaire), savedAt: now() });
      },
      setAttempt: (attempt) => keep({ ...get().draft, attempt, savedAt: now() }),
      discard: () => {
        const { draft } = get();
        localStorage.removeItem(key);
        set({ draft: freshDraft(base), restoredFrom: null });
        return draft;
      },
      bringBack: (draft) => keep(draft),
      rebase: (next, questionnaire) =>
        keep({ commandId: newId(), savedAt: now(), questionnaire, attempt: null, base: next }),
    };
  });
}
