import { Checkbox, MultiSelect, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { first } from '../../../src/basics/must.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { numbers } from '../../../src/instruments/clause.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { mandateRoutes } from '../../../src/instruments/mandates.contract.js';
import type { Terms } from '../../../src/instruments/mandates.contract.js';
import { useRead } from '../house/api.js';
import { useWords } from '../words/words.js';

export interface Entrusted {
  readonly mandate: Terms | undefined;
  readonly notwithstanding: string[] | undefined;
}
export const NOTHING_ENTRUSTED: Entrusted = { mandate: undefined, notwithstanding: undefined };

/** What a motion on a stage entrusts to another body, and in spite of which unreported mandate it goes on. */
export function Entrust({
  body,
  instrument,
  version,
  value,
  onChange,
}: {
  body: string;
  instrument: string;
  version: number | undefined;
  value: Entrusted;
  onChange: (value: Entrusted) => void;
}) {
  const { t } = useWords();
  const bodies = useRead(bodyRoutes.bodies, {});
  const { data } = useRead(mandateRoutes.mandates, { instrument });
  const others = (bodies.data?.bodies ?? []).filter(({ id }) => id !== body);
  const unreported = (data?.mandates ?? []).filter(
    (one) => one.state === 'exceeded' && one.reported === null && one.waived === null,
  );
  const text = useRead(
    instrumentRoutes.version,
    { instrument, number: version ?? 0 },
    { when: value.mandate !== undefined && version !== undefined },
  );
  const clauses = text.data?.expressions[0]?.clauses ?? [];
  const labels = numbers(clauses);
  const terms = value.mandate;
  const change = (part: Partial<Terms>): void => {
    if (terms) onChange({ ...value, mandate: { ...terms, ...part } });
  };
  const begin = (entrusts: boolean): void =>
    onChange({
      ...value,
      mandate: entrusts
        ? { to: first(others).id, text: '', clauses: null, editorialOnly: false, until: null }
        : undefined,
    });
  return (
    <Stack gap="sm">
      {unreported.map((one) => (
        <Checkbox
          key={one.id}
          label={t('mandate.notwithstanding', { body: `${one.to.organisation} · ${one.to.name}` })}
          checked={value.notwithstanding?.includes(one.id) ?? false}
          onChange={(event) => {
            const rest = (value.notwithstanding ?? []).filter((id) => id !== one.id);
            onChange({ ...value, notwithstanding: event.currentTarget.checked ? [...rest, one.id] : rest });
          }}
        />
      ))}
      {others.length > 0 && (
        <Checkbox
          label={t('mandate.entrust')}
          checked={terms !== undefined}
          onChange={(event) => begin(event.currentTarget.checked)}
        />
      )}
      {terms && (
        <>
          <NativeSelect
            label={t('mandate.to')}
            value={terms.to}
            onChange={(event) => change({ to: event.currentTarget.value })}
            data={others.map((one) => ({ value: one.id, label: `${one.organisation.name} · ${one.name}` }))}
          />
          <Textarea
            label={t('mandate.limits')}
            required
            minRows={2}
            maxLength={2_000}
            value={terms.text}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          <Checkbox
            label={t('mandate.editorial_only')}
            checked={terms.editorialOnly}
            onChange={(event) => change({ editorialOnly: event.currentTarget.checked })}
          />
          <MultiSelect
            label={t('mandate.clauses')}
            description={t('mandate.clauses_means')}
            searchable
            value={terms.clauses ?? []}
            onChange={(ids) => change({ clauses: ids.length > 0 ? ids : null })}
            data={clauses.map(({ id, text }) => ({
              value: id,
              label: [labels[id], text.slice(0, 60)].filter(Boolean).join(' '),
            }))}
          />
          <TextInput
            label={t('mandate.until')}
            description={t('motion.until_means')}
            maxLength={40}
            value={terms.until ?? ''}
            onChange={(event) => change({ until: event.currentTarget.value.trim() || null })}
          />
        </>
      )}
    </Stack>
  );
}

/** What a motion entrusts, for those who read it. */
export function Entrusts({ mandate }: { mandate: Terms }) {
  const { t } = useWords();
  const bodies = useRead(bodyRoutes.bodies, {});
  const to = bodies.data?.bodies.find(({ id }) => id === mandate.to);
  return (
    <Text size="sm">
      {t('mandate.entrusts', {
        to: to ? `${to.organisation.name} · ${to.name}` : mandate.to,
        text: mandate.text,
      })}
    </Text>
  );
}
