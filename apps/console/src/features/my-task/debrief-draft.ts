import { DRAFT_KEY } from '../../outbox/field-drafts.js';

/** The report is in the outbox now; what was typed for it is not needed any more. */
export const forgetDraft = (assignmentId: string): void => localStorage.removeItem(DRAFT_KEY + assignmentId);
