import { Alert, Anchor, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { consultationRoutes } from '../../../src/consultations/consultations.contract.js';
import type { RoundView } from '../../../src/consultations/consultations.contract.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { addressOf, useAct, useRead } from '../house/api.js';
import { stageName } from '../instruments/stages.js';
import { Entries } from '../record/entries.js';
import { BarChart } from '../ui/BarChart.js';
import { Confirmed } from '../ui/Confirmed.js';
import { Facts } from '../ui/Facts.js';
import { Card, Page, Read, Section } from '../ui/Page.js';
import { Tasks } from '../ui/Tasks.js';
import { moment } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';
import { Answers } from './answers.js';
import { CommentForm, type Saying } from './comment-form.js';
import { Comments } from './comments.js';
import { Counted, Phase } from './list.js';
import { Members } from './members.js';
import { TextToComment } from './text.js';
import { textsOf } from './texts.js';

const TASKS = ['text', 'comments', 'answers', 'members'] as const;
type Task = (typeof TASKS)[number];

/**
 * The member's code stands behind the # of its link; it is taken out of the address at once, and kept in this tab while
 * that is open.
 */
function useCode(consultation: string): string | null {
  const key = `plenary.consultation.${consultation}`;
  const [code] = useState(() => {
    const brought = decodeURIComponent(window.location.hash.slice(1));
    if (/^[0-9A-Za-z-]{8,60}$/.test(brought)) sessionStorage.setItem(key, brought);
    return sessionStorage.getItem(key);
  });
  useEffect(() => {
    if (window.location.hash !== '') window.history.replaceState(null, '', window.location.pathname);
  }, []);
  return code;
}

/** A consultation: for everybody, for those who comment, and for those who answer. */
export default function Round() {
  const { consultation = '' } = useParams();
  const code = useCode(consultation);
  const open = useRead(consultationRoutes.consultation, { consultation }, { when: code === null });
  const linked = useRead(
    consultationRoutes.enter,
    { consultation, code: code ?? '' },
    { when: code !== null },
  );
  return <Read query={code === null ? open : linked}>{(round) => <Shown round={round} code={code} />}</Read>;
}

function Shown({ round, code }: { round: RoundView; code: string | null }) {
  const speech = useWords();
  const { t, lang } = speech;
  const title = inLang(round.titles, lang);
  const { instrument, version } = round;
  const query = useRead(instrumentRoutes.version, { instrument, number: version });
  const [task, setTask] = useState<Task | null>(null);
  const [saying, setSaying] = useState<Saying | null>(null);
  const tasks = TASKS.filter(
    (one) => (one !== 'answers' || round.mayAnswer) && (one !== 'members' || round.desk),
  );
  const files = round.counts !== null && round.counts.comments > 0;
  return (
    <Page
      title={t('consultation.of', { title: title.text })}
      over={
        <Anchor component={Link} to={`/instruments/${instrument}`} inherit lang={title.lang}>
          {title.text}
        </Anchor>
      }
      aside={<Phase phase={round.phase} />}
    >
      <Card>
        <Stack>
          <Facts
            compact
            of={[
              [
                t('consultation.version'),
                <Anchor key="version" component={Link} to={`/instruments/${instrument}/versions/${version}`}>
                  {t('version.numbered', { number: version })}
                </Anchor>,
              ],
              [t('consultation.by'), `${round.body.organisation}, ${round.body.name}`],
              [t('consultation.stage'), round.stage ? stageName(round.stage.label, speech) : undefined],
              [t('consultation.from'), round.phase === 'planned' ? moment(round.opensAt, lang) : undefined],
              [t('consultation.until'), moment(round.closesAt, lang)],
              [t('consultation.closed_at'), round.closedAt ? moment(round.closedAt, lang) : undefined],
              [t('consultation.closed_because'), round.closedBecause ?? undefined],
              [
                t('consultation.visibility'),
                round.phase === 'closed' ? undefined : t(`consultation.visibility.${round.visibility}`),
              ],
            ]}
          />
          {round.extensions.map((one) => (
            <Text key={one.at} size="sm">
              {t('consultation.extended', {
                ...{ from: moment(one.from, lang), to: moment(one.to, lang), reason: one.reason },
              })}
            </Text>
          ))}
          {round.note && (
            <div>
              <Text fw={640}>{t('consultation.note')}</Text>
              <Text style={{ whiteSpace: 'pre-wrap' }}>{round.note}</Text>
            </div>
          )}
        </Stack>
      </Card>
      {round.speaksFor.length > 0 && <Speaking round={round} code={code} />}
      {round.counts === null && <Alert color="blue">{t('consultation.withheld')}</Alert>}
      <Tasks
        tasks={tasks.map((one) => ({ task: one, label: t(`consultation.task.${one}`) }))}
        value={task ?? 'text'}
        onChange={setTask}
      >
        <Read query={query}>
          {({ expressions }) => {
            const texts = textsOf(expressions, lang);
            return (
              <>
                <Tabs.Panel value="text">
                  <TextToComment round={round} texts={texts} code={code} onSay={setSaying} />
                </Tabs.Panel>
                <Tabs.Panel value="comments">
                  <Comments round={round} texts={texts} code={code} onSay={setSaying} />
                </Tabs.Panel>
                <Tabs.Panel value="answers">
                  <Answers round={round} texts={texts} />
                </Tabs.Panel>
                <Tabs.Panel value="members">
                  <Members round={round} />
                </Tabs.Panel>
              </>
            );
          }}
        </Read>
      </Tasks>
      <CommentForm round={round} code={code} saying={saying} onClose={() => setSaying(null)} />
      <Section title={t('consultation.participation')}>
        <Card>
          <Stack>
            <Text>
              {t('consultation.answered', { answered: round.answered, count: round.invited })}
              {round.counts && ' · '}
              <Counted counts={round.counts} />
            </Text>
            <BarChart
              label={t('consultation.participation')}
              bars={round.participation.map(({ region, invited, answered }) => ({
                key: region ?? '',
                label:
                  region === null
                    ? t('consultation.region_unknown')
                    : (speech.known(`class.${region}`) ?? region),
                share: answered / invited,
                value: t('consultation.of_invited', { answered, invited }),
                colour: region === null ? 'var(--choice-abstain)' : 'var(--choice-for)',
              }))}
            />
            {files && (
              <Group>
                <Button
                  component="a"
                  variant="default"
                  href={addressOf(consultationRoutes.tableCsv, { consultation: round.id })}
                >
                  {t('consultation.take_csv')}
                </Button>
                <Button
                  component="a"
                  variant="default"
                  href={`${addressOf(consultationRoutes.tablePdf, { consultation: round.id })}?lang=${lang}`}
                >
                  {t('consultation.take_pdf')}
                </Button>
              </Group>
            )}
          </Stack>
        </Card>
      </Section>
      <Section title={t('poll.in_record')}>
        <Entries subject={`consultation:${round.id}`} />
      </Section>
    </Page>
  );
}

/** For whom one comments here; and that "no comments" is an answer. */
function Speaking({ round, code }: { round: RoundView; code: string | null }) {
  const { t } = useWords();
  const nothing = useAct(consultationRoutes.nothing);
  const silent = round.speaksFor.filter(({ answered }) => !answered);
  const said = round.comments.filter((one) => one.own && one.kind === 'none');
  return (
    <Card accent>
      <Stack gap="sm">
        <Text fw={600}>
          {t('comment.speak_for', { names: round.speaksFor.map(({ name }) => name).join('; ') })}
        </Text>
        {said.length > 0 && <Text>{t('comment.said_nothing')}</Text>}
        {silent.map(({ member, name }) => (
          <Group key={member}>
            <Confirmed
              variant="default"
              label={t('comment.nothing')}
              means={t('comment.nothing_means', { member: name })}
              busy={nothing.isPending}
              error={nothing.error}
              onConfirm={(close) =>
                nothing.mutate(
                  { consultation: round.id, member, ...(code !== null && { code }) },
                  { onSuccess: close },
                )
              }
            />
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
