import {
  Anchor,
  Alert,
  Button,
  Checkbox,
  Group,
  List,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { first } from '../../../src/basics/must.js';
import type { Refusal } from '../../../src/basics/result.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { faultsOf, inForceOn, motionRules, PROCEDURES } from '../../../src/rules/ruleset.js';
import type { Majority, MotionRules, RuleSet } from '../../../src/rules/ruleset.js';
import { changesBetween, sentencesOf } from '../../../src/rules/sentences.js';
import { templates, type TemplateName } from '../../../src/rules/templates.js';
import { Refused, useAct } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { FileChoice } from '../ui/FileChoice.js';
import { majorityLabel } from '../polls/rule.js';
import { Card, Section } from '../ui/Page.js';
import { edtf, today } from '../words/dates.js';
import { MEANT_ABOVE } from '../ui/theme.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { Amount, Choice, idOf, Meaning, NameList, Names, Part, useField, Writing } from './rules-fields.js';
import { MajorityFields } from './rules-majority.js';
import { Trial } from './rules-trial.js';
import type { Version } from './rules.js';
import { asRuleSet, faultText, partLabel, Sentences } from './sentences.js';

const TEMPLATES = Object.keys(templates) as TemplateName[];

interface FormProps {
  readonly body: string;
  /** Newest first. */
  readonly versions: readonly Version[];
  readonly done: (number: number) => void;
}

/** The next version of a body's rules: written, tried out, compared with what is in force, and enacted. */
export default function RulesForm({ body, versions, done }: FormProps) {
  const inForce = inForceOn(versions, today()) ?? versions[0] ?? null;
  const current = inForce && asRuleSet(inForce.data);
  const [rules, setRules] = useDraft(body, current ?? templates.cicopa);
  const [name, setName] = useState(inForce?.name ?? '');
  const [from, setFrom] = useState(today());
  const [reviewing, setReviewing] = useState(false);
  const faults = useMemo(() => faultsOf(rules), [rules]);
  const sentences = useMemo(() => sentencesOf(rules), [rules]);
  const number = (versions[0]?.number ?? 0) + 1;
  if (reviewing) {
    return (
      <Review
        {...{ body, rules, name, from, number, done }}
        against={inForce && current && { number: inForce.number, name: inForce.name, rules: current }}
        back={() => setReviewing(false)}
      />
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (faults.length === 0) setReviewing(true);
  };
  return (
    <Writing value={{ rules, faults, sentences }}>
      <form onSubmit={submit}>
        <Stack gap="xl">
          <BeginFrom {...{ body, versions }} current={inForce} begin={setRules} />
          <Fields rules={rules} change={setRules} />
          <Trial rules={rules} sound={faults.length === 0} />
          <Enact {...{ name, setName, from, setFrom }} />
        </Stack>
      </form>
    </Writing>
  );
}

/** The rules as written so far, kept in this tab: who looks something up in between loses nothing. */
function useDraft(body: string, begin: RuleSet): [RuleSet, (rules: RuleSet) => void] {
  const key = draftKey(body);
  const [rules, setRules] = useState<RuleSet>(() => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as RuleSet | null;
      // Of another shape than ours, it breaks here and not in the form.
      if (kept && Array.isArray(faultsOf(kept))) return kept;
    } catch {
      sessionStorage.removeItem(key);
    }
    return begin;
  });
  const change = (next: RuleSet): void => {
    sessionStorage.setItem(key, JSON.stringify(next));
    setRules(next);
  };
  return [rules, change];
}

const draftKey = (body: string): string => `plenary.rules.${body}`;

function BeginFrom({
  body,
  versions,
  current,
  begin,
}: {
  body: string;
  versions: readonly Version[];
  current: Version | null;
  begin: (rules: RuleSet) => void;
}) {
  const { t } = useWords();
  const usable = versions.flatMap((version) => {
    const rules = asRuleSet(version.data);
    return rules ? [{ version, rules }] : [];
  });
  const [from, setFrom] = useState<string>(
    usable.find(({ version }) => version === current)?.version.id ?? first(TEMPLATES),
  );
  const chosen =
    usable.find(({ version }) => version.id === from)?.rules ??
    templates[TEMPLATES.find((one) => one === from) ?? 'cicopa'];
  return (
    <Card>
      <Stack>
        <Group align="flex-end">
          <NativeSelect
            label={t('rules.begin_from')}
            description={t('rules.begin_means')}
            inputWrapperOrder={MEANT_ABOVE}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
            data={[
              ...usable.map(({ version }) => ({
                value: version.id,
                label: `${version.name} · ${t('body.rules_version', { number: version.number })}`,
              })),
              ...TEMPLATES.map((one) => ({ value: one, label: t(`rules.template.${one}`) })),
            ]}
            flex="1 1 16rem"
          />
          <Button variant="default" onClick={() => begin(chosen)}>
            {t('rules.begin')}
          </Button>
        </Group>
        <FromFile body={body} begin={begin} />
      </Stack>
    </Card>
  );
}

/** No rules come near it. */
const FILE_BYTES = 1_000_000;

/** Rules that another house, or this one, gave as a file. They come into the form, where they are changed and compared like any. */
function FromFile({ body, begin }: { body: string; begin: (rules: RuleSet) => void }) {
  const speech = useWords();
  const { t } = speech;
  const [isLarge, setLarge] = useState(false);
  const read = useAct(bodyRoutes.readRules);
  const take = async (file: File): Promise<void> => {
    setLarge(file.size > FILE_BYTES);
    if (file.size > FILE_BYTES) return read.reset();
    read.mutate({ body, text: await file.text() }, { onSuccess: ({ rules }) => begin(rules) });
  };
  const fault = read.error instanceof Refused && 'line' in read.error.facts ? read.error : null;
  return (
    <>
      <FileChoice
        label={t('rules.from_file')}
        accept=".json,application/json"
        onFile={(file) => void take(file)}
      />
      {(isLarge || fault) && (
        <Alert color="orange" role="alert">
          {fault ? fileFaultText(fault, speech) : t('rules.file_large')}
        </Alert>
      )}
      <Failure error={fault ? null : read.error} />
      {read.isSuccess && (
        <Alert color="green" role="status">
          {t('rules.file_read')}
        </Alert>
      )}
    </>
  );
}

/** The line of the file, the path of the field in it, and what is wrong there. */
function fileFaultText(fault: Refusal, speech: Speech): string {
  const said = faultText(fault, speech);
  const { at, line } = fault.facts;
  if (typeof line !== 'number') return said;
  const isNamed = typeof at === 'string' && at !== '' && fault.code !== 'rules.file_unknown';
  return `${isNamed ? speech.t('rules.file_line', { line, at }) : speech.t('rules.file_line_only', { line })} ${said}`;
}

interface FieldsProps {
  readonly rules: RuleSet;
  readonly change: (rules: RuleSet) => void;
}

function Fields({ rules, change }: FieldsProps) {
  const { t, lang } = useWords();
  const set = (part: Partial<RuleSet>): void => change({ ...rules, ...part });
  const drop = (list: readonly string[], name: string): string[] => {
    const place = list.indexOf(name);
    return list.filter((_, index) => index !== place);
  };
  const languages = new Intl.DisplayNames(lang, { type: 'language', fallback: 'code' });
  const languageOf = (code: string): string => {
    try {
      return languages.of(code) ?? code;
    } catch {
      return code;
    }
  };
  return (
    <>
      <VotesPart rules={rules} change={change} />
      <Part title={t('rules.part.regions')}>
        <NameList
          at="regions"
          addLabel={t('rules.add_region')}
          description={t('rules.name_means')}
          names={rules.regions}
          onAdd={(name) => set({ regions: [...rules.regions, name] })}
          onRemove={(name) => set({ regions: drop(rules.regions, name) })}
        />
      </Part>
      <Part title={t('rules.part.chambers')}>
        <NameList
          at="chambers"
          addLabel={t('rules.add_chamber')}
          description={t('rules.name_means')}
          names={rules.chambers}
          onAdd={(name) => set({ chambers: [...rules.chambers, name] })}
          onRemove={(name) => set({ chambers: drop(rules.chambers, name) })}
        />
      </Part>
      <QuorumPart rules={rules} change={change} />
      <MajoritiesPart rules={rules} change={change} />
      <ProxiesPart rules={rules} change={change} />
      <ConveningPart rules={rules} change={change} />
      <OverDaysPart rules={rules} change={change} />
      <MotionsPart rules={rules} change={change} />
      <Part title={t('rules.part.languages')}>
        <NameList
          at="languages"
          addLabel={t('rules.add_language')}
          description={t('rules.language_means')}
          names={rules.languages}
          labelOf={languageOf}
          spell={(code) => code}
          onAdd={(name) => set({ languages: [...rules.languages, name] })}
          onRemove={(name) => set({ languages: drop(rules.languages, name) })}
        />
        <Meaning of="languages" />
      </Part>
      <Part title={t('rules.part.conduct')}>
        <Choice
          at="presence"
          label={t('rules.presence')}
          value={rules.presence}
          options={[
            ['check_in', t('rules.presence.check_in')],
            ['seat', t('rules.presence.seat')],
            ['self_declared', t('rules.presence.self_declared')],
          ]}
          onChange={(presence) => set({ presence })}
        />
        <Checkbox
          label={t('rules.change_of_vote')}
          checked={rules.changeOfVote}
          onChange={(event) => set({ changeOfVote: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('rules.split_votes')}
          checked={rules.splitVotes === true}
          onChange={(event) => set({ splitVotes: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('rules.show_running')}
          checked={rules.showRunningResult}
          onChange={(event) => set({ showRunningResult: event.currentTarget.checked })}
        />
        <Meaning of={['presence', 'changeOfVote', 'splitVotes', 'showRunningResult']} />
      </Part>
    </>
  );
}

function VotesPart({ rules, change }: FieldsProps) {
  const { t, known } = useWords();
  const { votes, classes } = rules;
  const setVotes = (next: RuleSet['votes']): void => change({ ...rules, votes: next });
  const { classCap, countryCap, ...uncapped } = votes;
  return (
    <Part title={t('rules.part.votes')}>
      <NameList
        at="classes"
        addLabel={t('rules.add_class')}
        description={t('rules.name_means')}
        names={classes}
        beside={(name) => (
          <Amount
            at={`votes.perMember.${name}`}
            label={t('rules.votes_of', { name: known(`class.${name}`) ?? name })}
            value={votes.perMember[name] ?? ''}
            onChange={(text) => setVotes({ ...votes, perMember: { ...votes.perMember, [name]: text } })}
          />
        )}
        onAdd={(name) =>
          change({
            ...rules,
            classes: [...classes, name],
            votes: { ...votes, perMember: { [name]: '1', ...votes.perMember } },
          })
        }
        onRemove={(name) => {
          const place = classes.indexOf(name);
          const left = classes.filter((_, index) => index !== place);
          const { [name]: _, ...others } = votes.perMember;
          const perMember = left.includes(name) ? votes.perMember : others;
          change({ ...rules, classes: left, votes: { ...votes, perMember } });
        }}
      />
      <Checkbox
        label={t('rules.dues_required')}
        checked={rules.duesRequired}
        onChange={(event) => change({ ...rules, duesRequired: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('rules.class_cap')}
        checked={classCap !== undefined}
        onChange={(event) =>
          setVotes({
            ...uncapped,
            ...(countryCap && { countryCap }),
            ...(event.currentTarget.checked && { classCap: { class: classes[1] ?? '', share: '25%' } }),
          })
        }
      />
      {classCap && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Choice
            at="votes.classCap.class"
            label={t('rules.class_cap_class')}
            value={classCap.class}
            options={[...new Set([...classes, classCap.class])].map((one) => [
              one,
              known(`class.${one}`) ?? one,
            ])}
            onChange={(name) => setVotes({ ...votes, classCap: { ...classCap, class: name } })}
          />
          <Amount
            at="votes.classCap.share"
            label={t('rules.class_cap_share')}
            value={classCap.share}
            onChange={(share) => setVotes({ ...votes, classCap: { ...classCap, share } })}
          />
        </SimpleGrid>
      )}
      <Checkbox
        label={t('rules.country_cap')}
        checked={countryCap !== undefined}
        onChange={(event) =>
          setVotes({
            ...uncapped,
            ...(classCap && { classCap }),
            ...(event.currentTarget.checked && { countryCap: { votes: '25' } }),
          })
        }
      />
      {countryCap && (
        <Amount
          at="votes.countryCap.votes"
          label={t('rules.country_cap_votes')}
          value={countryCap.votes}
          onChange={(text) => setVotes({ ...votes, countryCap: { votes: text } })}
        />
      )}
      <TableFields rules={rules} change={change} />
      <Meaning of={['votes', 'duesRequired']} />
    </Part>
  );
}

/** Votes by the size of a member: each band from a figure upwards has its votes. */
function TableFields({ rules, change }: FieldsProps) {
  const { t } = useWords();
  const { table, ...untabled } = rules.votes;
  const set = (next: Partial<NonNullable<typeof table>>): void =>
    change({ ...rules, votes: { ...untabled, table: { classes: [], bands: [], ...table, ...next } } });
  const bands = table?.bands ?? [];
  const setBand = (place: number, part: Partial<(typeof bands)[number]>): void =>
    set({ bands: bands.map((band, index) => (index === place ? { ...band, ...part } : band)) });
  return (
    <>
      <Checkbox
        label={t('rules.votes_table')}
        description={t('rules.votes_table_means')}
        checked={table !== undefined}
        onChange={(event) =>
          event.currentTarget.checked
            ? set({ classes: rules.classes.slice(0, 1), bands: [{ from: '0', votes: '1' }] })
            : change({ ...rules, votes: untabled })
        }
      />
      {table && (
        <Stack gap="sm" role="group" aria-label={t('rules.votes_table')}>
          <Names
            at="votes.table.classes"
            label={t('rules.table_classes')}
            names={rules.classes}
            value={table.classes}
            onChange={(classes) => set({ classes })}
          />
          {bands.map((band, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- a band has no name but its place
            <Group key={place} gap="sm" wrap="nowrap" align="flex-start">
              <Amount
                at={`votes.table.bands.${place}.from`}
                label={t('rules.band_from', { number: place + 1 })}
                value={band.from}
                onChange={(from) => setBand(place, { from })}
              />
              <Amount
                at={`votes.table.bands.${place}.votes`}
                label={t('rules.band_votes', { number: place + 1 })}
                value={band.votes}
                onChange={(votes) => setBand(place, { votes })}
              />
              <Button
                variant="default"
                flex="none"
                mt={26}
                aria-label={t('rules.remove_named', { name: t('rules.band', { number: place + 1 }) })}
                onClick={() => set({ bands: bands.filter((_, index) => index !== place) })}
              >
                {t('ui.remove')}
              </Button>
            </Group>
          ))}
          <Group>
            <Button
              variant="default"
              onClick={() => set({ bands: [...bands, { from: bands.length === 0 ? '0' : '', votes: '1' }] })}
            >
              {t('rules.add_band')}
            </Button>
          </Group>
        </Stack>
      )}
    </>
  );
}

function ConveningPart({ rules, change }: FieldsProps) {
  const { t } = useWords();
  const { convening, ...rest } = rules;
  const days = convening?.minimumDays;
  return (
    <Part title={t('rules.part.convening')}>
      <Checkbox
        label={t('rules.convening_days')}
        checked={days !== undefined}
        onChange={(event) =>
          change(event.currentTarget.checked ? { ...rules, convening: { minimumDays: 30 } } : rest)
        }
      />
      {days !== undefined && (
        <Amount
          at="convening.minimumDays"
          label={t('rules.convening_minimum')}
          value={days < 0 ? '' : String(days)}
          onChange={(text) => change({ ...rules, convening: { minimumDays: wholeOf(text) } })}
        />
      )}
      <Meaning of="convening" />
    </Part>
  );
}

function OverDaysPart({ rules, change }: FieldsProps) {
  const { t } = useWords();
  const { overDays, ...rest } = rules;
  const hours = overDays?.minimumHours;
  return (
    <Part title={t('rules.part.overDays')}>
      <Checkbox
        label={t('rules.over_days')}
        checked={hours !== undefined}
        onChange={(event) =>
          change(event.currentTarget.checked ? { ...rules, overDays: { minimumHours: 72 } } : rest)
        }
      />
      {hours !== undefined && (
        <Amount
          at="overDays.minimumHours"
          label={t('rules.over_days_hours')}
          value={hours < 0 ? '' : String(hours)}
          onChange={(text) => change({ ...rules, overDays: { minimumHours: wholeOf(text) } })}
        />
      )}
      <Meaning of="overDays" />
    </Part>
  );
}

function QuorumPart({ rules, change }: FieldsProps) {
  const { t } = useWords();
  const { quorum } = rules;
  const set = (part: Partial<RuleSet['quorum']>): void =>
    change({ ...rules, quorum: { ...quorum, ...part } });
  return (
    <Part title={t('rules.part.quorum')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Choice
          at="quorum.share.kind"
          label={t('rules.quorum_kind')}
          value={quorum.share.kind}
          options={[
            ['at_least', t('share.at_least')],
            ['more_than', t('share.more_than')],
          ]}
          onChange={(kind) => set({ share: { ...quorum.share, kind } })}
        />
        <Amount
          at="quorum.share.of"
          label={t('rules.quorum_share')}
          value={quorum.share.of}
          onChange={(of) => set({ share: { ...quorum.share, of } })}
        />
        <Choice
          at="quorum.counted"
          label={t('rules.quorum_counted')}
          value={quorum.counted}
          options={[
            ['members', t('counted.members')],
            ['votes', t('counted.votes')],
          ]}
          onChange={(counted) => set({ counted })}
        />
        <Choice
          at="quorum.when"
          label={t('rules.quorum_when')}
          value={quorum.when}
          options={[
            ['opening', t('rules.when.opening')],
            ['close', t('rules.when.close')],
          ]}
          onChange={(when) => set({ when })}
        />
      </SimpleGrid>
      <Checkbox
        label={t('rules.quorum_all')}
        checked={quorum.classes === null}
        onChange={(event) => set({ classes: event.currentTarget.checked ? null : rules.classes.slice(0, 1) })}
      />
      {quorum.classes && (
        <Names
          at="quorum.classes"
          label={t('rules.quorum_classes')}
          names={rules.classes}
          value={quorum.classes}
          onChange={(classes) => set({ classes })}
        />
      )}
      <Meaning of="quorum" />
    </Part>
  );
}

const ORDINARY: Majority = {
  requirements: [{ group: { kind: 'all' }, counted: 'weight', rule: { kind: 'simple' } }],
  guards: [],
  tie: 'rejected',
};

function MajoritiesPart({ rules, change }: FieldsProps) {
  const { t } = useWords();
  const { majorities } = rules;
  const set = (next: Record<string, Majority>): void =>
    change({ ...rules, majorities: { ...next, ordinary: next['ordinary'] ?? ORDINARY } });
  return (
    <Section title={t('rules.part.majorities')}>
      <Stack>
        {Object.entries(majorities).map(([name, majority]) => (
          <MajorityFields
            key={name}
            name={name}
            value={majority}
            onChange={(next) => set({ ...majorities, [name]: next })}
            {...(name !== 'ordinary' && {
              onRemove: () =>
                set(Object.fromEntries(Object.entries(majorities).filter(([one]) => one !== name))),
            })}
          />
        ))}
        <Card>
          <NameList
            at="majorities"
            addLabel={t('rules.add_majority')}
            description={t('rules.name_means')}
            names={[]}
            onAdd={(name) =>
              set(Object.hasOwn(majorities, name) ? majorities : { ...majorities, [name]: ORDINARY })
            }
            onRemove={() => undefined}
          />
        </Card>
      </Stack>
    </Section>
  );
}

function ProxiesPart({ rules, change }: FieldsProps) {
  const { t } = useWords();
  const { proxies } = rules;
  const { allowed, maxPerHolder, form, deadlineHours } = proxies;
  const set = (next: RuleSet['proxies']): void => change({ ...rules, proxies: next });
  const { deadlineHours: _, ...withoutDeadline } = proxies;
  const { form: __, ...withoutForm } = proxies;
  return (
    <Part title={t('rules.part.proxies')}>
      <Checkbox
        label={t('rules.proxies_allowed')}
        checked={allowed}
        onChange={(event) => set({ allowed: event.currentTarget.checked, maxPerHolder: null })}
      />
      {allowed && (
        <>
          <Checkbox
            label={t('rules.proxies_limited')}
            checked={maxPerHolder !== null}
            onChange={(event) => set({ ...proxies, maxPerHolder: event.currentTarget.checked ? 1 : null })}
          />
          {maxPerHolder !== null && (
            <Amount
              at="proxies.maxPerHolder"
              label={t('rules.proxies_limit')}
              value={maxPerHolder < 0 ? '' : String(maxPerHolder)}
              onChange={(text) => set({ ...proxies, maxPerHolder: wholeOf(text) })}
            />
          )}
          <FormOfProxies
            value={form ?? ''}
            onChange={(text) => set(text === '' ? withoutForm : { ...proxies, form: text })}
          />
          <Checkbox
            label={t('rules.proxies_deadline')}
            checked={deadlineHours !== undefined}
            onChange={(event) =>
              set(event.currentTarget.checked ? { ...proxies, deadlineHours: 24 } : withoutDeadline)
            }
          />
          {deadlineHours !== undefined && (
            <Amount
              at="proxies.deadlineHours"
              label={t('rules.proxies_deadline_hours')}
              value={deadlineHours < 0 ? '' : String(deadlineHours)}
              onChange={(text) => set({ ...proxies, deadlineHours: wholeOf(text) })}
            />
          )}
        </>
      )}
      <Meaning of="proxies" />
    </Part>
  );
}

function MotionsPart({ rules, change }: FieldsProps) {
  const speech = useWords();
  const { t } = speech;
  const motions = motionRules(rules);
  const set = (next: Partial<MotionRules>): void => change({ ...rules, motions: { ...motions, ...next } });
  const majorities = Object.keys(rules.majorities).map((name): readonly [string, string] => [
    name,
    majorityLabel(name, speech),
  ]);
  return (
    <Part title={t('rules.part.motions')}>
      <Checkbox
        label={t('rules.motions_delegates')}
        checked={motions.delegates}
        onChange={(event) => set({ delegates: event.currentTarget.checked })}
      />
      {motions.delegates && (
        <Amount
          at="motions.seconders"
          label={t('rules.motions_seconders')}
          value={motions.seconders < 0 ? '' : String(motions.seconders)}
          onChange={(text) => set({ seconders: wholeOf(text) })}
        />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {PROCEDURES.map((procedure) => (
          <Choice
            key={procedure}
            at={`motions.procedures.${procedure}`}
            label={t('rules.motions_majority', { procedure: t(`procedure.${procedure}`) })}
            value={motions.procedures[procedure] ?? 'ordinary'}
            options={majorities}
            onChange={(majority) => {
              const { [procedure]: _, ...others } = motions.procedures;
              set({ procedures: majority === 'ordinary' ? others : { ...others, [procedure]: majority } });
            }}
          />
        ))}
      </SimpleGrid>
      <Meaning of="motions" />
    </Part>
  );
}

/** A whole number; -1, which is a fault, where what was typed is none. */
const wholeOf = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : -1);

function FormOfProxies({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useWords();
  const field = useField('proxies.form');
  return (
    <TextInput
      {...field}
      label={t('rules.proxies_form')}
      description={t('rules.proxies_form_means')}
      maxLength={200}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Enact({
  name,
  setName,
  from,
  setFrom,
}: {
  name: string;
  setName: (name: string) => void;
  from: string;
  setFrom: (day: string) => void;
}) {
  const { t } = useWords();
  return (
    <Part title={t('rules.enact_title')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('rules.name')}
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('rules.in_force_from')}
          type="date"
          required
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
      </SimpleGrid>
      <Obstacles />
    </Part>
  );
}

/** Why the rules cannot be enacted yet, each with the way to its field. */
function Obstacles() {
  const speech = useWords();
  const { t } = speech;
  return (
    <Writing.Consumer>
      {(writing) => {
        const faults = writing?.faults ?? [];
        return (
          <>
            {faults.length > 0 && (
              <Alert color="orange" role="status" title={t('rules.faults', { count: faults.length })}>
                <List>
                  {faults.map((fault, place) => {
                    const at = String(fault.facts['at']);
                    return (
                      <List.Item key={`${place} ${fault.code}`}>
                        <Anchor
                          underline="always"
                          href={`#${idOf(at)}`}
                          onClick={() => document.getElementById(idOf(at))?.focus()}
                        >
                          {t('ui.label', {
                            name: partLabel(
                              at
                                .split('.')
                                .slice(0, at.startsWith('majorities.') ? 2 : 1)
                                .join('.'),
                              speech,
                            ),
                          })}
                        </Anchor>{' '}
                        {faultText(fault, speech)}
                      </List.Item>
                    );
                  })}
                </List>
              </Alert>
            )}
            <Group>
              <Button type="submit" disabled={faults.length > 0}>
                {t('rules.review')}
              </Button>
            </Group>
          </>
        );
      }}
    </Writing.Consumer>
  );
}

function Review({
  body,
  rules,
  name,
  from,
  number,
  against,
  back,
  done,
}: {
  body: string;
  rules: RuleSet;
  name: string;
  from: string;
  number: number;
  against: { readonly number: number; readonly name: string; readonly rules: RuleSet } | null;
  back: () => void;
  done: (number: number) => void;
}) {
  const speech = useWords();
  const { t, lang } = speech;
  const enact = useAct(bodyRoutes.adoptRuleSet);
  const changes = changesBetween(against?.rules ?? null, rules);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    top.current?.focus();
    window.scrollTo(0, 0);
  }, []);
  return (
    <Stack gap="xl" ref={top} tabIndex={-1} style={{ outline: 'none' }}>
      <Section title={t('rules.review_title')}>
        <Stack>
          <Text>
            {against
              ? t('rules.review_against', { number: against.number, name: against.name })
              : t('rules.review_first')}
          </Text>
          {changes.length === 0 && <Text>{t('rules.review_nothing')}</Text>}
          {changes.map(({ part, before, after }) => (
            <Card key={part} data-testid={`change-${part}`}>
              <Section title={partLabel(part, speech)} level={3}>
                {before.length > 0 && (
                  <>
                    <Text size="sm" c="dimmed" fw={600}>
                      {t('rules.before')}
                    </Text>
                    <Sentences of={before} />
                  </>
                )}
                {after.length > 0 && (
                  <>
                    {against && (
                      <Text size="sm" c="dimmed" fw={600} mt={before.length > 0 ? 'sm' : 0}>
                        {t('rules.after')}
                      </Text>
                    )}
                    <Sentences of={after} />
                  </>
                )}
              </Section>
            </Card>
          ))}
        </Stack>
      </Section>
      <Card accent>
        <Stack>
          <Text>
            <strong>{name}</strong>. {t('rules.review_means', { number, date: edtf(from, lang) })}
          </Text>
          <Failure error={enact.error} />
          <Group>
            <Button
              loading={enact.isPending}
              onClick={() =>
                enact.mutate(
                  { body, name: name.trim(), inForceFrom: from, data: rules, number },
                  {
                    onSuccess: (made) => {
                      sessionStorage.removeItem(draftKey(body));
                      done(made.number);
                    },
                  },
                )
              }
            >
              {t('rules.enact', { number })}
            </Button>
            <Button variant="default" onClick={back}>
              {t('rules.back')}
            </Button>
          </Group>
        </Stack>
      </Card>
    </Stack>
  );
}
