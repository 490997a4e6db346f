import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  Modal,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { first } from '../../../src/basics/must.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import type { StageView } from '../../../src/instruments/instruments.contract.js';
import { mandateRoutes } from '../../../src/instruments/mandates.contract.js';
import { STAGE_OUTCOMES, type StageOutcome } from '../../../src/instruments/path.js';
import { useAct, useRead } from '../house/api.js';
import { secretariatOf, useSession } from '../people/session.js';
import { CHOICES } from '../polls/votes.js';
import { EdtfInput } from '../ui/EdtfInput.js';
import { Failure, isRefusal, useRefused } from '../ui/Failure.js';
import { NO_TITLES, TitlesInput, titlesOf } from '../ui/TitlesInput.js';
import { useWords } from '../words/words.js';
import type { InstrumentOut } from './history.js';
import { KnownFields, knownOf, NOTHING_KNOWN, said } from './known.js';
import { outcomeText, stageName } from './stages.js';

/** What the secretariat enters of the paper era: the stage at which an instrument stands, versions without text, mandates. */
export function FromSource({ instrument }: { instrument: InstrumentOut }) {
  const speech = useWords();
  const { t } = speech;
  const { data: session } = useSession();
  const bodies = useRead(bodyRoutes.bodies, {});
  const all = bodies.data?.bodies ?? [];
  const own = all.filter(({ id }) => secretariatOf(session, id));
  const current = instrument.stages.find(({ state }) => state === 'current');
  const passes = current && own.some(({ id }) => id === current.body.id);
  const keeps = own.some(({ id }) => id === instrument.stages[0]?.body.id);
  if (own.length === 0) return null;
  return (
    <Group mt="md">
      {passes && (
        <Dialog title={t('entered.stage', { label: stageName(current.label, speech) })}>
          {(done) => <StageForm instrument={instrument} stage={current} onDone={done} />}
        </Dialog>
      )}
      {keeps && (
        <Dialog title={t('entered.version')}>
          {(done) => <VersionForm instrument={instrument} onDone={done} />}
        </Dialog>
      )}
      {all.length > 1 && (
        <Dialog title={t('entered.mandate')}>
          {(done) => <MandateForm instrument={instrument} own={own} all={all} onDone={done} />}
        </Dialog>
      )}
    </Group>
  );
}

/** A button that opens a dialog of the same name; the form begins anew each time. */
function Dialog({ title, children }: { title: string; children: (done: () => void) => ReactNode }) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        {title}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size="lg"
        title={title}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        {children(close)}
      </Modal>
    </>
  );
}

/** A version of the instrument; empty where unknown. */
function VersionField({
  label,
  versions,
  value,
  error,
  onChange,
}: {
  label: string;
  versions: InstrumentOut['versions'];
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const { t } = useWords();
  return (
    <NativeSelect
      label={label}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t('ui.unknown') },
        ...versions.map(({ number }) => ({
          value: String(number),
          label: t('version.numbered', { number }),
        })),
      ]}
    />
  );
}

const NO_VOTES = { for: '', against: '', abstain: '' };

function StageForm({
  instrument,
  stage,
  onDone,
}: {
  instrument: InstrumentOut;
  stage: StageView;
  onDone: () => void;
}) {
  const speech = useWords();
  const { t } = speech;
  const body = useRead(bodyRoutes.body, { body: stage.body.id });
  const [outcome, setOutcome] = useState<StageOutcome>('approved');
  const [assembly, setAssembly] = useState('');
  const [date, setDate] = useState('');
  const [version, setVersion] = useState('');
  const [result, setResult] = useState('');
  const [votes, setVotes] = useState(NO_VOTES);
  const [known, setKnown] = useState(NOTHING_KNOWN);
  const act = useAct(instrumentRoutes.enterStage);
  const refused = useRefused(act.error, {
    'stage.silence_broken': 'outcome',
    'date.malformed': 'date',
    'assembly.unknown': 'assembly',
    'stage.other_body': 'assembly',
    'version.unknown': 'version',
    'mandate.other_version': 'version',
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    act.mutate(
      {
        ...{ instrument: instrument.id, stage: stage.id, outcome, assembly: assembly || null },
        ...{ date: said(date), version: Number(version) || null, result: said(result) },
        counts: { for: said(votes.for), against: said(votes.against), abstain: said(votes.abstain) },
        ...knownOf(known),
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form onSubmit={send}>
      <Stack>
        <Text size="sm">{t('entered.means')}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NativeSelect
            label={t('stage.outcome')}
            value={outcome}
            error={refused.at('outcome')}
            onChange={(event) => {
              const chosen = STAGE_OUTCOMES.find((one) => one === event.currentTarget.value);
              if (chosen) setOutcome(chosen);
            }}
            data={STAGE_OUTCOMES.map((one) => ({
              value: one,
              label: outcomeText(one, stage.kind, speech),
            }))}
          />
          <NativeSelect
            label={t('stage.assembly')}
            value={assembly}
            error={refused.at('assembly')}
            onChange={(event) => setAssembly(event.currentTarget.value)}
            data={[
              { value: '', label: t('entered.no_assembly') },
              ...(body.data?.assemblies ?? []).map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        </SimpleGrid>
        <EdtfInput label={t('entered.date')} value={date} error={refused.at('date')} onChange={setDate} />
        <VersionField
          label={t('stage.version')}
          versions={instrument.versions}
          value={version}
          error={refused.at('version')}
          onChange={setVersion}
        />
        <Fieldset legend={t('stage.counts')}>
          <Text size="sm" c="dimmed" mb="xs">
            {t('entered.votes_means')}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs">
            {CHOICES.map((choice) => (
              <TextInput
                key={choice}
                label={t(`choice.${choice}`)}
                inputMode="numeric"
                maxLength={37}
                value={votes[choice]}
                error={refused.at(`counts.${choice}`)}
                onChange={(event) => setVotes({ ...votes, [choice]: event.currentTarget.value })}
              />
            ))}
          </SimpleGrid>
        </Fieldset>
        <TextInput
          label={t('stage.result')}
          description={t('entered.result_means')}
          maxLength={200}
          value={result}
          error={refused.at('result')}
          onChange={(event) => setResult(event.currentTarget.value)}
        />
        <KnownFields value={known} onChange={setKnown} refused={refused} />
        <Failure error={refused.rest} />
        <Button type="submit" loading={act.isPending}>
          {t('entered.enter')}
        </Button>
      </Stack>
    </form>
  );
}

/** A version that a source tells of, whose text nobody has: what it was called. */
function VersionForm({ instrument, onDone }: { instrument: InstrumentOut; onDone: () => void }) {
  const { t } = useWords();
  const [titles, setTitles] = useState(NO_TITLES);
  const [note, setNote] = useState('');
  const act = useAct(instrumentRoutes.enterVersion);
  const refused = useRefused(act.error, {});
  const send = (event: FormEvent): void => {
    event.preventDefault();
    act.mutate(
      { instrument: instrument.id, titles: titlesOf(titles), note: said(note) },
      { onSuccess: onDone },
    );
  };
  return (
    <form onSubmit={send}>
      <Stack>
        <Text size="sm">{t('entered.version_means', { number: instrument.versions.length + 1 })}</Text>
        <TitlesInput label={t('entered.version_title')} value={titles} onChange={setTitles} />
        <Textarea
          label={t('entered.note')}
          autosize
          maxLength={1_000}
          value={note}
          error={refused.at('note')}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Failure error={refused.rest} />
        <Button type="submit" loading={act.isPending}>
          {t('entered.enter')}
        </Button>
      </Stack>
    </form>
  );
}

interface NamedBody {
  readonly id: string;
  readonly name: string;
  readonly organisation: { readonly name: string };
}

function MandateForm({
  instrument,
  own,
  all,
  onDone,
}: {
  instrument: InstrumentOut;
  own: readonly NamedBody[];
  all: readonly NamedBody[];
  onDone: () => void;
}) {
  const { t } = useWords();
  const current = instrument.stages.find(({ state }) => state === 'current')?.body.id;
  const [from, setFrom] = useState((own.find(({ id }) => id === current) ?? first(own)).id);
  const others = all.filter(({ id }) => id !== from);
  const [chosen, choose] = useState('');
  const [text, setText] = useState('');
  const [editorialOnly, setEditorialOnly] = useState(false);
  const [until, setUntil] = useState('');
  const [date, setDate] = useState('');
  const [version, setVersion] = useState('');
  const [known, setKnown] = useState(NOTHING_KNOWN);
  const act = useAct(mandateRoutes.enterMandate);
  const to = (others.find(({ id }) => id === chosen) ?? first(others)).id;
  // Two fields are dates: the refusal names the date that it means.
  const wrong = isRefusal(act.error) ? act.error.facts['date'] : null;
  const refused = useRefused(act.error, {
    'date.malformed': wrong === act.variables?.terms.until ? 'terms.until' : 'date',
    'version.unknown': 'version',
    'mandate.same_body': 'terms.to',
    'body.unknown': 'terms.to',
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    act.mutate(
      {
        ...{ instrument: instrument.id, from, version: Number(version) || null, date: said(date) },
        terms: { to, text, editorialOnly, until: said(until) },
        ...knownOf(known),
      },
      { onSuccess: onDone },
    );
  };
  const named = (bodies: readonly NamedBody[]) =>
    bodies.map((one) => ({ value: one.id, label: `${one.organisation.name} · ${one.name}` }));
  return (
    <form onSubmit={send}>
      <Stack>
        <Text size="sm">{t('entered.means')}</Text>
        <NativeSelect
          label={t('entered.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          data={named(own)}
        />
        <NativeSelect
          label={t('mandate.to')}
          value={to}
          error={refused.at('terms.to')}
          onChange={(event) => choose(event.currentTarget.value)}
          data={named(others)}
        />
        <Textarea
          label={t('mandate.limits')}
          required
          autosize
          minRows={2}
          maxLength={2_000}
          value={text}
          error={refused.at('terms.text')}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Checkbox
          label={t('mandate.editorial_only')}
          checked={editorialOnly}
          onChange={(event) => setEditorialOnly(event.currentTarget.checked)}
        />
        <VersionField
          label={t('mandate.of_version')}
          versions={instrument.versions}
          value={version}
          error={refused.at('version')}
          onChange={setVersion}
        />
        <EdtfInput label={t('mandate.since')} value={date} error={refused.at('date')} onChange={setDate} />
        <EdtfInput
          label={t('mandate.until')}
          value={until}
          error={refused.at('terms.until')}
          onChange={setUntil}
        />
        <KnownFields value={known} onChange={setKnown} refused={refused} />
        <Failure error={refused.rest} />
        <Button type="submit" loading={act.isPending}>
          {t('entered.enter')}
        </Button>
      </Stack>
    </form>
  );
}
