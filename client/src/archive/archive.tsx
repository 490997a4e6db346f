import { Alert, Group, Stack, Text } from '@mantine/core';
import { archiveRoutes } from '../../../src/archive/archive.contract.js';
import { addressOf, useAct } from '../house/api.js';
import { Confirmed } from '../ui/Confirmed.js';
import { Card, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';

/** The whole house as one file. It is asked for, which the record says, and comes as a download that nothing here holds. */
export function Archive() {
  const { t } = useWords();
  const take = useAct(archiveRoutes.take);
  return (
    <Section title={t('archive.title')}>
      <Card>
        <Stack>
          <Text>{t('archive.means')}</Text>
          <Text>{t('archive.left_out')}</Text>
          <Text>{t('archive.restore')}</Text>
          <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
            npx plenary restore plenary.tar.gz
          </Text>
          {take.isSuccess && (
            <Alert color="green" role="status">
              {t('archive.begun')}
            </Alert>
          )}
          <Group>
            <Confirmed
              label={t('archive.take')}
              means={t('archive.take_means')}
              busy={take.isPending}
              error={take.error}
              onConfirm={(close) =>
                take.mutate(
                  {},
                  {
                    onSuccess: () => {
                      close();
                      window.location.assign(addressOf(archiveRoutes.file, {}));
                    },
                  },
                )
              }
            />
          </Group>
        </Stack>
      </Card>
    </Section>
  );
}
