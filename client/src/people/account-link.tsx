import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { accountRoutes } from '../../../src/people/account.contract.js';
import { useAct, type Out } from '../house/api.js';
import { ConfirmDialog } from '../ui/Confirmed.js';
import { Qr } from '../ui/Qr.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { useSession } from './session.js';

type Link = Out<typeof accountRoutes.makeLink>;

/** A link is shown once: the house keeps only its hash. One that goes by mail is shown to nobody here. */
export function AccountLink({ link, name }: { link: Link; name: string }) {
  const { t, lang } = useWords();
  const until = moment(link.until, lang);
  return (
    <Alert color="teal" role="status" title={t('account.link_for', { name })} data-testid="account-link">
      {link.url === null ? (
        <Text>{t('account.link_sent', { until })}</Text>
      ) : (
        <Group align="flex-start">
          <Qr text={link.url} label={t('account.link_qr', { name })} size={132} />
          <Stack gap="xs" style={{ flex: '1 1 16rem', minWidth: 0 }}>
            <Text>{t('account.link_means', { until })}</Text>
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {link.url}
            </Code>
          </Stack>
        </Group>
      )}
    </Alert>
  );
}

/** Asks before a new link: the one made before is dead then. Where the house sends mail it can go by itself. */
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
  const { data: session } = useSession();
  const make = useAct(accountRoutes.makeLink);
  const begin = (send: boolean, close: () => void): void =>
    make.mutate(
      { person, send },
      {
        onSuccess: (link) => {
          onMade(link);
          close();
        },
      },
    );
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      label={t('account.make_link')}
      means={t('account.make_link_means', { name })}
      error={make.error}
      busy={make.isPending}
      onConfirm={(close) => begin(false, close)}
      {...(session?.recovers && {
        also: (close) => (
          <Button variant="light" loading={make.isPending} onClick={() => begin(true, close)}>
            {t('account.send_link')}
          </Button>
        ),
      })}
    />
  );
}
