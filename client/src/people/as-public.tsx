import { Alert, Anchor, Button } from '@mantine/core';
import { asPublic, leavePublic } from '../house/as-public.js';
import { useWords } from '../words/words.js';

/** On every page of a tab that shows the house as the public sees it. */
export function AsPublic() {
  const { t } = useWords();
  if (!asPublic) return null;
  return (
    <Alert mb="md" title={t('public.view')} data-testid="as-public">
      <p style={{ marginBlock: '0 0.75rem' }}>{t('public.means')}</p>
      <Button variant="default" onClick={leavePublic}>
        {t('public.leave')}
      </Button>
    </Alert>
  );
}

/** Opens an assembly in a tab of its own as the public sees it. */
export function ToPublicView({ assembly }: { assembly: string }) {
  const { t } = useWords();
  return (
    <Anchor href={`/assemblies/${assembly}?as=public`} target="_blank" rel="noopener">
      {t('public.view')}
    </Anchor>
  );
}
