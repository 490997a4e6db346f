import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { must } from '../../../src/basics/must.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import { Debates } from '../debate/debates.js';
import { HasTheFloor } from '../debate/has-the-floor.js';
import { useRead } from '../house/api.js';
import { useFloor } from '../live/floor.js';
import { useAnchor } from '../instruments/anchor.js';
import { listed } from '../instruments/listed.js';
import { CertaintyMark, HowKnown } from '../instruments/sources.js';
import { outcomeText, stageName } from '../instruments/stages.js';
import { About, Standing } from '../motions/about.js';
import { motionBadge, nameOf } from '../motions/states.js';
import { officesIn, secretariatOf, useSession } from '../people/session.js';
import { OutcomeBadge, resultText } from '../polls/result.js';
import { pollName } from '../polls/taken.js';
import { Facts } from '../ui/Facts.js';
import { Card, Head, Nothing, Page, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { usual } from '../words/usual.js';
import { inLang, useWords } from '../words/words.js';
import { History } from '../bodies/history.js';
import { AgendaTree } from './agenda.js';
import { CorrectAssembly } from './correct.js';
import { Demonstration } from './home.js';
import { QuorumOverTime } from './quorum-series.js';
import { Sittings } from './sittings.js';
import { datesOf } from './when.js';

/** One assembly as its record shows it: agenda and papers, motions, decisions; and the doors that an office opens. */
export default function Assembly() {
  const { assembly: id = '' } = useParams();
  const speech = useWords();
  const { t, lang } = speech;
  const { data: session } = useSession();
  const query = useRead(assemblyRoutes.assembly, { assembly: id });
  const motions = useRead(motionRoutes.motions, { assembly: id });
  const polls = useRead(pollRoutes.polls, { assembly: id });
  return (
    <Read query={query}>
      {(assembly) => {
        const offices = officesIn(session, { assembly: id, body: assembly.body.id });
        const doors = [
          ['floor', 'floor.title', offices.has('delegate')],
          ['chair', 'chair.title', offices.has('chair')],
          ['tellers', 'tellers.title', offices.has('teller')],
          ['desk', 'desk.title', offices.has('secretariat') || offices.has('teller')],
          ['elections', 'elections.title', true],
          ['hall', 'hall.title', true],
          ['next', 'next.title', secretariatOf(session, assembly.body.id)],
        ] as const;
        return (
          <Page
            title={assembly.name}
            over={
              <Anchor component={Link} to={`/bodies/${assembly.body.id}`} inherit>
                {assembly.body.organisation} · {assembly.body.name}
              </Anchor>
            }
            aside={
              <Group gap={6}>
                {secretariatOf(session, assembly.body.id) && <CorrectAssembly of={assembly} />}
                {assembly.demonstration && <Demonstration />}
                {assembly.historical && <Badge color="gray">{t('assembly.historical')}</Badge>}
              </Group>
            }
          >
            {!assembly.historical && (
              <Group component="nav" aria-label={t('assembly.doors')}>
                {doors.map(([place, name, open]) =>
                  open ? (
                    <Button
                      key={place}
                      component={Link}
                      to={`/assemblies/${id}/${place}`}
                      variant={['hall', 'elections', 'next'].includes(place) ? 'default' : 'filled'}
                    >
                      {t(name)}
                    </Button>
                  ) : null,
                )}
                {offices.size === 0 && (
                  <Button component={Link} to={`/assemblies/${id}/floor`} variant="light">
                    {t('floor.watch')}
                  </Button>
                )}
              </Group>
            )}
            <Card>
              <Facts
                of={[
                  [t('assembly.place'), assembly.place],
                  [t('assembly.dates'), datesOf(assembly, lang)],
                  [t('assembly.time_zone'), assembly.historical ? undefined : assembly.timeZone],
                  [t('assembly.rules'), assembly.historical ? undefined : (assembly.ruleSet?.name ?? null)],
                  [
                    t('assembly.motions_due'),
                    assembly.motionsDue === null
                      ? undefined
                      : `${moment(assembly.motionsDue, lang, assembly.timeZone)} (${assembly.timeZone ?? 'UTC'})`,
                  ],
                  [t('ui.source'), assembly.historical ? assembly.source : undefined],
                  [
                    t('ui.certainty'),
                    assembly.historical ? (
                      <CertaintyMark key="certainty" of={assembly.certainty} />
                    ) : undefined,
                  ],
                ]}
              />
              {assembly.note && <Text mt="md">{assembly.note}</Text>}
            </Card>
            <QuorumOverTime assembly={assembly} />
            {(!assembly.historical || assembly.items.length > 0) && (
              <Section title={t('assembly.agenda')}>
                <AgendaTree assembly={assembly} />
              </Section>
            )}
            {!assembly.historical && (
              <Section title={t('assembly.sittings')}>
                <Sittings assembly={assembly} />
              </Section>
            )}
            {assembly.historical && <Entered assembly={id} />}
            {assembly.sittings.some(({ state }) => state === 'open') && <Speaks assembly={id} />}
            <Section title={t('assembly.motions')}>
              <Read query={motions}>
                {(read) =>
                  read.motions.length === 0 ? (
                    <Nothing>
                      {t(assembly.historical ? 'assembly.no_polls_here' : 'assembly.no_motions')}
                    </Nothing>
                  ) : (
                    <Stack>
                      <Anchored />
                      {read.motions.map((motion) => {
                        const title = inLang(motion.titles, lang);
                        const held = (polls.data?.polls ?? []).filter((poll) => poll.motion === motion.id);
                        return (
                          <Card key={motion.id} id={motion.id}>
                            <Head>
                              <Text fw={640} lang={title.lang}>
                                {nameOf(motion, t)} · {title.text}
                              </Text>
                              {motionBadge(motion, t)}
                            </Head>
                            <About motion={motion} among={read.motions} />
                            <Standing motion={motion} among={read.motions} timeZone={assembly.timeZone} />
                            {motion.decision !== null && (
                              <Text fw={640} mt={6}>
                                {t('poll.decision', { number: motion.decision })}
                              </Text>
                            )}
                            {held.map((poll) => (
                              <Group key={poll.id} gap="sm" mt={6}>
                                <Anchor component={Link} to={`/polls/${poll.id}`} py={6}>
                                  {pollName(poll, t)}
                                </Anchor>
                                {poll.result ? (
                                  <>
                                    <OutcomeBadge outcome={poll.result.outcome} size="md" />
                                    <Text size="sm">{resultText(poll.result, poll.unit, speech)}</Text>
                                  </>
                                ) : (
                                  <Badge color="yellow">{t(`poll.state.${poll.state}`)}</Badge>
                                )}
                              </Group>
                            ))}
                          </Card>
                        );
                      })}
                    </Stack>
                  )
                }
              </Read>
            </Section>
            {!assembly.historical && <Debates assembly={assembly} motions={motions.data?.motions ?? []} />}
            <History of={`assembly:${id}`} />
          </Page>
        );
      }}
    </Read>
  );
}

/** Among the motions: brings the one that the address names into sight, as they come later than the page. */
function Anchored() {
  useAnchor();
  return null;
}

/** What an assembly of the paper era decided on instruments, as it was entered from sources. */
function Entered({ assembly }: { assembly: string }) {
  const speech = useWords();
  const { t, lang } = speech;
  const query = useRead(instrumentRoutes.instruments, {});
  return (
    <Section title={t('assembly.entered')}>
      <Read query={query}>
        {({ instruments }) => {
          const decided = listed(instruments, lang).flatMap(({ id, titles, stages, passages }) =>
            passages
              .filter((passage) => passage.assembly?.id === assembly)
              .map((passage) => ({
                ...{ id, titles, passage },
                stage: must(
                  stages.find((stage) => stage.id === passage.stage),
                  'stage of the passage',
                ),
              })),
          );
          if (decided.length === 0) return <Nothing>{t('assembly.entered_none')}</Nothing>;
          return (
            <Stack>
              {decided.map(({ id, titles, passage, stage }) => {
                const title = inLang(titles, lang);
                return (
                  <Card key={`${id} ${passage.number}`}>
                    <Anchor component={Link} to={`/instruments/${id}`} lang={title.lang} fw={640}>
                      {title.text}
                    </Anchor>
                    <Text>
                      {stageName(stage.label, speech)}
                      {passage.outcome !== null && ` · ${outcomeText(passage.outcome, stage.kind, speech)}`}
                      {passage.result !== null && ` · ${usual('result', passage.result, speech)}`}
                    </Text>
                    <HowKnown source={passage.source} certainty={passage.certainty} />
                  </Card>
                );
              })}
            </Stack>
          );
        }}
      </Read>
    </Section>
  );
}

/** Who has the floor of an assembly that sits now. */
function Speaks({ assembly }: { assembly: string }) {
  const { data } = useFloor(assembly);
  return <HasTheFloor list={data?.speakers ?? null} />;
}
