import { Alert, Box, Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { LINK_MARK, noticeRoutes } from '../../../src/assemblies/notices.contract.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { asRuleSet } from '../bodies/sentences.js';
import { useAct, useRead, type Out } from '../house/api.js';
import { forget, useKept } from '../ui/kept.js';
import { DataTable } from '../ui/DataTable.js';
import { Facts } from '../ui/Facts.js';
import { Failure } from '../ui/Failure.js';
import { Card, Nothing, Read, Section } from '../ui/Page.js';
import { LANG_NAMES, LANGS, useWords, wordsIn } from '../words/words.js';
import { moment } from '../words/dates.js';
import { nameOfItem } from './agenda.js';
import { Notices } from './notices.js';
import { datesOf } from './when.js';

type Assembly = z.infer<typeof AssemblyView>;
type Reading = Out<typeof noticeRoutes.notices>;
type Kind = 'notice' | 'reminder';
type Draft = Readonly<Record<(typeof LANGS)[number], { readonly subject: string; readonly text: string }>>;

const NONE = { subject: '', text: '' };
const EMPTY: Draft = { en: NONE, fr: NONE, es: NONE };
/** Stands between the languages of one message. */
const RULE = '\n\n* * *\n\n';

/** The members are convened: written, seen as it goes out, issued; and what became of each message. */
export default function Notice({ assembly }: { assembly: Assembly }) {
  const { t } = useWords();
  const query = useRead(noticeRoutes.notices, { assembly: assembly.id }, { every: whileSending });
  return (
    <Read query={query}>
      {(read) => (
        <Stack gap="xl">
          <Section title={t('notice.write')}>
            <Write assembly={assembly} read={read} />
          </Section>
          <Section title={t('notice.recipients')}>
            <Recipients of={read.recipients} />
          </Section>
          <Section title={t('notice.issued')}>
            {read.notices.length === 0 && <Nothing>{t('notice.none')}</Nothing>}
            <Notices assembly={assembly} notices={read.notices} carried={read.carried} />
          </Section>
        </Stack>
      )}
    </Read>
  );
}

/** While the house sends, what became of the messages is read again. */
const whileSending = ({ notices }: Reading): number | false =>
  notices.some(({ members }) => members.some(({ nextAt }) => nextAt !== null)) && 5_000;

/** One message for all: the languages that were written, one after the other. */
function composed(draft: Draft): { subject: string; text: string } {
  const written = LANGS.map((lang) => draft[lang]).filter(
    ({ subject, text }) => subject.trim() && text.trim(),
  );
  return {
    subject: written.map(({ subject }) => subject.trim()).join(' · '),
    text: written.map(({ text }) => text.trim()).join(RULE),
  };
}

/** The languages of the house that the assembly's rules ask for; all of them where the rules ask for none. */
function useLanguages({ body, ruleSet }: Assembly): readonly (typeof LANGS)[number][] {
  const { data } = useRead(bodyRoutes.body, { body: body.id });
  const rules = asRuleSet(data?.ruleSets.find(({ id }) => id === ruleSet?.id)?.data);
  const asked = LANGS.filter((lang) => rules?.languages.includes(lang));
  return asked.length > 0 ? asked : LANGS;
}

/** A first draft in each of the languages. */
async function drafted(
  assembly: Assembly,
  { kind, langs }: { kind: Kind; langs: readonly (typeof LANGS)[number][] },
): Promise<Draft> {
  const entries = await Promise.all(
    langs.map(async (lang) => {
      const t = await wordsIn(lang);
      const { items, designationsDue: due, timeZone } = assembly;
      const shown = items.filter(({ internal, state }) => !internal && state !== 'withdrawn');
      const values = {
        ...{ assembly: assembly.name, link: LINK_MARK, body: assembly.body.organisation },
        place: assembly.place ?? '–',
        dates: datesOf(assembly, lang) ?? '–',
        agenda:
          shown.length === 0
            ? ''
            : t('notice.draft_agenda', {
                items: shown.map((item) => nameOfItem(item, lang).text).join('\n'),
              }),
        due:
          due === null
            ? ''
            : t('notice.draft_due', { moment: moment(due, lang, timeZone), zone: timeZone ?? 'UTC' }),
      };
      const [subject, text] =
        kind === 'notice'
          ? [t('notice.draft_subject', values), t('notice.draft_text', values)]
          : [t('notice.draft_reminder_subject', values), t('notice.draft_reminder_text', values)];
      return [lang, { subject, text }] as const;
    }),
  );
  return { ...EMPTY, ...Object.fromEntries(entries) };
}

function Write({ assembly, read }: { assembly: Assembly; read: Reading }) {
  const { t, lang: own } = useWords();
  const issue = useAct(noticeRoutes.issueNotice);
  const langs = useLanguages(assembly);
  const form = `notice ${assembly.id}`;
  const [kind, setKind] = useKept<Kind>(form, 'kind', 'notice');
  const [lang, setLang] = useState<(typeof LANGS)[number]>(own);
  const [draft, setDraft] = useKept(form, 'draft', EMPTY);
  /** What the drafts of the house say: only this, and what is empty, gives way to another draft. */
  const [model, setModel] = useKept(form, 'model', EMPTY);
  const [urgency, setUrgency] = useKept(form, 'urgency', '');
  const [seen, setSeen] = useState(false);
  const { subject, text } = composed(draft);
  const again = read.notices.some((one) => one.kind === 'notice');
  const late =
    kind === 'notice' && read.minimumDays !== null && (read.days === null || read.days < read.minimumDays);
  const to = read.recipients.filter((one) => kind === 'notice' || !one.designated);
  const reached = to.filter((one) => one.reached).length;
  const type = (part: Partial<typeof NONE>): void => {
    setDraft({ ...draft, [lang]: { ...draft[lang], ...part } });
    issue.reset();
  };
  const begin = async (): Promise<void> => {
    const next = await drafted(assembly, { kind, langs });
    const keep = (one: (typeof LANGS)[number]): boolean =>
      draft[one].text.trim() !== '' && draft[one].text !== model[one].text;
    setModel(next);
    setDraft({
      ...{ en: keep('en') ? draft.en : next.en, fr: keep('fr') ? draft.fr : next.fr },
      es: keep('es') ? draft.es : next.es,
    });
  };
  const send = (): void =>
    issue.mutate(
      { assembly: assembly.id, kind, subject, text, urgency: late ? urgency.trim() || null : null },
      {
        onSuccess: () => {
          forget(form);
          setSeen(false);
        },
      },
    );
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (seen) send();
          else setSeen(true);
        }}
      >
        <Stack>
          <SegmentedControl
            aria-label={t('notice.kind')}
            value={kind}
            onChange={(value) => {
              setKind(value as Kind);
              issue.reset();
            }}
            data={(['notice', 'reminder'] as const).map((value) => ({
              value,
              label: t(`notice.kind.${value}`),
            }))}
          />
          <Text size="sm">{t(`notice.kind.${kind}_means`)}</Text>
          <Facts
            of={[
              [t('assembly.dates'), datesOf(assembly, own)],
              [t('notice.days'), read.days === null ? null : Math.max(0, read.days)],
              [t('notice.minimum_days'), read.minimumDays ?? t('notice.no_minimum')],
              [t('notice.reaches'), t('notice.reached', { reached, all: to.length })],
            ].map(([name, value]) => [name as string, value === null ? null : String(value)])}
          />
          {late && (!again || subject !== '') && (
            <Alert color="orange" role="status" title={t('notice.late')}>
              <Stack>
                <Text>
                  {read.days === null
                    ? t('refused.notice.no_date')
                    : t('notice.late_means', { days: Math.max(0, read.days), minimumDays: read.minimumDays })}
                </Text>
                {read.days !== null && (
                  <TextInput
                    label={t('notice.urgency')}
                    required
                    maxLength={300}
                    value={urgency}
                    onChange={(event) => setUrgency(event.currentTarget.value)}
                  />
                )}
              </Stack>
            </Alert>
          )}
          {seen ? (
            <Message subject={subject} text={text} />
          ) : (
            <>
              <Group justify="space-between">
                <SegmentedControl
                  aria-label={t('ui.language')}
                  value={lang}
                  onChange={(value) => setLang(value as typeof lang)}
                  data={LANGS.map((value) => ({ value, label: LANG_NAMES[value] }))}
                />
                <Button variant="default" onClick={() => void begin()}>
                  {t('notice.draft')}
                </Button>
              </Group>
              <TextInput
                lang={lang}
                label={t('ui.in_language', { label: t('notice.subject'), language: LANG_NAMES[lang] })}
                maxLength={200}
                value={draft[lang].subject}
                onChange={(event) => type({ subject: event.currentTarget.value })}
              />
              <Textarea
                lang={lang}
                label={t('ui.in_language', { label: t('notice.text'), language: LANG_NAMES[lang] })}
                description={t('notice.text_means', { link: LINK_MARK })}
                autosize
                minRows={8}
                maxRows={24}
                maxLength={6000}
                value={draft[lang].text}
                onChange={(event) => type({ text: event.currentTarget.value })}
              />
            </>
          )}
          {subject.length > 200 && <Alert color="orange">{t('notice.subject_long')}</Alert>}
          <Failure error={issue.error} />
          {issue.data && (
            <Alert color="green" role="status">
              {t('notice.done', { ...issue.data })}
            </Alert>
          )}
          <Group>
            <Button
              type="submit"
              loading={issue.isPending}
              disabled={subject === '' || subject.length > 200 || to.length === 0}
            >
              {seen ? t('notice.issue', { count: to.length }) : t('notice.see')}
            </Button>
            {seen && (
              <Button variant="default" onClick={() => setSeen(false)}>
                {t('notice.back')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

/** The message as every member gets it. */
function Message({ subject, text }: { subject: string; text: string }) {
  return (
    <Stack
      gap="sm"
      p="md"
      bg="var(--house-sunken)"
      style={{ borderRadius: 'var(--mantine-radius-md)' }}
      data-testid="message"
    >
      <Text fw={640}>{subject}</Text>
      <Text style={{ whiteSpace: 'pre-wrap' }}>{text}</Text>
    </Stack>
  );
}

/** Who is written to: those without an address first, who have to be reached in another way. */
function Recipients({ of }: { of: Reading['recipients'] }) {
  const { t } = useWords();
  const without = of.filter((one) => !one.reached);
  if (of.length === 0) return <Nothing>{t('notice.no_members')}</Nothing>;
  return (
    <Card>
      <Text data-testid="without-address">
        {without.length === 0
          ? t('notice.all_reached', { count: of.length })
          : t('notice.without_address', { count: without.length })}
      </Text>
      <Box component="details" mt="xs">
        <Box component="summary" mih={48} py="sm" fw={600} style={{ cursor: 'pointer' }}>
          {t('notice.list', { count: of.length })}
        </Box>
        <DataTable
          caption={t('notice.recipients')}
          rows={[...without, ...of.filter((one) => one.reached)]}
          keyOf={(one) => one.member}
          columns={[
            { key: 'member', phone: 'title', head: t('roll.member'), cell: (one) => one.name },
            {
              key: 'address',
              head: t('notice.address'),
              cell: (one) => t(one.reached ? 'notice.has_address' : 'notice.outcome.no_address'),
            },
            {
              key: 'designated',
              head: t('designation.count'),
              cell: (one) => t(one.designated ? 'ui.yes' : 'ui.no'),
            },
          ]}
        />
      </Box>
    </Card>
  );
}
