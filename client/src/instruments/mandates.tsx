import {
  Anchor,
  Badge,
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { wordsOf } from '../../../src/instruments/compare.js';
import { mandateRoutes } from '../../../src/instruments/mandates.contract.js';
import type { Excess, MandateView, Tag } from '../../../src/instruments/mandates.contract.js';
import { useAct, useRead } from '../house/api.js';
import { secretariatOf, useSession } from '../people/session.js';
import { DiffText } from './diff-text.js';
import { Facts } from '../ui/Facts.js';
import { EdtfInput } from '../ui/EdtfInput.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Head, Section, Waiting } from '../ui/Page.js';
import { edtf } from '../words/dates.js';
import { useWords, type Speech } from '../words/words.js';
import type { InstrumentOut } from './history.js';
import { said, SourceField } from './known.js';
import { HowKnown } from './sources.js';

const COLOURS: Readonly<Record<MandateView['state'], string>> = {
  ...{ open: 'blue', overdue: 'orange', kept: 'green', exceeded: 'red', finished: 'gray' },
};

export const mandateBadge = (state: MandateView['state'], { t }: Speech) => (
  <Badge color={COLOURS[state]}>{t(`mandate.state.${state}`)}</Badge>
);

export const bodyLink = ({ id, organisation, name }: MandateView['from']) => (
  <Anchor component={Link} to={`/bodies/${id}`}>
    {organisation} · {name}
  </Anchor>
);

/** What a clause is called that a mandate names. */
const clauseName = ({ names }: MandateView, clause: string | null): string | null =>
  clause === null ? null : (names[clause] ?? clause);

export const excessText = (mandate: MandateView, { kind, clause }: Excess, { t }: Speech): string =>
  t(`mandate.excess.${kind}`, { clause: clauseName(mandate, clause) });

/** The mandates on an instrument; nothing where there is none. */
export function Mandates({ instrument }: { instrument: InstrumentOut }) {
  const { t } = useWords();
  const { data } = useRead(mandateRoutes.mandates, { instrument: instrument.id });
  if (!data || data.mandates.length === 0) return null;
  return (
    <Section title={t('mandate.title')}>
      <Stack>
        {data.mandates.map((mandate) => (
          <Mandate key={mandate.id} mandate={mandate} versions={instrument.versions} />
        ))}
      </Stack>
    </Section>
  );
}

/** The mandate that a version finishes, if it does, with what it changed in what was approved. */
export function FinishedHere({ instrument, number }: { instrument: string; number: number }) {
  const { data } = useRead(mandateRoutes.mandates, { instrument });
  const here = (data?.mandates ?? []).filter(({ finished }) => finished?.version === number);
  return here.map((mandate) => <Mandate key={mandate.id} mandate={mandate} versions={[]} />);
}

function Mandate({ mandate, versions }: { mandate: MandateView; versions: InstrumentOut['versions'] }) {
  const speech = useWords();
  const { t } = speech;
  const { data: session } = useSession();
  const { finished, state, reported } = mandate;
  const desk = secretariatOf(session, mandate.to.id);
  const unreported = reported === null && mandate.waived === null;
  return (
    <Card data-testid={`mandate-${state}`}>
      <Stack gap="sm">
        <Head>
          <Text fw={640} component="div">
            {bodyLink(mandate.from)} → {bodyLink(mandate.to)}
          </Text>
          {mandateBadge(state, speech)}
        </Head>
        <MandateText mandate={mandate} />
        {(state === 'exceeded' || state === 'overdue') && unreported && (
          <Text role="status" fw={600}>
            {t(`mandate.report_due.${state}`, {
              body: `${mandate.from.organisation} · ${mandate.from.name}`,
            })}
          </Text>
        )}
        {finished?.changes && finished.changes.length > 0 && (
          <ul>
            {finished.changes.map((one) => (
              <li key={one.clause}>
                {t('mandate.changed', {
                  clause: clauseName(mandate, one.clause),
                  change: t(`change.${one.change}`),
                  tag: t(`mandate.tag.${one.tag}`),
                  reason: one.reason,
                })}
              </li>
            ))}
          </ul>
        )}
        {finished?.exceeded?.map((one) => (
          <Text key={`${one.kind} ${one.clause}`} c="var(--choice-against)">
            {excessText(mandate, one, speech)}
          </Text>
        ))}
        {reported && <Text>{t('mandate.reported_so', { text: reported.text })}</Text>}
        {desk && (
          <Group>
            {!finished && <Finish mandate={mandate} versions={versions} />}
            {reported === null && state !== 'open' && state !== 'finished' && <Report mandate={mandate} />}
          </Group>
        )}
      </Stack>
    </Card>
  );
}

/** What was entrusted, when, and how we know. */
export function MandateText({ mandate }: { mandate: MandateView }) {
  const speech = useWords();
  const { t, lang } = speech;
  const { terms, granted, source, version } = mandate;
  return (
    <>
      <Text>{terms.text}</Text>
      <Facts
        compact
        of={[
          [t('mandate.since'), granted && edtf(granted, lang)],
          [t('mandate.until'), terms.until ? edtf(terms.until, lang) : source ? null : t('mandate.no_date')],
          [t('mandate.of_version'), version === null ? null : t('version.numbered', { number: version })],
          [t('mandate.editorial_only'), terms.editorialOnly ? t('ui.yes') : undefined],
          [t('mandate.clauses'), terms.clauses?.map((id) => clauseName(mandate, id)).join(', ') ?? undefined],
        ]}
      />
      {mandate.note && <Text size="sm">{mandate.note}</Text>}
      {source && <HowKnown source={source} certainty={mandate.certainty} />}
    </>
  );
}

/** The version that finishes it: each change is tagged, with the reason. */
function Finish({ mandate, versions }: { mandate: MandateView; versions: InstrumentOut['versions'] }) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  const later = versions.map(({ number }) => number).filter((number) => number > (mandate.version ?? 0));
  const [chosen, choose] = useState<string | null>(null);
  const [tags, setTags] = useState<Readonly<Record<string, { tag: Tag; reason: string }>>>({});
  const [past, setPast] = useState(false);
  const [date, setDate] = useState('');
  const [source, setSource] = useState('');
  const [note, setNote] = useState('');
  const finish = useAct(mandateRoutes.finishMandate);
  const refused = useRefused(finish.error, { 'date.malformed': 'past.date' });
  const version = Number(chosen ?? later.at(-1) ?? 0);
  const { data } = useRead(
    mandateRoutes.mandateDifference,
    { mandate: mandate.id, version },
    { when: opened && version > 0 },
  );
  const tagOf = (clause: string) => tags[clause] ?? { tag: 'editorial' as const, reason: '' };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    finish.mutate(
      {
        ...{ mandate: mandate.id, version },
        tags: (data?.changes ?? []).map(({ clause }) => ({ clause, ...tagOf(clause) })),
        past: past ? { date: said(date), source: source.trim(), note: said(note) } : null,
      },
      { onSuccess: close },
    );
  };
  if (later.length === 0) return null;
  return (
    <>
      <Button onClick={open}>{t('mandate.finish')}</Button>
      <Modal
        opened={opened}
        onClose={close}
        size="xl"
        title={t('mandate.finish')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form onSubmit={send}>
          <Stack>
            <Text>{t('mandate.finish_means')}</Text>
            <NativeSelect
              label={t('version.version')}
              value={String(version)}
              onChange={(event) => choose(event.currentTarget.value)}
              data={later.map((number) => ({
                value: String(number),
                label: t('version.numbered', { number }),
              }))}
            />
            {!data && <Waiting />}
            {data?.changes?.map((one) => {
              const { tag, reason } = tagOf(one.clause);
              const set = (part: Partial<{ tag: Tag; reason: string }>): void =>
                setTags({ ...tags, [one.clause]: { tag, reason, ...part } });
              return (
                <Card key={one.clause}>
                  <Stack gap="xs" role="group" aria-label={one.number ?? one.clause}>
                    <DiffText runs={wordsOf(one.before ?? '', one.after ?? '')} />
                    {!one.within && (
                      <Text c="var(--choice-against)">
                        {t('mandate.excess.outside', { clause: one.number ?? one.clause })}
                      </Text>
                    )}
                    <Group align="flex-end">
                      <NativeSelect
                        label={t('mandate.tag')}
                        value={tag}
                        onChange={(event) =>
                          set({
                            tag: event.currentTarget.value === 'substantive' ? 'substantive' : 'editorial',
                          })
                        }
                        data={(['editorial', 'substantive'] as const).map((value) => ({
                          value,
                          label: t(`mandate.tag.${value}`),
                        }))}
                      />
                      <TextInput
                        flex="1 1 14rem"
                        label={t('ui.reason')}
                        required
                        maxLength={500}
                        value={reason}
                        onChange={(event) => set({ reason: event.currentTarget.value })}
                      />
                    </Group>
                  </Stack>
                </Card>
              );
            })}
            <Checkbox
              label={t('mandate.finish_past')}
              checked={past}
              onChange={(event) => setPast(event.currentTarget.checked)}
            />
            {past && (
              <>
                <EdtfInput
                  label={t('entered.date')}
                  value={date}
                  error={refused.at('past.date')}
                  onChange={setDate}
                />
                <SourceField required value={source} error={refused.at('past.source')} onChange={setSource} />
                <Textarea
                  label={t('entered.note')}
                  autosize
                  maxLength={1_000}
                  value={note}
                  error={refused.at('past.note')}
                  onChange={(event) => setNote(event.currentTarget.value)}
                />
              </>
            )}
            <Failure error={refused.rest} />
            <Button type="submit" loading={finish.isPending} disabled={!data}>
              {t('mandate.finish')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

function Report({ mandate }: { mandate: MandateView }) {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  const [text, setText] = useState('');
  const [assembly, setAssembly] = useState('');
  const report = useAct(mandateRoutes.reportMandate);
  const body = useRead(bodyRoutes.body, { body: mandate.from.id }, { when: opened });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    report.mutate({ mandate: mandate.id, text, assembly: assembly || null }, { onSuccess: close });
  };
  return (
    <>
      <Button variant="light" onClick={open}>
        {t('mandate.report')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('mandate.report')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form onSubmit={send}>
          <Stack>
            <NativeSelect
              label={t('mandate.reported_at')}
              value={assembly}
              onChange={(event) => setAssembly(event.currentTarget.value)}
              data={[
                { value: '', label: t('mandate.in_writing') },
                ...(body.data?.assemblies ?? []).map((one) => ({ value: one.id, label: one.name })),
              ]}
            />
            <Textarea
              label={t('mandate.report_text')}
              required
              minRows={4}
              maxLength={5_000}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Failure error={report.error} />
            <Button type="submit" loading={report.isPending}>
              {t('mandate.report')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
