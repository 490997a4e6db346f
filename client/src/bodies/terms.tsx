import { Alert, Button, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { ReasonDialog } from '../assemblies/with-reason.js';
import { useAct, type Out } from '../house/api.js';
import { KnownFields, knownOf, NOTHING_KNOWN, said } from '../instruments/known.js';
import { CertaintyMark } from '../instruments/sources.js';
import { PersonChoice, type Known } from '../people/person-choice.js';
import { inHouse, secretariatOf, useSession } from '../people/session.js';
import { DataTable } from '../ui/DataTable.js';
import { EdtfInput } from '../ui/EdtfInput.js';
import { Unknown } from '../ui/Facts.js';
import { Failure, isRefusal, useRefused } from '../ui/Failure.js';
import { More } from '../ui/More.js';
import { Section } from '../ui/Page.js';
import { edtf, moment } from '../words/dates.js';
import { usual } from '../words/usual.js';
import { useWords } from '../words/words.js';

type Body = Out<typeof bodyRoutes.body>;
type Term = Body['terms'][number];

/** Who held office in a body; its secretariat enters terms from sources here, and strikes what was a mistake. */
export function Terms({ body }: { body: Body }) {
  const speech = useWords();
  const { t, lang } = speech;
  const { data: session } = useSession();
  const mends = secretariatOf(session, body.id);
  const [entering, setEntering] = useState(false);
  const [striking, strike] = useState<Term | null>(null);
  const [done, setDone] = useState<string | null>(null);
  if (body.terms.length === 0 && !mends) return null;
  return (
    <>
      <Section
        title={t('body.terms')}
        action={
          mends && (
            <Button
              onClick={() => {
                setDone(null);
                setEntering(true);
              }}
            >
              {t('term.enter')}
            </Button>
          )
        }
      >
        {done !== null && (
          <Alert color="green" role="status" mb="sm">
            {t('term.entered', { name: done })}
          </Alert>
        )}
        <DataTable
          caption={t('body.terms')}
          rows={body.terms}
          keyOf={(term) => term.id}
          empty={t('term.none')}
          columns={[
            { key: 'name', phone: 'title', head: t('body.person'), cell: (term) => term.name },
            { key: 'title', head: t('body.office'), cell: (term) => usual('office', term.title, speech) },
            {
              key: 'from',
              head: t('body.from'),
              cell: (term) => (term.from ? edtf(term.from, lang) : <Unknown />),
            },
            {
              key: 'to',
              head: t('body.to'),
              cell: (term) => (term.to ? edtf(term.to, lang) : <Unknown />),
            },
            {
              key: 'source',
              head: t('ui.source'),
              cell: (term) => (
                <Text span size="sm">
                  {term.source ?? t('ui.unknown')} <CertaintyMark of={term.certainty} />
                  {term.note && ` ${term.note}`}
                </Text>
              ),
            },
            ...(mends
              ? [
                  {
                    key: 'deeds',
                    head: t('ui.action'),
                    phone: 'acts' as const,
                    cell: (term: Term) => (
                      <More
                        name={`${term.name}, ${usual('office', term.title, speech)}`}
                        deeds={[{ label: t('term.strike'), begin: () => strike(term) }]}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Section>
      {body.struckTerms.length > 0 && (
        <Section title={t('term.struck')} level={3}>
          <DataTable
            caption={t('term.struck')}
            rows={body.struckTerms}
            keyOf={(term) => term.id}
            columns={[
              { key: 'name', phone: 'title', head: t('body.person'), cell: (term) => <s>{term.name}</s> },
              { key: 'title', head: t('body.office'), cell: (term) => usual('office', term.title, speech) },
              { key: 'at', head: t('member.struck_at'), cell: (term) => moment(term.at, lang) },
              { key: 'reason', head: t('ui.reason'), cell: (term) => term.reason },
            ]}
          />
        </Section>
      )}
      {entering && <EnterTerm body={body} onClose={() => setEntering(false)} onDone={setDone} />}
      {striking && <StrikeTerm body={body.id} term={striking} onClose={() => strike(null)} />}
    </>
  );
}

/**
 * Whom a term is of, without being named anew; null: somebody whom nobody has named yet. The house's secretariat finds everybody,
 * a body's own who held office there.
 */
function Holder({
  body,
  value,
  error,
  onChange,
}: {
  body: Body;
  value: Known | null;
  error: string | undefined;
  onChange: (person: Known | null) => void;
}) {
  const { t } = useWords();
  const { data: session } = useSession();
  const label = t('body.person');
  const unlisted = t('term.person_new');
  if (inHouse(session, 'secretariat'))
    return <PersonChoice {...{ label, value, error, onChange }} placeholder={unlisted} />;
  const here = new Map(body.terms.map(({ person, name }) => [person, { id: person, name, email: null }]));
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      value={value?.id ?? ''}
      error={error}
      onChange={(id) => onChange(here.get(id ?? '') ?? null)}
      data={[
        { value: '', label: unlisted },
        ...[...here.values()].map((one) => ({ value: one.id, label: one.name })),
      ]}
    />
  );
}

function EnterTerm({
  body,
  onClose,
  onDone,
}: {
  body: Body;
  onClose: () => void;
  onDone: (name: string) => void;
}) {
  const { t } = useWords();
  const enter = useAct(peopleRoutes.enterTerm);
  const [person, setPerson] = useState<Known | null>(null);
  const [typed, setTyped] = useState({ name: '', title: '', from: '', to: '' });
  const [known, setKnown] = useState(NOTHING_KNOWN);
  // Two fields are dates: the refusal names the one that it means.
  const wrong = isRefusal(enter.error) ? enter.error.facts['date'] : null;
  const refused = useRefused(enter.error, {
    'date.malformed': wrong === enter.variables?.from ? 'from' : 'to',
    'date.ends_before': 'to',
    not_found: 'person',
  });
  const type = (part: Partial<typeof typed>): void => setTyped((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const name = typed.name.trim();
    enter.mutate(
      {
        ...{ body: body.id, person: person?.id ?? null, name: person === null ? name : null },
        title: typed.title.trim(),
        ...{ from: said(typed.from), to: said(typed.to) },
        ...knownOf(known),
      },
      {
        onSuccess: () => {
          onDone(person?.name ?? name);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('term.enter')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('entered.means')}</Text>
          <Holder body={body} value={person} error={refused.at('person')} onChange={setPerson} />
          {person === null && (
            <TextInput
              label={t('term.name_new')}
              required
              maxLength={200}
              autoComplete="off"
              value={typed.name}
              error={refused.at('name')}
              onChange={(event) => type({ name: event.currentTarget.value })}
            />
          )}
          <TextInput
            label={t('body.office')}
            description={t('term.title_means')}
            required
            maxLength={120}
            autoComplete="off"
            value={typed.title}
            error={refused.at('title')}
            onChange={(event) => type({ title: event.currentTarget.value })}
          />
          <EdtfInput
            label={t('body.from')}
            value={typed.from}
            error={refused.at('from')}
            onChange={(from) => type({ from })}
          />
          <EdtfInput
            label={t('body.to')}
            value={typed.to}
            error={refused.at('to')}
            onChange={(to) => type({ to })}
          />
          <KnownFields value={known} onChange={setKnown} refused={refused} />
          <Failure error={refused.rest} />
          <Button type="submit" loading={enter.isPending}>
            {t('entered.enter')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

function StrikeTerm({ body, term, onClose }: { body: string; term: Term; onClose: () => void }) {
  const speech = useWords();
  const { t } = speech;
  const strike = useAct(peopleRoutes.strikeTerm);
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      label={t('term.strike')}
      about={`${term.name}, ${usual('office', term.title, speech)}`}
      means={t('term.strike_means')}
      error={strike.error}
      busy={strike.isPending}
      onReason={(reason, close) => strike.mutate({ body, term: term.id, reason }, { onSuccess: close })}
    />
  );
}
