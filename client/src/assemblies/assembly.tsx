import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import { addressOf, useRead } from '../house/api.js';
import { certaintyBadge } from '../instruments/stages.js';
import { aboutOf } from '../motions/about.js';
import { motionBadge } from '../motions/states.js';
import { officesIn, useSession } from '../people/session.js';
import { OutcomeBadge, resultText } from '../polls/result.js';
import { Facts } from '../ui/Facts.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';
import { Demonstration } from './home.js';
import { Quorum } from './quorum.js';
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
          ['desk', 'desk.title', offices.has('secretariat') || offices.has('teller')],
          ['hall', 'hall.title', true],
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
                      variant={place === 'hall' ? 'default' : 'filled'}
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
                  [t('ui.source'), assembly.historical ? assembly.source : undefined],
                  [
                    t('ui.certainty'),
                    assembly.historical ? certaintyBadge(assembly.certainty, speech) : undefined,
                  ],
                ]}
              />
              {assembly.note && <Text mt="md">{assembly.note}</Text>}
            </Card>
            {assembly.quorum && (
              <Section title={t('quorum.title')}>
                <Card>
                  <Quorum quorum={assembly.quorum} arithmetic />
                </Card>
              </Section>
            )}
            {(!assembly.historical || assembly.items.length > 0) && (
              <Section title={t('assembly.agenda')}>
                {assembly.items.length === 0 ? (
                  <Nothing>{t('assembly.no_items')}</Nothing>
                ) : (
                  <Card>
                    <Stack gap="md" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
                      {assembly.items.map((item) => {
                        const title = inLang(item.titles, lang);
                        return (
                          <li key={item.id}>
                            <Group gap="xs">
                              <Text fw={600} lang={title.lang}>
                                {item.number}. {title.text}
                              </Text>
                              {item.internal && <Badge color="gray">{t('item.internal')}</Badge>}
                            </Group>
                            {item.papers.map((paper) => (
                              <div key={paper.id}>
                                <Anchor
                                  href={addressOf(assemblyRoutes.paper, { assembly: id, paper: paper.id })}
                                  target="_blank"
                                  rel="noopener"
                                >
                                  {paper.name} (PDF, {Math.ceil(paper.bytes / 1024)} kB)
                                </Anchor>
                              </div>
                            ))}
                          </li>
                        );
                      })}
                    </Stack>
                  </Card>
                )}
              </Section>
            )}
            {!assembly.historical && (
              <Section title={t('assembly.sittings')}>
                {assembly.sittings.length === 0 && <Nothing>{t('assembly.no_sittings')}</Nothing>}
                <Stack gap={4}>
                  {assembly.sittings.map((sitting) => (
                    <Text key={sitting.id}>
                      {t('sitting.numbered', { number: sitting.number })}
                      {sitting.name && ` · ${sitting.name}`} · {t(`sitting.state.${sitting.state}`)}
                      {(sitting.openedAt ?? sitting.plannedFrom) &&
                        ` · ${moment((sitting.openedAt ?? sitting.plannedFrom)!, lang, assembly.timeZone)}`}
                    </Text>
                  ))}
                </Stack>
              </Section>
            )}
            <Section title={t('assembly.motions')}>
              <Read query={motions}>
                {(read) =>
                  read.motions.length === 0 ? (
                    <Nothing>
                      {t(assembly.historical ? 'assembly.no_polls_here' : 'assembly.no_motions')}
                    </Nothing>
                  ) : (
                    <Stack>
                      {read.motions.map((motion) => {
                        const title = inLang(motion.titles, lang);
                        const held = (polls.data?.polls ?? []).filter((poll) => poll.motion === motion.id);
                        return (
                          <Card key={motion.id}>
                            <Group justify="space-between" wrap="nowrap" align="flex-start">
                              <Text fw={640} lang={title.lang}>
                                {t('motion.numbered', { number: motion.number })} · {title.text}
                              </Text>
                              {motionBadge(motion.state, t)}
                            </Group>
                            {motion.mover && (
                              <Text size="sm" c="dimmed">
                                {t('motion.moved_by', { mover: motion.mover })}
                              </Text>
                            )}
                            {aboutOf(motion, t)}
                            {motion.reason && (
                              <Text mt={6}>{t('motion.because', { reason: motion.reason })}</Text>
                            )}
                            {motion.decision !== null && (
                              <Text fw={640} mt={6}>
                                {t('poll.decision', { number: motion.decision })}
                              </Text>
                            )}
                            {held.map((poll) => (
                              <Group key={poll.id} gap="sm" mt={6}>
                                <Anchor component={Link} to={`/polls/${poll.id}`} py={6}>
                                  {t('poll.numbered', { number: poll.number })}
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
          </Page>
        );
      }}
    </Read>
  );
}
