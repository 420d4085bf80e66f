import type { Debrief } from '@izdeu/contracts';
import { useForm } from '@mantine/form';
import { DRAFT_KEY } from '../../outbox/field-drafts.js';
import { useT, type Translate } from '../../i18n/use-t.js';

export interface DebriefValues {
  share: string;
  pod: string;
  searchers: string;
  track: string;
  sweepWidth: string;
  missedAreas: string;
  hazards: string;
  notes: string;
}

const EMPTY: DebriefValues = {
  share: '',
  pod: '',
  searchers: '',
  track: '',
  sweepWidth: '',
  missedAreas: '',
  hazards: '',
  notes: '',
};

/** "1,5" and "1.5" are the same to a person; null is not a number. */
export function numberIn(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}

function draftOf(assignmentId: string): Partial<DebriefValues> {
  try {
    return JSON.parse(localStorage.getItem(DRAFT_KEY + assignmentId) ?? '{}') as Partial<DebriefValues>;
  } catch {
    return {};
  }
}

const between =
  (t: Translate, least: number, most: number, required: boolean, whole = false) =>
  (text: string): string | null => {
    if (text.trim() === '') return required ? t('debrief.required') : null;
    const value = numberIn(text);
    const right = value !== null && value >= least && value <= most && (!whole || Number.isInteger(value));
    return right ? null : t('debrief.between', { least, most });
  };

/** What was typed is kept on every keystroke: a call, an empty battery or a reload costs nothing. */
export function useDebriefForm(assignmentId: string, searchers: number | null) {
  const t = useT();
  return useForm<DebriefValues>({
    initialValues: {
      ...EMPTY,
      searchers: searchers === null ? '' : String(searchers),
      ...draftOf(assignmentId),
    },
    onValuesChange: (values) => localStorage.setItem(DRAFT_KEY + assignmentId, JSON.stringify(values)),
    validate: {
      share: between(t, 0, 100, true),
      pod: between(t, 0, 99, true),
      searchers: between(t, 1, 500, false, true),
      track: between(t, 0, 10_000_000, false),
      sweepWidth: between(t, 0.1, 5_000, false),
    },
  });
}

export function debriefOf(values: DebriefValues): Debrief {
  const number = (name: string, text: string) => {
    const value = numberIn(text);
    return value === null ? {} : { [name]: value };
  };
  const words = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() });
  return {
    searchedSharePercent: numberIn(values.share) ?? 0,
    estimatedPodPercent: numberIn(values.pod) ?? 0,
    ...number('searchers', values.searchers),
    ...number('trackLengthMetres', values.track),
    ...number('sweepWidthMetres', values.sweepWidth),
    ...words('missedAreas', values.missedAreas),
    ...words('hazards', values.hazards),
    ...words('notes', values.notes),
  };
}
