import {
  Alert,
  Button,
  Checkbox,
  Code,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { designationRoutes } from '../../../src/assemblies/designations.contract.js';
import type { DesignatingView, LinkView } from '../../../src/assemblies/designations.contract.js';
import type { Lang } from '../../../src/basics/fields.js';
import { momentIn } from '../../../src/assemblies/meeting.js';
import { useAct, useRead } from '../house/api.js';
import { houseTime } from '../house/clock.js';
import { forget, useKept } from '../ui/kept.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { LangSelect } from '../ui/LangSelect.js';
import { Card, Read, Saved, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { localOf } from './when.js';

type Assembly = z.infer<typeof AssemblyView>;

/** Until when members designate; what they sent; and links by which they name their delegates themselves. */
export default function Designations({ assembly }: { assembly: Assembly }) {
  const { t } = useWords();
  const query = useRead(designationRoutes.designating, { assembly: assembly.id });
  return (
    <Stack gap="xl">
      <Section title={t('designation.dates')}>
        <Dates assembly={assembly} />
      </Section>
      <Read query={query}>
        {({ members }) => (
          <>
            <Section title={t('designation.enter')}>
              <Enter assembly={assembly} members={members} />
            </Section>
            <Section title={t('designation.title')}>
              <Links assembly={assembly} members={members} />
            </Section>
          </>
        )}
      </Read>
    </Stack>
  );
}

/** Both by the assembly's clock; what is left empty has no deadline. */
function Dates({ assembly }: { assembly: Assembly }) {
  const { t } = useWords();
  const set = useAct(designationRoutes.setCredentialDates);
  const zone = assembly.timeZone ?? 'UTC';
  const [designations, setDesignations] = useState(localOf(assembly.designationsDue, zone));
  const [dues, setDues] = useState(localOf(assembly.duesUntil, zone));
  const momentOf = (local: string): string | null => (local === '' ? null : momentIn(local, zone));
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          set.mutate({
            assembly: assembly.id,
            designations: momentOf(designations),
            dues: momentOf(dues),
          });
        }}
      >
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              type="datetime-local"
              label={t('designation.due')}
              description={t('ui.by_clock', { timeZone: zone })}
              value={designations}
              onChange={(event) => setDesignations(event.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              label={t('designation.dues_until')}
              description={t('ui.by_clock', { timeZone: zone })}
              value={dues}
              onChange={(event) => setDues(event.currentTarget.value)}
            />
          </SimpleGrid>
          <Failure error={set.error} />
          <Group>
            <Button type="submit" variant="default" loading={set.isPending}>
              {t('designation.set_dates')}
            </Button>
            {set.isSuccess && <Saved />}
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

const ROLES = ['delegate', 'alternate', 'observer'] as const;

function Enter({ assembly, members }: { assembly: Assembly; members: readonly DesignatingView[] }) {
  const { t, lang: spoken } = useWords();
  const designate = useAct(designationRoutes.designate);
  const form = `designate ${assembly.id}`;
  const [member, setMember] = useKept(form, 'member', '');
  const [name, setName] = useKept(form, 'name', '');
  const [email, setEmail] = useKept(form, 'email', '');
  const [role, setRole] = useKept<(typeof ROLES)[number]>(form, 'role', 'delegate');
  // Whoever registers people mostly shares their language; who does not, says so here.
  const [lang, setLang] = useKept<Lang>(form, 'lang', spoken);
  const [late, setLate] = useKept(form, 'late', '');
  const due = assembly.designationsDue;
  const past = due !== null && houseTime() > Date.parse(due);
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          designate.mutate(
            {
              ...{ assembly: assembly.id, member, role, lang, name: name.trim() },
              ...{ email: email.trim() || null, late: (past && late.trim()) || null },
            },
            { onSuccess: () => forget(form) },
          );
        }}
      >
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              label={t('roll.member')}
              required
              value={member}
              onChange={(event) => setMember(event.currentTarget.value)}
              data={[
                { value: '', label: '–' },
                ...members.map((one) => ({ value: one.member, label: one.name })),
              ]}
            />
            <NativeSelect
              label={t('credential.role')}
              value={role}
              onChange={(event) => setRole(event.currentTarget.value as typeof role)}
              data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
            />
            <TextInput
              label={t('people.name')}
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('people.email')}
              type="email"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <LangSelect
              label={t('designation.language')}
              description={t('designation.language_means')}
              value={lang}
              onLang={setLang}
            />
          </SimpleGrid>
          {past && (
            <TextInput
              label={t('designation.late_reason')}
              required
              maxLength={300}
              value={late}
              onChange={(event) => setLate(event.currentTarget.value)}
            />
          )}
          <Failure error={designate.error} />
          {designate.isSuccess && (
            <Alert color="green" role="status">
              {t('designation.designated', {
                name: designate.variables.name,
                role: t(`role.${designate.variables.role ?? 'delegate'}`),
              })}
              {designate.data.known && <Text size="sm">{t('import.known_means')}</Text>}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={designate.isPending}>
              {t('designation.designate')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function Links({ assembly, members }: { assembly: Assembly; members: readonly DesignatingView[] }) {
  const { t, lang } = useWords();
  const issue = useAct(designationRoutes.issueLinks);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const without = members.filter((one) => one.designated === 0);
  const links = issue.data?.links ?? [];
  return (
    <Stack>
      <Group>
        <Button variant="default" onClick={() => setChosen(new Set(without.map(({ member }) => member)))}>
          {t('designation.select_without', { count: without.length })}
        </Button>
        <Button
          disabled={chosen.size === 0}
          loading={issue.isPending}
          onClick={() =>
            issue.mutate(
              { assembly: assembly.id, members: [...chosen] },
              { onSuccess: () => setChosen(new Set()) },
            )
          }
        >
          {t('designation.issue', { count: chosen.size })}
        </Button>
      </Group>
      <Failure error={issue.error} />
      {links.length > 0 && <Issued links={links} />}
      <DataTable
        caption={t('designation.title')}
        rows={members}
        keyOf={(one) => one.member}
        empty={t('credential.none')}
        columns={[
          {
            key: 'choose',
            phone: 'mark',
            head: t('ui.select'),
            cell: (one) => (
              <Checkbox
                aria-label={t('ui.select_named', { name: one.name })}
                checked={chosen.has(one.member)}
                onChange={(event) => {
                  const next = new Set(chosen);
                  if (event.currentTarget.checked) next.add(one.member);
                  else next.delete(one.member);
                  setChosen(next);
                }}
              />
            ),
          },
          { key: 'member', phone: 'title', head: t('roll.member'), cell: (one) => one.name },
          { key: 'count', head: t('designation.count'), numeric: true, cell: (one) => one.designated },
          {
            key: 'link',
            head: t('designation.link'),
            cell: (one) =>
              one.linkUsedAt
                ? t('designation.link_used', { moment: moment(one.linkUsedAt, lang, assembly.timeZone) })
                : one.linkIssuedAt
                  ? t('designation.link_issued', {
                      moment: moment(one.linkIssuedAt, lang, assembly.timeZone),
                    })
                  : null,
          },
        ]}
      />
    </Stack>
  );
}

function Issued({ links }: { links: readonly LinkView[] }) {
  const { t } = useWords();
  return (
    <Alert color="teal" role="status">
      <Stack>
        <Text>{t('designation.once')}</Text>
        <DataTable
          caption={t('designation.link')}
          rows={links}
          keyOf={(one) => one.member}
          columns={[
            { key: 'member', phone: 'title', head: t('roll.member'), cell: (one) => one.name },
            {
              key: 'link',
              head: t('designation.link'),
              cell: (one) => (
                <Code data-testid="link" style={{ overflowWrap: 'anywhere' }}>
                  {one.url}
                </Code>
              ),
            },
          ]}
        />
      </Stack>
    </Alert>
  );
}
