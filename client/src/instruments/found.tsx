import {
  Alert,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import type { Certainty, Lang } from '../../../src/basics/fields.js';
import { first, must } from '../../../src/basics/must.js';
import type { Refusal } from '../../../src/basics/result.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import {
  completed,
  faultsOf,
  FOLLOWED,
  STAGE_KINDS,
  type Followed,
  type Follows,
  type GivenStage,
  type Target,
} from '../../../src/instruments/path.js';
import { ROLES, TEMPLATES, type Role } from '../../../src/instruments/templates.js';
import { useAct, useRead, type Out } from '../house/api.js';
import { majorityLabel } from '../polls/rule.js';
import { forget, useKept } from '../ui/kept.js';
import { Failure, sentenceOf } from '../ui/Failure.js';
import { Card, Fold, Section } from '../ui/Page.js';
import { NO_TITLES, TitlesInput, titlesOf } from '../ui/TitlesInput.js';
import { slugOf } from '../../../src/basics/folded.js';
import { inLang, LANG_NAMES, LANGS, useWords } from '../words/words.js';
import { CertaintyField, said, SourceField } from './known.js';
import { PathDrawn } from './path-drawn.js';
import { stageName, USUAL_LABELS } from './stages.js';

type Bodies = Out<typeof bodyRoutes.bodies>['bodies'];
/** A stage as it is being written; `id` is its place in the form's own memory. */
type Written = GivenStage & { readonly id: number; readonly key: string; readonly label: string };

const END_VALUES = ['approved', 'rejected', 'lapsed'] as const;

const FORM = 'found';
const ONE_STAGE: readonly Written[] = [{ id: 1, key: 's1', kind: 'principle', label: '', body: '' }];

/** A new instrument with the path that it has to travel: from a template or from nothing, drawn before it is founded. */
export function Found() {
  const { t, lang } = useWords();
  const found = useAct(instrumentRoutes.found);
  const bodies = useRead(bodyRoutes.bodies, {});
  const list = bodies.data?.bodies ?? [];
  const [titles, setTitles] = useKept(FORM, 'titles', NO_TITLES);
  const [slug, setSlug] = useKept<string | null>(FORM, 'slug', null);
  const [chosen, setAuthentic] = useKept<readonly Lang[] | null>(FORM, 'authentic', null);
  const authentic = chosen ?? [lang];
  const [past, setPast] = useKept<Past | null>(FORM, 'past', null);
  const [written, setWritten] = useKept<readonly Written[]>(FORM, 'stages', ONE_STAGE);
  const instrument = slug ?? slugOf(inLang(titles, lang).text);
  const leading = list[0]?.id ?? '';
  const stages = written.map((stage) => ({ ...stage, body: stage.body || leading }));
  const added = (): Written => ({
    ...{ id: Math.max(...stages.map(({ id }) => id)) + 1, key: freeKey(stages) },
    ...{ kind: 'final', label: '', body: leading },
  });
  const given = stages.map(({ id: _, label, ...stage }): GivenStage => ({
    ...stage,
    label: label.trim() || USUAL_LABELS[stage.kind],
  }));
  const faults = faultsOf(given);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    found.mutate(
      {
        ...{ instrument, titles: titlesOf(titles), stages: given },
        authenticLanguages: past !== null && authentic.length === 0 ? null : [...authentic],
        ...(past && toldOf(past)),
      },
      { onSuccess: () => forget(FORM) },
    );
  };
  const nameOf = (body: string): string => {
    const one = list.find(({ id }) => id === body);
    return one ? `${one.organisation.name} · ${one.name}` : body;
  };
  return (
    <form onSubmit={send}>
      <Stack>
        <TitlesInput label={t('instrument.title')} value={titles} onChange={setTitles} />
        <TextInput
          label={t('instrument.slug')}
          description={t('ui.slug_means')}
          required
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          value={instrument}
          onChange={(event) => setSlug(event.currentTarget.value)}
        />
        <LanguageChoice
          label={t('texts.authentic_languages')}
          value={authentic}
          onChange={(next) => setAuthentic(next)}
        />
        <PastFields value={past} onChange={setPast} unknown={authentic.length === 0} />
        <Section title={t('instrument.path')} level={3}>
          <Stack>
            <BeginFrom bodies={list} begin={setWritten} />
            {stages.map((stage, place) => (
              <StageFields
                key={stage.id}
                {...{ stage, place, bodies: list, faults }}
                stages={stages}
                change={(part) =>
                  setWritten(stages.map((one) => (one.id === stage.id ? { ...one, ...part } : one)))
                }
                remove={
                  stages.length > 1
                    ? () => setWritten(stages.filter((one) => one.id !== stage.id))
                    : undefined
                }
              />
            ))}
            <Group>
              <Button variant="light" onClick={() => setWritten([...stages, added()])}>
                {t('stage.add')}
              </Button>
            </Group>
          </Stack>
        </Section>
        <Section title={t('path.drawn')} level={3}>
          <Card>
            <PathDrawn path={completed(given)} bodyName={nameOf} />
          </Card>
        </Section>
        <Failure error={found.error} />
        {found.data && (
          <Alert color="green" role="status">
            <Link to={`/instruments/${found.data.instrument}`}>{t('texts.founded')}</Link>
          </Alert>
        )}
        <Group>
          <Button
            type="submit"
            loading={found.isPending}
            disabled={
              (authentic.length === 0 && past === null) ||
              faults.length > 0 ||
              stages.some(({ body }) => body === '')
            }
          >
            {t('texts.found')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What sources tell of an instrument of the past. */
interface Past {
  readonly languages: readonly Lang[];
  /** One part a line. */
  readonly structure: string;
  readonly structureCertainty: Certainty;
  readonly source: string;
  readonly certainty: Certainty;
}
const NOTHING_TOLD: Past = {
  ...{ languages: [], structure: '', structureCertainty: 'medium', source: '', certainty: 'high' },
};

/** As it is sent: of what was left empty nothing is known. */
function toldOf({ languages, structure, structureCertainty, source, certainty }: Past) {
  const parts = structure.split('\n').flatMap((line) => said(line) ?? []);
  return {
    languages: languages.length === 0 ? null : [...languages],
    ...{ structure: parts, structureCertainty: parts.length === 0 ? null : structureCertainty },
    ...{ source: said(source), certainty: said(source) === null ? null : certainty },
  };
}

/** Of an instrument of the past: in which languages it is known, its parts as far as they are, and where that comes from. */
function PastFields({
  value,
  onChange,
  unknown,
}: {
  value: Past | null;
  onChange: (past: Past | null) => void;
  /** Whether nobody chose which languages are authentic. */
  unknown: boolean;
}) {
  const { t } = useWords();
  const type = (part: Partial<Past>): void => onChange({ ...NOTHING_TOLD, ...value, ...part });
  return (
    <Stack>
      <Checkbox
        label={t('found.past')}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? NOTHING_TOLD : null)}
      />
      {value !== null && (
        <Card>
          <Stack role="group" aria-label={t('found.past')}>
            {unknown && <Text size="sm">{t('found.authentic_unknown')}</Text>}
            <LanguageChoice
              label={t('instrument.known_languages')}
              value={value.languages}
              onChange={(languages) => type({ languages })}
            />
            <SourceField value={value.source} error={undefined} onChange={(source) => type({ source })} />
            <CertaintyField
              label={t('ui.certainty')}
              value={value.certainty}
              onChange={(certainty) => type({ certainty })}
            />
            <Textarea
              label={t('found.structure')}
              description={t('found.structure_means')}
              autosize
              minRows={3}
              maxLength={12_000}
              value={value.structure}
              onChange={(event) => type({ structure: event.currentTarget.value })}
            />
            <CertaintyField
              label={t('found.structure_certainty')}
              value={value.structureCertainty}
              onChange={(structureCertainty) => type({ structureCertainty })}
            />
          </Stack>
        </Card>
      )}
    </Stack>
  );
}

/** A name that no stage has yet. */
function freeKey(stages: readonly { key: string }[]): string {
  for (let n = stages.length + 1; ; n++) {
    const key = `s${n}`;
    if (!stages.some((one) => one.key === key)) return key;
  }
}

function LanguageChoice({
  label,
  value,
  onChange,
}: {
  label: string;
  value: readonly Lang[];
  onChange: (langs: Lang[]) => void;
}) {
  return (
    <Group role="group" aria-label={label}>
      <Text fw={600}>{label}</Text>
      {LANGS.map((one) => (
        <Checkbox
          key={one}
          label={LANG_NAMES[one]}
          checked={value.includes(one)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...value, one] : value.filter((other) => other !== one))
          }
        />
      ))}
    </Group>
  );
}

/** A template, and which body has which part in it. */
function BeginFrom({ bodies, begin }: { bodies: Bodies; begin: (stages: Written[]) => void }) {
  const { t } = useWords();
  const [name, setName] = useState<string>(first(TEMPLATES).name);
  const [chosen, setChosen] = useState<Partial<Record<Role, string>>>({});
  const template = must(
    TEMPLATES.find((one) => one.name === name),
    'template',
  );
  const roles = ROLES.filter((role) => template.stages.some((stage) => stage.role === role));
  const bodyOf = (role: Role): string => chosen[role] ?? bodies[0]?.id ?? '';
  const use = (): void =>
    begin(
      template.stages.map(({ role, ...stage }, place) => ({ ...stage, id: place + 1, body: bodyOf(role) })),
    );
  return (
    <Group align="flex-end" role="group" aria-label={t('path.template')}>
      <NativeSelect
        label={t('path.template')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data={TEMPLATES.map((one) => ({ value: one.name, label: t(`path.template.${one.name}`) }))}
      />
      {roles.map((role) => (
        <NativeSelect
          key={role}
          label={t(`path.role.${role}`)}
          value={bodyOf(role)}
          onChange={(event) => setChosen({ ...chosen, [role]: event.currentTarget.value })}
          data={bodies.map((one) => ({ value: one.id, label: `${one.organisation.name} · ${one.name}` }))}
        />
      ))}
      <Button variant="light" onClick={use}>
        {t('path.use')}
      </Button>
    </Group>
  );
}

function StageFields({
  stage,
  stages,
  place,
  bodies,
  faults,
  change,
  remove,
}: {
  stage: Written;
  stages: readonly Written[];
  place: number;
  bodies: Bodies;
  faults: readonly Refusal[];
  change: (part: Partial<Written>) => void;
  remove: (() => void) | undefined;
}) {
  const speech = useWords();
  const { t } = speech;
  const body = useRead(bodyRoutes.body, { body: stage.body }, { when: stage.body !== '' });
  const rules = body.data?.ruleSets[0]?.data as { majorities?: Record<string, unknown> } | undefined;
  const faultAt = (field: string): string | undefined => {
    const fault = faults.find(({ facts }) => facts['at'] === `stages.${place}${field}`);
    return fault && (sentenceOf(fault, speech) ?? fault.code);
  };
  const whole = faultAt('') ?? faultAt('.follows');
  return (
    <Card>
      <Stack role="group" aria-label={t('stage.numbered', { number: place + 1 })} gap="sm">
        <Group justify="space-between">
          <Text fw={640}>{t('stage.numbered', { number: place + 1 })}</Text>
          {remove && (
            <Button
              variant="default"
              size="compact-md"
              aria-label={t('stage.remove', { number: place + 1 })}
              onClick={remove}
            >
              {t('ui.remove')}
            </Button>
          )}
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NativeSelect
            label={t('stage.kind')}
            value={stage.kind}
            onChange={(event) => {
              const kind = STAGE_KINDS.find((one) => one === event.currentTarget.value);
              if (kind) change({ kind });
            }}
            data={STAGE_KINDS.map((kind) => ({ value: kind, label: t(`stage.kind.${kind}`) }))}
          />
          <TextInput
            label={t('stage.label')}
            maxLength={120}
            placeholder={t(`stage.kind.${stage.kind}`)}
            value={stage.label}
            error={faultAt('.label')}
            onChange={(event) => change({ label: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('convene.body')}
            value={stage.body}
            error={faultAt('.body')}
            onChange={(event) => change({ body: event.currentTarget.value, rule: null })}
            data={bodies.map((one) => ({ value: one.id, label: `${one.organisation.name} · ${one.name}` }))}
          />
        </SimpleGrid>
        <Fold label={t('path.conditions')}>
          <Stack gap="sm" pt="sm">
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <NativeSelect
                label={t('poll.majority')}
                value={stage.rule ?? ''}
                error={faultAt('.rule')}
                onChange={(event) => change({ rule: event.currentTarget.value || null })}
                data={[
                  { value: '', label: t('path.rule_of_motion') },
                  ...Object.keys(rules?.majorities ?? {}).map((name) => ({
                    value: name,
                    label: majorityLabel(name, speech),
                  })),
                ]}
              />
              <DaysInput
                label={t('path.minimum_days')}
                value={stage.minimumDays}
                error={faultAt('.minimumDays')}
                onChange={(minimumDays) => change({ minimumDays })}
              />
              <DaysInput
                label={t('path.within_days')}
                value={stage.withinDays}
                error={faultAt('.withinDays')}
                onChange={(withinDays) => change({ withinDays })}
              />
            </SimpleGrid>
            <LanguageChoice
              label={t('path.languages')}
              value={stage.languages ?? []}
              onChange={(languages) => change({ languages })}
            />
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
              {FOLLOWED.map((outcome) => (
                <TargetChoice
                  key={outcome}
                  {...{ outcome, stage, stages }}
                  error={faultAt(`.follows.${outcome}`)}
                  onChange={(follows) => change({ follows })}
                />
              ))}
            </SimpleGrid>
          </Stack>
        </Fold>
        {whole && (
          <Text size="sm" c="var(--choice-against)" role="alert">
            {whole}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function DaysInput({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: number | null | undefined;
  error: string | undefined;
  onChange: (days: number | null) => void;
}) {
  return (
    <NumberInput
      label={label}
      min={0}
      allowDecimal={false}
      value={value ?? ''}
      error={error}
      onChange={(days) => onChange(typeof days === 'number' ? days : null)}
    />
  );
}

const valueOf = (target: Target | undefined): string =>
  target === undefined ? '' : 'end' in target ? `end ${target.end}` : `stage ${target.stage}`;

/** Where one outcome of a stage leads; as usual where nothing is chosen. */
function TargetChoice({
  outcome,
  stage,
  stages,
  error,
  onChange,
}: {
  outcome: Followed;
  stage: Written;
  stages: readonly Written[];
  error: string | undefined;
  onChange: (follows: Follows) => void;
}) {
  const speech = useWords();
  const { t } = speech;
  const choose = (value: string): void => {
    const { [outcome]: _, ...rest } = stage.follows ?? {};
    const [what, name] = value.split(' ');
    const end = END_VALUES.find((one) => what === 'end' && one === name);
    if (end) onChange({ ...rest, [outcome]: { end } });
    else onChange(what === 'stage' && name ? { ...rest, [outcome]: { stage: name } } : rest);
  };
  return (
    <NativeSelect
      label={t(`path.when.${outcome}`)}
      value={valueOf(stage.follows?.[outcome])}
      error={error}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: t('path.as_usual') },
        ...stages.map(({ key, label, kind }, place) => ({
          value: `stage ${key}`,
          label: `${place + 1}. ${stageName(label.trim() || USUAL_LABELS[kind], speech)}`,
        })),
        ...END_VALUES.map((end) => ({ value: `end ${end}`, label: t(`path.end.${end}`) })),
      ]}
    />
  );
}
