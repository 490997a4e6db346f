import { Badge, Group, Stack, Text } from '@mantine/core';
import type { Lang } from '../../../src/basics/fields.js';
import type { AmendmentView } from '../../../src/motions/amendments.contract.js';
import type { ProposalView } from '../../../src/motions/motions.contract.js';
import type { Texts } from '../../../src/instruments/wordings.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { Instructions } from './instructions.js';
import { langsIn } from './subject.js';

/** What is proposed to do, in one line. */
export const proposalText = ({ recommendation, to, reason }: ProposalView, { t }: Speech): string =>
  t('ui.pair', {
    name:
      recommendation === 'refer' ? t('proposal.refer_to', { to: to ?? '' }) : t(`proposal.${recommendation}`),
    what: reason,
  });

/** Every proposal on an amendment, the newest first: it stands, those before it are the history. */
export function Proposals({
  proposals,
  texts,
  lang,
}: {
  proposals: AmendmentView['proposals'];
  /** The text that the amendment changes; null: it is not at hand. */
  texts: Texts | null;
  lang: Lang;
}) {
  const speech = useWords();
  const { t, lang: own } = speech;
  return (
    <Stack gap="sm" data-testid="proposals">
      {proposals.map((one, place) => {
        const wordings = one.wordings ?? {};
        const told = wordings[lang] ? lang : langsIn(wordings)[0];
        return (
          <div key={one.id}>
            <Group gap="xs">
              <Badge color={place === 0 ? 'green' : 'gray'}>
                {t(place === 0 ? 'proposal.stands' : 'proposal.superseded')}
              </Badge>
              <Text size="sm" c="dimmed">
                {moment(one.at, own)}
              </Text>
            </Group>
            <Text>{proposalText(one, speech)}</Text>
            {texts && told && wordings[told] && (
              <Instructions base={texts[told] ?? []} operations={wordings[told]} lang={told} />
            )}
          </div>
        );
      })}
    </Stack>
  );
}
