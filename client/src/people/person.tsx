import { Alert, Anchor, Badge, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { LANGS, type Lang } from '../../../src/basics/fields.js';
import { accountRoutes } from '../../../src/people/account.contract.js';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { personRoutes } from '../../../src/people/persons.contract.js';
import type { PersonPage } from '../../../src/people/persons.contract.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { ReasonDialog } from '../assemblies/with-reason.js';
import { History } from '../bodies/history.js';
import { useAct, useRead, type Out } from '../house/api.js';
import { ConfirmDialog } from '../ui/Confirmed.js';
import { DataTable } from '../ui/DataTable.js';
import { Facts } from '../ui/Facts.js';
import { useRefused } from '../ui/Failure.js';
import { More } from '../ui/More.js';
import { Card, Page, Read, Section } from '../ui/Page.js';
import { edtf, moment } from '../words/dates.js';
import { usual } from '../words/usual.js';
import { LANG_NAMES, useWords } from '../words/words.js';
import { AccountLink, MakeLink } from './account-link.js';
import { PersonChoice, type Known } from './person-choice.js';
import { isNow } from './session.js';

type Deed = 'correct' | 'link' | 'merge' | 'sign_out';

/** One person: their account, what they hold and held, and what the secretariat mends. */
export default function Person() {
  const { person: id = '' } = useParams();
  const { t } = useWords();
  const query = useRead(personRoutes.person, { person: id });
  return (
    <Read query={query}>
      {(person) => (
        <Page
          title={person.name}
          over={
            <Anchor component={Link} to="/people" inherit>
              {t('person.title')}
            </Anchor>
          }
          aside={person.mergedInto === null && <Deeds key={person.id} person={person} />}
        >
          {person.mergedInto && (
            <Alert color="orange">
              {t('person.is_double')}{' '}
              <Anchor component={Link} to={`/people/${person.mergedInto.id}`} inherit underline="always">
                {person.mergedInto.name}
              </Anchor>
            </Alert>
          )}
          <Section title={t('person.account')}>
            <Card>
              <Account person={person} />
            </Card>
          </Section>
          <Offices person={person} />
          <Holdings person={person} />
          <Terms person={person} />
          <History of={`person:${person.id}`} />
        </Page>
      )}
    </Read>
  );
}

function Account({ person }: { person: PersonPage }) {
  const { t, lang, known } = useWords();
  const { letter } = person;
  return (
    <Facts
      of={[
        [t('people.email'), person.email ?? t('person.no_email')],
        [t('me.lang'), LANG_NAMES[person.lang]],
        [t('people.password'), t(person.hasPassword ? 'person.has_password' : 'person.has_no_password')],
        [
          t('person.sessions'),
          person.sessions === 0
            ? t('person.sessions_none')
            : t('person.sessions_now', { count: person.sessions }),
        ],
        [
          t('person.letter'),
          letter === null
            ? undefined
            : [
                known(`person.letter.${letter.purpose}`) ?? letter.purpose,
                moment(letter.askedAt, lang),
                t(`person.letter_outcome.${letter.outcome ?? 'waiting'}`),
                letter.answer,
              ]
                .filter(Boolean)
                .join(' · '),
        ],
        [
          t('person.doubles_of'),
          person.doubles.length === 0
            ? undefined
            : person.doubles.map((one) => (
                <Anchor
                  key={one.id}
                  component={Link}
                  to={`/people/${one.id}`}
                  inherit
                  underline="always"
                  mr="sm"
                >
                  {one.name}
                </Anchor>
              )),
        ],
      ]}
    />
  );
}

function Deeds({ person }: { person: PersonPage }) {
  const { t } = useWords();
  const [deed, setDeed] = useState<Deed | null>(null);
  const [made, setMade] = useState<Out<typeof accountRoutes.makeLink> | null>(null);
  const end = (): void => setDeed(null);
  return (
    <Stack align="flex-end">
      <More
        name={person.name}
        deeds={[
          { label: t('person.correct'), begin: () => setDeed('correct') },
          ...(person.email === null ? [] : [{ label: t('account.make_link'), begin: () => setDeed('link') }]),
          ...(person.sessions === 0
            ? []
            : [{ label: t('person.sign_out'), begin: () => setDeed('sign_out') }]),
          { label: t('person.merge'), begin: () => setDeed('merge') },
        ]}
      />
      {made && <AccountLink link={made} name={person.name} />}
      {deed === 'correct' && <Correct person={person} onClose={end} />}
      {deed === 'merge' && <Merge person={person} onClose={end} />}
      {deed === 'sign_out' && <SignOut person={person} onClose={end} />}
      {deed === 'link' && (
        <MakeLink opened person={person.id} name={person.name} onClose={end} onMade={setMade} />
      )}
    </Stack>
  );
}

function Correct({ person, onClose }: { person: PersonPage; onClose: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email ?? '');
  const [lang, setLang] = useState<Lang>(person.lang);
  const correct = useAct(personRoutes.correct);
  const refused = useRefused(correct.error, { 'person.email_taken': 'email', 'person.unchanged': 'name' });
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      label={t('person.correct')}
      about={person.name}
      means={t('person.correct_means')}
      error={refused.rest}
      busy={correct.isPending}
      onReason={(reason, close) =>
        correct.mutate(
          { person: person.id, name: name.trim(), email: email.trim() || null, lang, reason },
          { onSuccess: close },
        )
      }
    >
      <TextInput
        label={t('people.name')}
        required
        maxLength={200}
        value={name}
        error={refused.at('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('people.email')}
        type="email"
        maxLength={254}
        value={email}
        error={refused.at('email')}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('me.lang')}
        value={lang}
        onChange={(event) => setLang(event.currentTarget.value as Lang)}
        data={LANGS.map((one) => ({ value: one, label: LANG_NAMES[one] }))}
      />
    </ReasonDialog>
  );
}

function Merge({ person, onClose }: { person: PersonPage; onClose: () => void }) {
  const { t } = useWords();
  const [into, setInto] = useState<Known | null>(null);
  const merge = useAct(personRoutes.merge);
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      label={t('person.merge')}
      about={person.name}
      means={t('person.merge_means', { name: person.name })}
      error={merge.error}
      busy={merge.isPending}
      onReason={(reason, close) => {
        if (into) merge.mutate({ person: person.id, into: into.id, reason }, { onSuccess: close });
      }}
    >
      <PersonChoice label={t('person.merge_into')} value={into} but={person.id} required onChange={setInto} />
    </ReasonDialog>
  );
}

function SignOut({ person, onClose }: { person: PersonPage; onClose: () => void }) {
  const { t } = useWords();
  const out = useAct(personRoutes.signOut);
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      label={t('person.sign_out')}
      means={t('person.sign_out_means', { name: person.name })}
      error={out.error}
      busy={out.isPending}
      onConfirm={(close) => out.mutate({ person: person.id }, { onSuccess: close })}
    />
  );
}

function Offices({ person }: { person: PersonPage }) {
  const { t, known, lang } = useWords();
  const { data: bodies } = useRead(bodyRoutes.bodies, {});
  const { data: assemblies } = useRead(assemblyRoutes.assemblies, {});
  const end = useAct(peopleRoutes.endOffice);
  const [ending, setEnding] = useState<PersonPage['offices'][number] | null>(null);
  const officeOf = ({ office }: { office: string }): string => known(`office.${office}`) ?? office;
  const where = ({ body, assembly }: PersonPage['offices'][number]) => {
    if (assembly !== null)
      return (
        <Anchor component={Link} to={`/assemblies/${assembly}`}>
          {assemblies?.assemblies.find(({ id }) => id === assembly)?.name ?? assembly}
        </Anchor>
      );
    if (body === null) return t('bodies.whole_house');
    const found = bodies?.bodies.find(({ id }) => id === body);
    return (
      <Anchor component={Link} to={`/bodies/${body}`}>
        {found ? `${found.organisation.name} · ${found.name}` : body}
      </Anchor>
    );
  };
  return (
    <Section
      title={t('person.offices')}
      action={
        <Anchor component={Link} to="/bodies?task=open_office" py={8}>
          {t('bodies.open_office')}
        </Anchor>
      }
    >
      <DataTable
        caption={t('person.offices')}
        rows={person.offices}
        keyOf={(held) => held.id}
        empty={t('person.no_offices')}
        columns={[
          {
            key: 'office',
            phone: 'title',
            head: t('bodies.office'),
            cell: (held) => (
              <>
                {officeOf(held)} {isNow(held) && <Badge color="teal">{t('person.now')}</Badge>}
              </>
            ),
          },
          { key: 'where', head: t('bodies.where'), cell: where },
          { key: 'from', head: t('bodies.from'), cell: (held) => held.from && moment(held.from, lang) },
          { key: 'to', head: t('bodies.to'), cell: (held) => held.to && moment(held.to, lang) },
          {
            key: 'end',
            head: t('ui.action'),
            phone: 'acts',
            cell: (held) =>
              isNow(held) && (
                <More
                  name={officeOf(held)}
                  deeds={[{ label: t('bodies.end_office'), begin: () => setEnding(held) }]}
                />
              ),
          },
        ]}
      />
      {ending && (
        <ReasonDialog
          opened
          onClose={() => setEnding(null)}
          label={t('bodies.end_office')}
          about={`${person.name}, ${officeOf(ending)}`}
          error={end.error}
          busy={end.isPending}
          onReason={(reason, close) => end.mutate({ office: ending.id, reason }, { onSuccess: close })}
        />
      )}
    </Section>
  );
}

function Holdings({ person }: { person: PersonPage }) {
  const { t } = useWords();
  if (person.holdings.length === 0) return null;
  return (
    <Section title={t('person.holdings')}>
      <DataTable
        caption={t('person.holdings')}
        rows={person.holdings.map((held, place) => ({ ...held, place }))}
        keyOf={({ place }) => String(place)}
        columns={[
          {
            key: 'assembly',
            phone: 'title',
            head: t('person.assembly'),
            cell: ({ assembly }) => (
              <Anchor component={Link} to={`/assemblies/${assembly.id}`}>
                {assembly.name}
              </Anchor>
            ),
          },
          { key: 'kind', head: t('person.holding'), cell: ({ kind }) => t(`person.holding.${kind}`) },
          { key: 'member', head: t('roll.member'), cell: ({ member }) => member },
          {
            key: 'open',
            head: t('person.state'),
            cell: ({ open }) => t(open ? 'person.open' : 'person.over'),
          },
        ]}
      />
    </Section>
  );
}

function Terms({ person }: { person: PersonPage }) {
  const speech = useWords();
  const { t, lang } = speech;
  if (person.terms.length === 0) return null;
  return (
    <Section title={t('body.terms')}>
      <DataTable
        caption={t('body.terms')}
        rows={person.terms}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'title',
            phone: 'title',
            head: t('body.office'),
            cell: ({ title }) => usual('office', title, speech),
          },
          {
            key: 'body',
            head: t('bodies.where'),
            cell: ({ body }) => (
              <Anchor component={Link} to={`/bodies/${body}`}>
                {body}
              </Anchor>
            ),
          },
          { key: 'from', head: t('body.from'), cell: ({ from }) => from && edtf(from, lang) },
          { key: 'to', head: t('body.to'), cell: ({ to }) => to && edtf(to, lang) },
        ]}
      />
    </Section>
  );
}
