import { Page } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { Entries } from './entries.js';

export default function RecordPage() {
  const { t } = useWords();
  return (
    <Page title={t('record.title')} under={t('record.under')}>
      <Entries />
    </Page>
  );
}
