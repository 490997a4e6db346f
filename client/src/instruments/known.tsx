import { NativeSelect, Textarea } from '@mantine/core';
import type { Certainty } from '../../../src/basics/fields.js';
import type { useRefused } from '../ui/Failure.js';
import { useWords } from '../words/words.js';

/** What was typed in a line, null where nothing was. */
export const said = (text: string): string | null => text.trim() || null;

export type Refused = ReturnType<typeof useRefused>;

/** How we know: the source, how sure it is, and a note. */
export interface Known {
  readonly source: string;
  readonly certainty: Certainty;
  readonly note: string;
}
export const NOTHING_KNOWN: Known = { source: '', certainty: 'high', note: '' };

/** As it is sent. */
export const knownOf = ({ source, certainty, note }: Known) => ({
  ...{ source: source.trim(), certainty, note: said(note) },
});

const CERTAINTIES = ['high', 'medium', 'unknown'] as const satisfies readonly Certainty[];

export function KnownFields({
  value,
  onChange,
  refused,
}: {
  value: Known;
  onChange: (value: Known) => void;
  refused: Refused;
}) {
  const { t } = useWords();
  return (
    <>
      <SourceField
        required
        value={value.source}
        error={refused.at('source')}
        onChange={(source) => onChange({ ...value, source })}
      />
      <CertaintyField
        label={t('ui.certainty')}
        value={value.certainty}
        onChange={(certainty) => onChange({ ...value, certainty })}
      />
      <Textarea
        label={t('entered.note')}
        autosize
        maxLength={1_000}
        value={value.note}
        error={refused.at('note')}
        onChange={(event) => onChange({ ...value, note: event.currentTarget.value })}
      />
    </>
  );
}

export function SourceField({
  required = false,
  value,
  error,
  onChange,
}: {
  required?: boolean;
  value: string;
  error: string | undefined;
  onChange: (source: string) => void;
}) {
  const { t } = useWords();
  return (
    <Textarea
      label={t('ui.source')}
      description={t('entered.source_means')}
      required={required}
      autosize
      maxLength={600}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function CertaintyField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Certainty;
  onChange: (certainty: Certainty) => void;
}) {
  const { t } = useWords();
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => {
        const certainty = CERTAINTIES.find((one) => one === event.currentTarget.value);
        if (certainty) onChange(certainty);
      }}
      data={CERTAINTIES.map((one) => ({ value: one, label: t(`certainty.${one}`) }))}
    />
  );
}
