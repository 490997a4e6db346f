import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionDraft } from '../../../src/motions/motions.contract.js';
import { call } from '../house/api.js';
import { newId } from '../house/ids.js';
import { Failure } from '../ui/Failure.js';
import { clock } from '../words/dates.js';
import { useWords } from '../words/words.js';

/** What somebody types of a motion. */
export type Matter = Omit<MotionDraft, 'draft' | 'savedAt'>;

export interface Drafting {
  readonly draft: string;
  readonly matter: Matter;
  readonly change: (change: Partial<Matter>) => void;
  /** When the house had it last; null: not yet. */
  readonly savedAt: string | null;
  /** The house could not be reached, or refused: what is typed is here alone. */
  readonly error: unknown;
  /** It was submitted: nothing is kept of it any more, and the next one begins. */
  readonly done: () => void;
}

/** Milliseconds without a keystroke after which it is saved. */
const PAUSE_MS = 800;

/** Keeps what is typed as a draft with the house, a moment after the last keystroke and when the form is left. */
export function useDraft(assembly: string, begun: Matter | MotionDraft): Drafting {
  const client = useQueryClient();
  const [first] = useState(begun);
  const [draft, setDraft] = useState(() => ('draft' in begun ? begun.draft : newId()));
  const [matter, setMatter] = useState<Matter>(() => matterOf(begun));
  const [savedAt, setSavedAt] = useState('savedAt' in begun ? begun.savedAt : null);
  const [error, setError] = useState<unknown>(null);
  /** What is not saved yet. */
  const unsaved = useRef<(Matter & { draft: string }) | null>(null);
  /** A saving on its way. */
  const saving = useRef<Promise<unknown> | null>(null);

  const save = useCallback(async (): Promise<void> => {
    const typed = unsaved.current;
    if (typed === null) return;
    unsaved.current = null;
    try {
      const sent = call(motionRoutes.saveDraft, { assembly, ...typed });
      saving.current = sent;
      const answer = await sent;
      setSavedAt(answer.savedAt);
      setError(null);
    } catch (problem) {
      setError(problem);
      unsaved.current ??= typed;
    } finally {
      saving.current = null;
    }
  }, [assembly]);

  useEffect(() => {
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [matter, save]);
  useEffect(
    () => () => {
      void save().then(() => client.invalidateQueries({ queryKey: [motionRoutes.drafts.path] }));
    },
    [save, client],
  );

  return {
    ...{ draft, matter, savedAt, error },
    change: (change) => {
      const next = { ...matter, ...change };
      unsaved.current = { ...next, draft };
      setMatter(next);
    },
    done: () => {
      unsaved.current = null;
      // A saving that was on its way when the motion came in brings the draft back.
      void Promise.resolve(saving.current)
        .catch(() => undefined)
        .then(() => call(motionRoutes.discardDraft, { assembly, draft }))
        .then(() => client.invalidateQueries({ queryKey: [motionRoutes.drafts.path] }))
        .catch(() => undefined);
      setDraft(newId());
      setMatter(matterOf('draft' in first ? { ...first, ...NOTHING } : first));
      setSavedAt(null);
    },
  };
}

const NOTHING = { titles: { en: '', fr: '', es: '' }, text: '' };
export const NO_MATTER: Matter = { ...NOTHING, to: null, member: null, item: null };

const matterOf = ({ titles, text, to, member, item }: Matter): Matter => ({ titles, text, to, member, item });

/** Whether what is typed is with the house. */
export function Saved({ drafting }: { drafting: Drafting }) {
  const { t, lang } = useWords();
  const { savedAt, error } = drafting;
  if (error) return <Failure error={error} />;
  if (savedAt === null) return null;
  return (
    <Text size="sm" c="dimmed" role="status" data-testid="draft-saved">
      {t('draft.saved', { time: clock(savedAt, lang) })}
    </Text>
  );
}
