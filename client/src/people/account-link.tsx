import { Alert, Code, Group, Stack, Text } from '@mantine/core';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import { useAct, type Out } from '../house/api.js';
import { ConfirmDialog } from '../ui/Confirmed.js';
import { Qr } from '../ui/Qr.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';

type Link = Out<typeof peopleRoutes.makeAccountLink>;

/** A link is shown once: the house keeps only its hash. */
export function AccountLink({ link, name }: { link: Link; name: string }) {
  const { t, lang } = useWords();
  return (
    <Alert color="teal" role="status" title={t('account.link_for', { name })} data-testid="account-link">
      <Group align="flex-start">
        <Qr text={link.url} label={t('account.link_qr', { name })} size={132} />
        <Stack gap="xs" style={{ flex: '1 1 16rem', minWidth: 0 }}>
          <Text>{t('account.link_means', { until: moment(link.until, lang) })}</Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {link.url}
          </Code>
        </Stack>
      </Group>
    </Alert>
  );
}

/** Asks before a new link: the one made before is dead then. */
export function MakeLink({
  person,
  name,
  opened,
  onClose,
  onMade,
}: {
  person: string;
  name: string;
  opened: boolean;
  onClose: () => void;
  onMade: (link: Link) => void;
}) {
  const { t } = useWords();
  const make = useAct(peopleRoutes.makeAccountLink);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      label={t('account.make_link')}
      means={t('account.make_link_means', { name })}
      error={make.error}
      busy={make.isPending}
      onConfirm={(close) =>
        make.mutate(
          { person },
          {
            onSuccess: (link) => {
              onMade(link);
              close();
            },
          },
        )
      }
    />
  );
}
