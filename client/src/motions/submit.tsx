import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import type { Lang } from '../../../src/basics/fields.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionDraft } from '../../../src/motions/motions.contract.js';
import { nameOfItem } from '../assemblies/agenda.js';
import { useAct } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { forget, useKept } from '../ui/kept.js';
import { TitlesInput, titlesOf } from '../ui/TitlesInput.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { NO_MATTER, Saved, useDraft } from './draft.js';
import { ForMember } from './forms.js';
import { OwnText } from './own-text.js';

/** Until when motions come in time, by the clock of the assembly. */
export function MotionsDue({ assembly }: { assembly: FloorView['assembly'] }) {
  const { t, lang } = useWords();
  const { motionsDue: due, timeZone } = assembly;
  if (due === null) return null;
  const zone = timeZone ?? 'UTC';
  return <Text c="dimmed">{t('motion.due_until', { moment: moment(due, lang, zone), zone })}</Text>;
}

/** A motion of one's own: a title and a text, kept as a draft until it is submitted. */
export function OwnMotion({
  floor,
  draft,
  onDone,
}: {
  floor: FloorView;
  /** Which was begun; left out: a new one. */
  draft?: MotionDraft;
  onDone: () => void;
}) {
  const { t, lang } = useWords();
  const { assembly, speaksFor } = floor;
  const submit = useAct(motionRoutes.submit);
  const drafting = useDraft(assembly.id, draft ?? { ...NO_MATTER, member: speaksFor[0]?.member ?? null });
  const { matter, change } = drafting;
  const [textLang, setTextLang] = useKept<Lang>(`motion text ${drafting.draft}`, 'lang', lang);
  const items = assembly.items.filter(({ state }) => state !== 'withdrawn');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { titles, text, member, item } = matter;
        submit.mutate(
          {
            ...{
              assembly: assembly.id,
              titles: titlesOf(titles),
              about: { kind: 'text', text, lang: textLang },
            },
            ...{ member, item, draft: drafting.draft },
          },
          {
            onSuccess: () => {
              drafting.done();
              forget(`motion text ${drafting.draft}`);
              onDone();
            },
          },
        );
      }}
    >
      <Stack>
        <MotionsDue assembly={assembly} />
        <TitlesInput
          label={t('motion.title')}
          value={matter.titles}
          onChange={(titles) => change({ titles })}
        />
        <OwnText
          label={t('motion.text')}
          text={matter.text}
          lang={textLang}
          minRows={5}
          onText={(text) => change({ text })}
          onLang={setTextLang}
        />
        {items.length > 0 && (
          <NativeSelect
            label={t('item.item')}
            value={matter.item ?? ''}
            onChange={(event) => change({ item: event.currentTarget.value || null })}
            data={[
              { value: '', label: '–' },
              ...items.map((one) => ({ value: one.id, label: nameOfItem(one, lang).text })),
            ]}
          />
        )}
        <ForMember floor={floor} value={matter.member ?? ''} onChange={(member) => change({ member })} />
        <Saved drafting={drafting} />
        <Failure error={submit.error} />
        <Button type="submit" loading={submit.isPending}>
          {t('motion.submit')}
        </Button>
      </Stack>
    </form>
  );
}
