import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { CSSProperties } from 'react';
import type { z } from 'zod';
import { AGENDA_DEPTH, movesOf, pathOf } from '../../../src/assemblies/agenda.js';
import { assemblyRoutes, ITEM_KINDS } from '../../../src/assemblies/assemblies.contract.js';
import type {
  AssemblyView,
  ItemKind,
  ItemView,
  PaperView,
} from '../../../src/assemblies/assemblies.contract.js';
import { useAct } from '../house/api.js';
import { forget, useKept } from '../ui/kept.js';
import { Failure } from '../ui/Failure.js';
import { ArrowIcon } from '../ui/icons.js';
import { More } from '../ui/More.js';
import { Card, Head, Nothing, Section } from '../ui/Page.js';
import { base64Of } from '../ui/FileChoice.js';
import { NO_TITLES, TitlesInput, titlesOf } from '../ui/TitlesInput.js';
import type { Draft } from '../ui/TitlesInput.js';
import { useWords } from '../words/words.js';
import { ItemBadges, ItemName, nameOfItem, Paper } from './agenda.js';
import classes from './agenda.module.css';
import { ReasonDialog } from './with-reason.js';

type Assembly = z.infer<typeof AssemblyView>;
type Matter = Pick<ItemView, 'titles' | 'kind' | 'minutes' | 'presenter' | 'internal'>;
const STEPS = ['up', 'down', 'in', 'out'] as const;
type Step = (typeof STEPS)[number];

/** The agenda as the secretariat makes it: every item with its steps, its form and its papers. */
export function AgendaEditor({ assembly }: { assembly: Assembly }) {
  const { t } = useWords();
  const add = useAct(assemblyRoutes.addItem);
  const move = useAct(assemblyRoutes.moveItem);
  const { items } = assembly;
  const keep = useFocusOnStep(items);
  return (
    <Section title={t('assembly.agenda')}>
      <Stack>
        {items.length === 0 ? (
          <Nothing>{t('assembly.no_items')}</Nothing>
        ) : (
          <Card>
            <Stack gap={0} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
              {items.map((item) => (
                <Row
                  key={item.id}
                  assembly={assembly}
                  item={item}
                  onStep={(step, to) => {
                    keep(item.id, step);
                    move.mutate({ assembly: assembly.id, item: item.id, ...to });
                  }}
                />
              ))}
            </Stack>
            <Failure error={move.error} />
          </Card>
        )}
        <Card>
          <ItemForm
            form={`item of ${assembly.id}`}
            label={t('item.add')}
            error={add.error}
            busy={add.isPending}
            onSave={(matter, done) => add.mutate({ assembly: assembly.id, ...matter }, { onSuccess: done })}
          />
        </Card>
      </Stack>
    </Section>
  );
}

const stepId = (item: string, step: Step): string => `item-${item}-${step}`;

/** After a step the buttons stand elsewhere, and the one that was pressed may be out of use: the focus goes with the item. */
function useFocusOnStep(items: readonly ItemView[]): (item: string, step: Step) => void {
  const kept = useRef<{ item: string; step: Step } | null>(null);
  useEffect(() => {
    if (!kept.current) return;
    const { item, step } = kept.current;
    kept.current = null;
    const button = [step, ...STEPS]
      .map((one) => document.querySelector<HTMLButtonElement>(`#${stepId(item, one)}:not(:disabled)`))
      .find((one) => one !== null);
    button?.focus();
  }, [items]);
  return (item, step) => {
    kept.current = { item, step };
  };
}

function Row({
  assembly,
  item,
  onStep,
}: {
  assembly: Assembly;
  item: ItemView;
  onStep: (step: Step, to: { parent: string | null; before: string | null }) => void;
}) {
  const { t, lang } = useWords();
  const { items } = assembly;
  const attach = useAct(assemblyRoutes.attachPaper);
  const withdraw = useAct(assemblyRoutes.withdrawItem);
  const change = useAct(assemblyRoutes.changeItem);
  const add = useAct(assemblyRoutes.addItem);
  const [form, setForm] = useState<'edit' | 'add' | 'withdraw' | null>(null);
  /** The file that is to be attached, once it has a title. */
  const [chosen, setChosen] = useState<File | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const name = nameOfItem(item, lang).text;
  const depth = pathOf(items, item.id).length;
  const moves = movesOf(items, item);
  const close = (): void => setForm(null);
  const closing = (done: () => void) => (): void => {
    done();
    close();
  };
  const input = { assembly: assembly.id, item: item.id };
  const live = item.state !== 'withdrawn';
  const said = [item.minutes !== null && t('item.minutes', { minutes: item.minutes }), item.presenter]
    .filter(Boolean)
    .join(' · ');
  return (
    <li
      className={classes.row}
      style={{ '--depth': depth - 1 } as CSSProperties}
      data-testid={`item-${item.number}`}
    >
      <Head>
        <Group gap="xs">
          <ItemName item={item} fw={600} />
          <ItemBadges items={items} item={item} />
        </Group>
        {live && (
          <Group gap={0}>
            <Group gap={0} role="group" aria-label={t('item.move', { name })}>
              {STEPS.map((step) => {
                const to = moves[step];
                return (
                  <ActionIcon
                    key={step}
                    id={stepId(item.id, step)}
                    className={classes.step}
                    aria-label={t(`item.move_${step}`, { name })}
                    title={t(`item.step_${step}`)}
                    disabled={to === null}
                    onClick={() => to && onStep(step, to)}
                  >
                    <ArrowIcon to={step} />
                  </ActionIcon>
                );
              })}
            </Group>
            <More
              name={name}
              busy={attach.isPending}
              deeds={[
                { label: t('item.edit'), begin: () => setForm('edit') },
                ...(depth < AGENDA_DEPTH
                  ? [{ label: t('item.add_under'), begin: () => setForm('add') }]
                  : []),
                { label: t('paper.attach'), begin: () => file.current?.click() },
                ...(item.state === 'planned'
                  ? [{ label: t('item.withdraw'), begin: () => setForm('withdraw') }]
                  : []),
              ]}
            />
            <input
              ref={file}
              type="file"
              hidden
              accept="application/pdf"
              aria-label={t('ui.pair', { name: t('paper.attach'), what: name })}
              onChange={(event) => {
                const [picked] = event.currentTarget.files ?? [];
                event.currentTarget.value = '';
                attach.reset();
                setChosen(picked ?? null);
              }}
            />
          </Group>
        )}
      </Head>
      {said && (
        <Text size="sm" c="dimmed">
          {said}
        </Text>
      )}
      {item.reason && <Text size="sm">{item.reason}</Text>}
      {item.papers.map((paper) => (
        <Head key={paper.id}>
          <Paper assembly={assembly.id} paper={paper} />
          {paper.withdrawn === null && <PaperActs assembly={assembly.id} paper={paper} />}
        </Head>
      ))}
      <Modal
        opened={chosen !== null}
        onClose={() => setChosen(null)}
        title={t('ui.pair', { name: t('paper.attach'), what: name })}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        {chosen && (
          <TitleForm
            key={chosen.name}
            title={chosen.name.replace(/\.pdf$/i, '').slice(0, 200)}
            label={t('paper.attach')}
            error={attach.error}
            busy={attach.isPending}
            onSave={(title) =>
              void base64Of(chosen).then((pdf) =>
                attach.mutate({ ...input, name: title, pdf }, { onSuccess: () => setChosen(null) }),
              )
            }
          />
        )}
      </Modal>
      <ReasonDialog
        opened={form === 'withdraw'}
        onClose={close}
        label={t('item.withdraw')}
        about={name}
        error={withdraw.error}
        busy={withdraw.isPending}
        onReason={(reason, done) => withdraw.mutate({ ...input, reason }, { onSuccess: done })}
      >
        <Text size="sm">{t('item.withdraw_means')}</Text>
      </ReasonDialog>
      <Modal
        opened={form === 'edit' || form === 'add'}
        onClose={close}
        size="lg"
        title={t('ui.pair', { name: t(form === 'add' ? 'item.add_under' : 'item.edit'), what: name })}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        {form === 'edit' ? (
          <ItemForm
            form={`item ${item.id}`}
            of={item}
            label={t('item.save')}
            error={change.error}
            busy={change.isPending}
            onSave={(matter, done) => change.mutate({ ...input, ...matter }, { onSuccess: closing(done) })}
          />
        ) : (
          <ItemForm
            form={`item under ${item.id}`}
            label={t('item.add')}
            error={add.error}
            busy={add.isPending}
            onSave={(matter, done) =>
              add.mutate({ assembly: assembly.id, parent: item.id, ...matter }, { onSuccess: closing(done) })
            }
          />
        )}
      </Modal>
    </li>
  );
}

/** What can be done with a paper that stands. */
function PaperActs({ assembly, paper }: { assembly: string; paper: PaperView }) {
  const { t } = useWords();
  const rename = useAct(assemblyRoutes.renamePaper);
  const withdraw = useAct(assemblyRoutes.withdrawPaper);
  const [form, setForm] = useState<'rename' | 'withdraw' | null>(null);
  const close = (): void => setForm(null);
  const input = { assembly, paper: paper.id };
  return (
    <>
      <More
        name={paper.name}
        deeds={[
          { label: t('paper.rename'), begin: () => setForm('rename') },
          { label: t('paper.withdraw'), begin: () => setForm('withdraw') },
        ]}
      />
      <Modal
        opened={form === 'rename'}
        onClose={close}
        title={t('ui.pair', { name: t('paper.rename'), what: paper.name })}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <TitleForm
          title={paper.name}
          label={t('paper.rename')}
          error={rename.error}
          busy={rename.isPending}
          onSave={(name) => rename.mutate({ ...input, name }, { onSuccess: close })}
        />
      </Modal>
      <ReasonDialog
        opened={form === 'withdraw'}
        onClose={close}
        label={t('paper.withdraw')}
        about={paper.name}
        means={t('paper.withdraw_means')}
        error={withdraw.error}
        busy={withdraw.isPending}
        onReason={(reason, done) => withdraw.mutate({ ...input, reason }, { onSuccess: done })}
      />
    </>
  );
}

/** What a paper is called. */
function TitleForm({
  title: first,
  label,
  error,
  busy,
  onSave,
}: {
  title: string;
  label: string;
  error: unknown;
  busy: boolean;
  onSave: (title: string) => void;
}) {
  const { t } = useWords();
  const [title, setTitle] = useState(first);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(title.trim());
      }}
    >
      <Stack>
        <TextInput
          label={t('paper.title')}
          required
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          data-autofocus
        />
        <Failure error={error} />
        <Button type="submit" loading={busy}>
          {label}
        </Button>
      </Stack>
    </form>
  );
}

/** What is said of an item. `of`: as it is; without it the form is for a new one, and empty again when that is there. */
function ItemForm({
  form,
  of,
  label,
  error,
  busy,
  onSave,
}: {
  /** The name under which what is typed is kept. */
  form: string;
  of?: Matter;
  label: string;
  error: unknown;
  busy: boolean;
  onSave: (matter: Matter, done: () => void) => void;
}) {
  const { t } = useWords();
  const [titles, setTitles] = useKept<Draft>(form, 'titles', { ...NO_TITLES, ...of?.titles });
  const [kind, setKind] = useKept<ItemKind | ''>(form, 'kind', of?.kind ?? '');
  const [minutes, setMinutes] = useKept<number | string>(form, 'minutes', of?.minutes ?? '');
  const [presenter, setPresenter] = useKept(form, 'presenter', of?.presenter ?? '');
  const [internal, setInternal] = useKept(form, 'internal', of?.internal ?? false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(
          {
            ...{ titles: titlesOf(titles), kind: kind || null, internal },
            ...{ minutes: minutes === '' ? null : Number(minutes), presenter: presenter.trim() || null },
          },
          () => forget(form),
        );
      }}
    >
      <Stack>
        <TitlesInput label={t('item.title')} value={titles} onChange={setTitles} />
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NativeSelect
            label={t('item.kind')}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as ItemKind | '')}
            data={[
              { value: '', label: '–' },
              ...ITEM_KINDS.map((one) => ({ value: one, label: t(`item.kind.${one}`) })),
            ]}
          />
          <NumberInput
            label={t('item.planned_minutes')}
            min={1}
            max={1440}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={minutes}
            onChange={setMinutes}
          />
          <TextInput
            label={t('item.presenter')}
            maxLength={200}
            value={presenter}
            onChange={(event) => setPresenter(event.currentTarget.value)}
          />
        </SimpleGrid>
        <Checkbox
          label={t('item.internal_means')}
          checked={internal}
          onChange={(event) => setInternal(event.currentTarget.checked)}
        />
        <Failure error={error} />
        <Group>
          <Button type="submit" variant="light" loading={busy}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
