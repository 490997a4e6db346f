import {
  Alert,
  Badge,
  Button,
  Checkbox,
  NativeSelect,
  PasswordInput,
  Radio,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Tabs,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useState } from 'react';
import { Unreachable } from '../house/api.js';
import { GALLERY } from '../words/gallery.js';
import { LANG_NAMES, LANGS, useWords } from '../words/words.js';
import type { Key } from '../words/words.js';
import { BarChart, Gauge } from './BarChart.js';
import { Confirmed } from './Confirmed.js';
import { Live } from './ConnectionBanner.js';
import { DataTable } from './DataTable.js';
import { EdtfInput } from './EdtfInput.js';
import { Facts } from './Facts.js';
import { Failure } from './Failure.js';
import { FileChoice } from './FileChoice.js';
import { Hash } from './Hash.js';
import * as icons from './icons.js';
import { LangSelect } from './LangSelect.js';
import { MomentInput } from './MomentInput.js';
import { More } from './More.js';
import { Card, Fold, Head, Nothing, Page, Saved, Section, Waiting } from './Page.js';
import { Qr } from './Qr.js';
import { StepChart } from './StepChart.js';
import { Tasks } from './Tasks.js';
import { Path, Timeline } from './Timeline.js';
import { NO_TITLES, TitlesInput } from './TitlesInput.js';
import { LIGHT, TONES } from './tokens.js';
import classes from './gallery.module.css';

/** What is said here alone. */
const useGallery = () => GALLERY[useWords().lang];

const { ArrowIcon, ...PLAIN_ICONS } = icons;

const nothing = (): void => undefined;
const CHOICES = ['for', 'against', 'abstain'] as const;
const STATES = ['done', 'current', 'failed', 'pending'] as const;

/** Every part of which screens are made, in each of its states: in the reader's language and colours. */
export default function Gallery() {
  const words = useGallery();
  return (
    <Page title={words.title} under={words.means}>
      <Type />
      <Colours />
      <Buttons />
      <States />
      <Fields />
      <Cards />
      <Answers />
      <Tables />
      <Charts />
      <Ways />
      <Icons />
    </Page>
  );
}

function Type() {
  const words = useGallery();
  return (
    <Section title={words.type}>
      <Stack gap="sm">
        <Text fz="var(--size-title)" fw={700} lh={1.12}>
          {words.heading}
        </Text>
        <Title order={2}>{words.heading}</Title>
        <Title order={3}>{words.heading}</Title>
        <Text maw="46rem">{words.means}</Text>
        <Text size="sm" c="dimmed">
          {words.means}
        </Text>
        <Text ff="monospace">0123456789 abcdef</Text>
        <Text>
          1 111 111
          <br />8 888 888
        </Text>
        <div className={classes.law}>
          <p>{words.law}</p>
          <p>
            <em>{words.law}</em>
          </p>
        </div>
      </Stack>
    </Section>
  );
}

function Colours() {
  const { t } = useWords();
  const words = useGallery();
  return (
    <Section title={words.colours}>
      <div className={classes.swatches}>
        {TONES.map((tone) => (
          <div key={tone} style={{ background: `var(--tone-${tone}-soft)`, color: `var(--tone-${tone})` }}>
            {tone}
          </div>
        ))}
        {CHOICES.map((choice) => (
          <div key={choice} style={{ background: `var(--choice-${choice})`, color: 'var(--choice-on)' }}>
            {t(`choice.${choice}`)}
          </div>
        ))}
        {Object.keys(LIGHT)
          .filter((name) => name.startsWith('--house-') && !/accent$|line$/.test(name))
          .map((name) => (
            <div key={name} style={{ background: `var(${name})` }}>
              {name}
            </div>
          ))}
      </div>
    </Section>
  );
}

function Buttons() {
  const { t } = useWords();
  const words = useGallery();
  return (
    <Section title={words.buttons}>
      <Stack>
        {(['filled', 'light', 'default', 'subtle'] as const).map((variant) => (
          <div key={variant} className={classes.row}>
            <Button variant={variant}>{t('ui.select')}</Button>
            <Button variant={variant} leftSection={<icons.UndoIcon />}>
              {t('ui.retry')}
            </Button>
            <Button variant={variant} disabled>
              {t('ui.close')}
            </Button>
          </div>
        ))}
        <div className={classes.row}>
          <Confirmed label={t('ui.remove')} means={words.means} busy={false} onConfirm={(close) => close()} />
          <More
            name={words.buttons}
            deeds={[
              { label: t('ui.up'), begin: nothing },
              { label: t('ui.down'), begin: nothing },
            ]}
          />
          <Hash value="83596aa43877d2f1c0a5b4e69d1f7a20" />
          <Live label={words.live} />
          <Saved />
        </div>
      </Stack>
    </Section>
  );
}

function States() {
  const { t } = useWords();
  const words = useGallery();
  return (
    <Section title={words.states}>
      <Stack>
        <div className={classes.row}>
          {TONES.map((tone) => (
            <Badge key={tone} color={tone}>
              {tone}
            </Badge>
          ))}
        </div>
        {(['green', 'orange', 'red', 'gray'] as const).map((tone) => (
          <Alert key={tone} color={tone} title={words.heading}>
            {words.means}
          </Alert>
        ))}
        <Nothing>{words.nothing}</Nothing>
        <Fold label={t('ui.loading')}>
          <div className={classes.row}>
            <Waiting />
            <Button loading>{t('ui.loading')}</Button>
          </div>
        </Fold>
      </Stack>
    </Section>
  );
}

function Fields() {
  const { t, lang } = useWords();
  const words = useGallery();
  const [moment, setMoment] = useState('2026-11-23T09:30');
  const [date, setDate] = useState('2003-09~');
  const [titles, setTitles] = useState({ ...NO_TITLES, [lang]: words.heading });
  const [own, setOwn] = useState(lang);
  const [choice, setChoice] = useState<string>('for');
  const label = t('ui.reason');
  const data = CHOICES.map((one) => ({ value: one, label: t(`choice.${one}`) }));
  return (
    <Section title={words.fields}>
      <div className={classes.fields}>
        <TextInput label={label} description={words.help} />
        <TextInput label={label} defaultValue={words.heading} required />
        <TextInput label={label} defaultValue="?" error={t('ui.field_invalid')} />
        <TextInput label={label} defaultValue={words.heading} disabled />
        <PasswordInput label={words.password} defaultValue="plenary" />
        <Textarea label={label} minRows={2} defaultValue={words.law} />
        <NativeSelect label={t('ui.state')} data={data} />
        <Select label={t('ui.search')} searchable data={data} defaultValue="for" />
        <LangSelect label={t('ui.language')} value={own} onLang={setOwn} />
        <MomentInput label={words.moment} value={moment} onChange={setMoment} />
        <EdtfInput label={words.date} value={date} onChange={setDate} />
        <Stack gap="sm">
          <Checkbox label={t('choice.for')} defaultChecked />
          <Checkbox label={t('choice.against')} />
          <Switch label={t('choice.for')} defaultChecked />
          <Radio.Group value={choice} onChange={setChoice} label={t('ui.state')}>
            {data.map((one) => (
              <Radio key={one.value} {...one} mt="xs" />
            ))}
          </Radio.Group>
        </Stack>
        <Stack gap="sm">
          <SegmentedControl aria-label={t('ui.state')} data={data} value={choice} onChange={setChoice} />
          <FileChoice label={words.file} accept=".csv" onFile={nothing} />
        </Stack>
        <TitlesInput label={words.titles} value={titles} onChange={setTitles} />
      </div>
    </Section>
  );
}

function Cards() {
  const { t } = useWords();
  const words = useGallery();
  const [task, setTask] = useState<(typeof CHOICES)[number]>('for');
  const head = (
    <Head>
      <Title order={3}>{words.heading}</Title>
      <Badge color="green">{t('choice.for')}</Badge>
    </Head>
  );
  const facts = (
    <Facts
      of={[
        [t('ui.state'), t('choice.for')],
        [t('ui.source'), null],
        [t('ui.certainty'), words.nothing],
      ]}
    />
  );
  return (
    <Section title={words.cards} action={<Button variant="default">{t('ui.select')}</Button>}>
      <Stack>
        <Card accent>
          {head}
          <Text my="sm">{words.means}</Text>
          <Button>{t('ui.select')}</Button>
        </Card>
        <Card>
          {head}
          {facts}
          <Fold label={t('ui.more')}>{words.means}</Fold>
        </Card>
        <Tasks
          tasks={CHOICES.map((one) => ({ task: one, label: t(`choice.${one}`) }))}
          value={task}
          onChange={setTask}
        >
          {CHOICES.map((one) => (
            <Tabs.Panel key={one} value={one}>
              {words.means}
            </Tabs.Panel>
          ))}
        </Tasks>
      </Stack>
    </Section>
  );
}

function Answers() {
  const words = useGallery();
  return (
    <Section title={words.answers}>
      <Stack>
        <Failure error={{ code: 'house.away', facts: {} }} retry={nothing} />
        <Failure error={{ code: 'gallery.no_such_code', facts: { number: 3 } }} />
        <Failure error={new Unreachable('/api')} retry={nothing} />
        <Failure error={new Error('gallery')} />
      </Stack>
    </Section>
  );
}

function Tables() {
  const { t } = useWords();
  const words = useGallery();
  const columns = [
    {
      key: 'name',
      head: t('ui.language'),
      phone: 'title' as const,
      cell: (one: (typeof LANGS)[number]) => LANG_NAMES[one],
    },
    {
      key: 'count',
      head: t('choice.for'),
      numeric: true,
      cell: (one: (typeof LANGS)[number]) => 10 ** (LANGS.indexOf(one) + 1) + 1,
    },
    {
      key: 'state',
      head: t('ui.state'),
      phone: 'mark' as const,
      cell: () => <Badge color="green">{t('choice.for')}</Badge>,
    },
    {
      key: 'acts',
      head: t('ui.action'),
      phone: 'acts' as const,
      cell: () => <Button variant="default">{t('ui.select')}</Button>,
    },
  ];
  return (
    <Section title={words.tables}>
      <Stack>
        <DataTable caption={words.tables} columns={columns} rows={LANGS} keyOf={(one) => one} />
        <DataTable
          caption={words.nothing}
          columns={columns}
          rows={[]}
          keyOf={(one) => one}
          empty={<Nothing>{words.nothing}</Nothing>}
        />
      </Stack>
    </Section>
  );
}

function Charts() {
  const { t } = useWords();
  const words = useGallery();
  const shares = { for: 0.62, against: 0.3, abstain: 0.08 };
  return (
    <Section title={words.charts}>
      <Stack>
        <BarChart
          label={words.charts}
          caption
          mark={2 / 3}
          bars={CHOICES.map((choice) => ({
            key: choice,
            label: t(`choice.${choice}`),
            share: shares[choice],
            value: `${shares[choice] * 100}`,
            colour: `var(--choice-${choice})`,
          }))}
        />
        <Gauge label={t('choice.for')} share={0.74} mark={0.5} reached />
        <Gauge label={t('choice.against')} share={0.3} mark={0.5} reached={false} />
        <StepChart
          label={words.charts}
          until={10}
          steps={[
            { at: 0, share: 0.4, mark: 0.5 },
            { at: 3, share: 0.7, mark: 0.5 },
            { at: 8, share: 0.6, mark: 0.5 },
          ]}
        />
        <Qr text="https://plenary.example" label={words.charts} />
      </Stack>
    </Section>
  );
}

function Ways() {
  const { t } = useWords();
  const words = useGallery();
  const named: Readonly<Record<(typeof STATES)[number], Key>> = {
    done: 'choice.for',
    current: 'ui.action',
    failed: 'choice.against',
    pending: 'ui.unknown',
  };
  return (
    <Section title={words.ways}>
      <Stack gap="xl">
        <Path
          label={words.ways}
          steps={STATES.map((state) => ({ key: state, state, text: t(named[state]), note: '2003' }))}
        />
        <Timeline
          label={words.ways}
          moments={STATES.map((state) => ({
            key: state,
            state,
            when: '2003',
            title: t(named[state]),
            body: <Text size="sm">{words.means}</Text>,
          }))}
        />
      </Stack>
    </Section>
  );
}

function Icons() {
  const words = useGallery();
  return (
    <Section title={words.icons}>
      <div className={classes.row}>
        {Object.entries(PLAIN_ICONS).map(([name, Icon]) => (
          <Icon key={name} size={28} />
        ))}
        {(['up', 'down', 'in', 'out'] as const).map((to) => (
          <ArrowIcon key={to} to={to} />
        ))}
      </div>
    </Section>
  );
}
