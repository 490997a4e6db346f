import { Badge, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { FloorView } from '../../../src/live/live.contract.js';
import { isMain } from '../../../src/motions/motion.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionDraft } from '../../../src/motions/motions.contract.js';
import { useAct, useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Card } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';
import { mayDo } from './acts.js';
import { Begun } from './begun.js';
import { AmendmentForm, Proceed } from './forms.js';
import { nameOf } from './states.js';
import { OwnMotion } from './submit.js';

type Asked = 'own' | 'meeting' | 'bloc' | MotionDraft;

/** Motions that begin with no other (an own text, one about the meeting, several in one vote), and what is being written. */
export function Meeting({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!mayDo(floor, 'motion.submit')) return null;
  const lead = floor.offices.includes('chair') || floor.offices.includes('secretariat');
  const ready = floor.motions.filter((one) => one.state === 'ready' && isMain(one) && one.bloc === null);
  const close = (): void => setAsked(null);
  const draft = typeof asked === 'object' ? asked : null;
  const amended = draft && floor.motions.find(({ id }) => id === draft.to);
  return (
    <Group>
      <Begun motions={floor.motions} />
      <Drafts floor={floor} onContinue={setAsked} />
      {floor.offices.includes('delegate') && (
        <Button variant="default" onClick={() => setAsked('own')}>
          {t('motion.submit_new')}
        </Button>
      )}
      <Button variant="default" onClick={() => setAsked('meeting')}>
        {t('motion.about_meeting')}
      </Button>
      {lead && ready.length > 1 && (
        <Button variant="default" onClick={() => setAsked('bloc')}>
          {t('motion.make_bloc')}
        </Button>
      )}
      <Modal
        opened={asked !== null}
        onClose={close}
        size="lg"
        title={
          amended
            ? t('motion.submit_amendment')
            : asked === 'own' || draft
              ? t('motion.submit_new')
              : t(asked === 'bloc' ? 'motion.make_bloc' : 'motion.about_meeting')
        }
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        {asked === 'own' && <OwnMotion floor={floor} onDone={close} />}
        {draft && amended && <AmendmentForm motion={amended} floor={floor} draft={draft} onDone={close} />}
        {draft && !amended && <OwnMotion floor={floor} draft={draft} onDone={close} />}
        {asked === 'meeting' && (
          <Proceed assembly={floor.assembly.id} motion={null} floor={floor} onDone={close} />
        )}
        {asked === 'bloc' && <Bloc floor={floor} onDone={close} />}
      </Modal>
    </Group>
  );
}

/** What the reader has begun and not submitted: nobody else sees it. */
function Drafts({ floor, onContinue }: { floor: FloorView; onContinue: (draft: MotionDraft) => void }) {
  const { t, lang } = useWords();
  const assembly = floor.assembly.id;
  const { data } = useRead(motionRoutes.drafts, { assembly });
  const discard = useAct(motionRoutes.discardDraft);
  if (!data || data.drafts.length === 0) return null;
  return (
    <Stack gap="xs" w="100%" role="group" aria-label={t('draft.title')}>
      {data.drafts.map((one) => {
        const amended = floor.motions.find(({ id }) => id === one.to);
        const title = inLang(one.titles, lang);
        const name = title.text || one.text.slice(0, 60) || t('draft.untitled');
        return (
          <Card key={one.draft} data-testid="draft">
            <Group justify="space-between">
              <div>
                <Text fw={600} {...(title.text && { lang: title.lang })}>
                  {amended && `${t('motion.amends', { name: nameOf(amended, t) })} · `}
                  {name}
                </Text>
                <Text size="sm" c="dimmed">
                  {t('draft.means', { time: moment(one.savedAt, lang) })}
                </Text>
              </div>
              <Group gap="xs">
                <Badge color="gray">{t('motion.state.draft')}</Badge>
                <Button
                  variant="light"
                  aria-label={t('ui.pair', { name: t('draft.continue'), what: name })}
                  onClick={() => onContinue(one)}
                >
                  {t('draft.continue')}
                </Button>
                <Button
                  variant="default"
                  aria-label={t('ui.pair', { name: t('draft.discard'), what: name })}
                  loading={discard.isPending && discard.variables.draft === one.draft}
                  onClick={() => discard.mutate({ assembly, draft: one.draft })}
                >
                  {t('draft.discard')}
                </Button>
              </Group>
            </Group>
          </Card>
        );
      })}
      <Failure error={discard.error} />
    </Stack>
  );
}

const TITLES = { en: 'Motions without objection', fr: 'Motions sans objection', es: 'Mociones sin objeción' };

function Bloc({ floor, onDone }: { floor: FloorView; onDone: () => void }) {
  const { t, lang } = useWords();
  const submit = useAct(motionRoutes.submit);
  const ready = floor.motions.filter((one) => one.state === 'ready' && isMain(one) && one.bloc === null);
  const [chosen, setChosen] = useState<string[]>(ready.map(({ id }) => id));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit.mutate(
          { assembly: floor.assembly.id, titles: TITLES, about: { kind: 'bloc', motions: chosen } },
          { onSuccess: onDone },
        );
      }}
    >
      <Stack>
        <Text c="dimmed">{t('motion.bloc_means')}</Text>
        <Checkbox.Group label={t('motion.in_bloc')} value={chosen} onChange={setChosen}>
          <Stack mt="xs">
            {ready.map((one) => (
              <Checkbox
                key={one.id}
                value={one.id}
                label={`${nameOf(one, t)} · ${inLang(one.titles, lang).text}`}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Failure error={submit.error} />
        <Button type="submit" loading={submit.isPending} disabled={chosen.length < 2}>
          {t('motion.make_bloc')}
        </Button>
      </Stack>
    </form>
  );
}
