import { Anchor, Badge, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { electionRoutes } from '../../../src/elections/elections.contract.js';
import { useRead } from '../house/api.js';
import { Entries } from '../record/entries.js';
import { Facts } from '../ui/Facts.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { inLang, useWords } from '../words/words.js';
import { CANDIDATE_COLOURS, comesFrom } from './elections.js';

/** The page of one candidate: who it is, what it says to the electors, who supports it, and what became of it. */
export default function Candidate() {
  const { candidate: id = '' } = useParams();
  const { t, known, lang } = useWords();
  const query = useRead(electionRoutes.candidate, { candidate: id });
  return (
    <Read query={query}>
      {({ candidate, election }) => {
        const title = inLang(election.titles, lang);
        const names = (some: readonly { name: string }[]): string | null =>
          some.length > 0 ? new Intl.ListFormat(lang).format(some.map(({ name }) => name)) : null;
        return (
          <Page
            title={candidate.name ?? t('contest.nameless', { number: candidate.place ?? 0 })}
            over={
              <Anchor
                component={Link}
                to={`/assemblies/${election.assembly}/elections`}
                inherit
                lang={title.lang}
              >
                {t('election.numbered', { number: election.number })} · {title.text}
              </Anchor>
            }
            aside={
              candidate.elected === null ? (
                <Badge color={CANDIDATE_COLOURS[candidate.state]}>
                  {t(`candidate.state.${candidate.state}`)}
                </Badge>
              ) : (
                <Badge color="green">{t('candidate.elected', { round: candidate.elected })}</Badge>
              )
            }
          >
            <Section title={t('candidate.statement')}>
              {candidate.statement ? (
                <Card>
                  <Text style={{ whiteSpace: 'pre-line' }}>{candidate.statement}</Text>
                </Card>
              ) : (
                <Nothing>{t('candidate.no_statement')}</Nothing>
              )}
            </Section>
            <Card>
              <Facts
                of={[
                  [t('candidate.comes_from'), comesFrom(candidate, known).join(' · ') || null],
                  [t('candidate.nominator'), candidate.nominatedBy?.name ?? undefined],
                  [t('candidate.seconders'), names(candidate.seconders) ?? undefined],
                  [t('candidate.place'), candidate.place ?? undefined],
                  [t('ui.reason'), candidate.reason ?? undefined],
                  [
                    t('candidate.state.withdrawn'),
                    candidate.electedIn
                      ? t('candidate.elected_in', { name: inLang(candidate.electedIn.titles, lang).text })
                      : undefined,
                  ],
                  [
                    t('election.latest_poll'),
                    election.polls[0] ? (
                      <Anchor key="poll" component={Link} to={`/polls/${election.polls[0]}`}>
                        {title.text}
                      </Anchor>
                    ) : undefined,
                  ],
                ]}
              />
            </Card>
            <Section title={t('candidate.in_record')}>
              <Entries subject={`candidate:${id}`} />
            </Section>
          </Page>
        );
      }}
    </Read>
  );
}
