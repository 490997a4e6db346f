import { Checkbox, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { heldOn } from '../../../src/assemblies/meeting.js';
import { Certainty } from '../../../src/basics/fields.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { useAct, useRead, type In, type Out } from '../house/api.js';
import { CertaintyField, said, SourceField } from '../instruments/known.js';
import { EdtfInput } from '../ui/EdtfInput.js';
import { useRefused } from '../ui/Failure.js';
import { More } from '../ui/More.js';
import { useWords } from '../words/words.js';
import { RulesChoice, TimeZoneInput } from './meeting-fields.js';
import { ReasonDialog } from './with-reason.js';

type Assembly = Out<typeof assemblyRoutes.assembly>;
type Facts = In<typeof assemblyRoutes.correct>['facts'];

/** What can be mended of an assembly, by its secretariat. */
export function CorrectAssembly({ of }: { of: Assembly }) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <More name={of.name} deeds={[{ label: t('assembly.correct'), begin: () => setOpened(true) }]} />
      {opened && <Correct of={of} onClose={() => setOpened(false)} />}
    </>
  );
}

/** As it is typed: everything in lines. */
const typedOf = ({ name, place, from, to, timeZone, ruleSet, open, source, certainty, note }: Assembly) => ({
  ...{ name, place: place ?? '', from: from ?? '', to: to ?? '', timeZone: timeZone ?? '', open },
  ruleSet: ruleSet?.id ?? '',
  ...{ date: heldOn({ from, to }) ?? '', source: source ?? '', certainty, note: note ?? '' },
});
type Typed = ReturnType<typeof typedOf>;

/** What is typed otherwise than it began, as it is sent. Of the past, its days are one line. */
function factsOf(typed: Typed, begun: Typed, historical: boolean): Facts {
  const differs = (field: keyof Typed): boolean =>
    typeof typed[field] === 'string' ? typed[field].trim() !== begun[field] : typed[field] !== begun[field];
  const [from = '', to = ''] = typed.date.split('/');
  const days = historical
    ? differs('date') && { from: said(from), to: said(to) }
    : {
        ...(differs('from') && { from: said(typed.from) }),
        ...(differs('to') && { to: said(typed.to) }),
        ...(differs('timeZone') && { timeZone: typed.timeZone }),
        ...(differs('ruleSet') && { ruleSet: typed.ruleSet }),
        ...(differs('open') && { open: typed.open }),
      };
  return {
    ...(differs('name') && { name: typed.name.trim() }),
    ...(differs('place') && { place: said(typed.place) }),
    ...days,
    ...(differs('source') && { source: typed.source.trim() }),
    ...(differs('certainty') && { certainty: typed.certainty }),
    ...(differs('note') && { note: said(typed.note) }),
  };
}

function Correct({ of, onClose }: { of: Assembly; onClose: () => void }) {
  const { t } = useWords();
  const correct = useAct(assemblyRoutes.correct);
  const body = useRead(bodyRoutes.body, { body: of.body.id }, { when: !of.historical });
  const [begun] = useState(() => typedOf(of));
  const [typed, setTyped] = useState(begun);
  const type = (part: Partial<Typed>): void => setTyped((before) => ({ ...before, ...part }));
  const refused = useRefused(correct.error, {
    'assembly.time_zone': 'timeZone',
    'date.ends_before': of.historical ? 'from' : 'to',
    'date.malformed': 'from',
    'assembly.date_needed': 'from',
    'assembly.not_past': 'from',
    'ruleset.not_yet': 'ruleSet',
  });
  const at = (field: string): string | undefined => refused.at(`facts.${field}`) ?? refused.at(field);
  const line = (field: 'name' | 'place' | 'from' | 'to') => ({
    value: typed[field],
    error: at(field),
    onChange: (event: { currentTarget: { value: string } }) => type({ [field]: event.currentTarget.value }),
  });
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      label={t('assembly.correct')}
      about={of.name}
      means={t(of.historical ? 'assembly.correct_past_means' : 'assembly.correct_means')}
      error={refused.rest}
      busy={correct.isPending}
      onReason={(reason, close) =>
        correct.mutate(
          { assembly: of.id, facts: factsOf(typed, begun, of.historical), reason },
          { onSuccess: close },
        )
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t('assembly.name')} required maxLength={200} {...line('name')} />
        <TextInput label={t('assembly.place')} maxLength={200} {...line('place')} />
        {of.historical ? (
          <EdtfInput
            label={t('assembly.dates')}
            means={t('past.date_means')}
            value={typed.date}
            error={at('from') ?? at('to')}
            onChange={(date) => type({ date })}
          />
        ) : (
          <>
            <TextInput label={t('convene.from')} type="date" required {...line('from')} />
            <TextInput label={t('convene.to')} type="date" min={typed.from} {...line('to')} />
            <TimeZoneInput
              value={typed.timeZone}
              onChange={(event) => type({ timeZone: event.currentTarget.value })}
            />
          </>
        )}
      </SimpleGrid>
      {body.data && (
        <RulesChoice
          versions={body.data.ruleSets}
          value={typed.ruleSet}
          error={at('ruleSet')}
          onChange={(ruleSet) => type({ ruleSet })}
        />
      )}
      {of.historical ? (
        <>
          <SourceField
            required
            value={typed.source}
            error={at('source')}
            onChange={(source) => type({ source })}
          />
          <CertaintyField
            label={t('ui.certainty')}
            value={Certainty.parse(typed.certainty)}
            onChange={(certainty) => type({ certainty })}
          />
        </>
      ) : (
        <Checkbox
          label={t('convene.open')}
          checked={typed.open}
          onChange={(event) => type({ open: event.currentTarget.checked })}
        />
      )}
      <Textarea
        label={t('entered.note')}
        autosize
        maxLength={1_000}
        value={typed.note}
        error={at('note')}
        onChange={(event) => type({ note: event.currentTarget.value })}
      />
    </ReasonDialog>
  );
}
