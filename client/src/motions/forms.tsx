import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Titles } from '../../../src/basics/fields.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { first, must } from '../../../src/basics/must.js';
import { byName } from '../../../src/basics/order.js';
import { motionRules, PROCEDURES } from '../../../src/rules/ruleset.js';
import type { Procedure } from '../../../src/rules/ruleset.js';
import { useRules } from '../bodies/sentences.js';
import { sizeOfChange } from '../../../src/instruments/compare.js';
import { excludedBy } from '../../../src/instruments/wordings.js';
import { furthestFirst } from '../../../src/motions/family.js';
import { isOver } from '../../../src/motions/motion.js';
import { motionRoutes } from '../../../src/motions/motions.contract.js';
import type { MotionDraft, MotionView } from '../../../src/motions/motions.contract.js';
import { useAct, useRead } from '../house/api.js';
import { ReasonInput } from '../ui/ReasonInput.js';
import { NO_TITLES, TitlesInput, titlesOf } from '../ui/TitlesInput.js';
import { inLang, useWords } from '../words/words.js';
import { ActForm } from './act-form.js';
import { waiting } from './acts.js';
import type { FormProps } from './acts.js';
import { Saved, useDraft } from './draft.js';
import { meetingText } from './meeting-points.js';
import { wordingOf } from './own-text.js';
import { dependentsOf, nameOf } from './states.js';
import { meetings, onVersion, sizeOf, useSubject } from './subject.js';

function UntilInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (until: string) => void;
}) {
  const { t } = useWords();
  return (
    <TextInput
      label={label}
      description={t('motion.until_means')}
      maxLength={40}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The member for whom a delegate acts, asked only where there are several. */
export function ForMember({
  floor,
  value,
  onChange,
}: {
  floor: FormProps['floor'];
  value: string;
  onChange: (member: string) => void;
}) {
  const { t } = useWords();
  if (floor.speaksFor.length < 2) return null;
  return (
    <NativeSelect
      label={t('motion.for_member')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={floor.speaksFor.map(({ member, name }) => ({ value: member, label: name }))}
    />
  );
}

export function useOwnMember({ speaksFor }: FormProps['floor']) {
  const [chosen, choose] = useState('');
  return [chosen || (speaksFor[0]?.member ?? ''), choose] as const;
}

export function WithdrawForm({ motion, onDone }: FormProps) {
  const { t } = useWords();
  const withdraw = useAct(motionRoutes.withdraw);
  const [reason, setReason] = useState('');
  return (
    <ActForm
      label={t('motion.withdraw')}
      busy={withdraw.isPending}
      error={withdraw.error}
      onSend={() => withdraw.mutate({ motion: motion.id, reason }, { onSuccess: onDone })}
    >
      <ReasonInput value={reason} onChange={setReason} />
    </ActForm>
  );
}

export function InadmissibleForm({ motion, onDone }: FormProps) {
  const { t } = useWords();
  const rule = useAct(motionRoutes.refuseMotion);
  const [reason, setReason] = useState('');
  return (
    <ActForm
      label={t('motion.inadmissible')}
      busy={rule.isPending}
      error={rule.error}
      onSend={() => rule.mutate({ motion: motion.id, reason }, { onSuccess: onDone })}
    >
      <ReasonInput value={reason} onChange={setReason} />
    </ActForm>
  );
}

export function AdjournForm({ motion, onDone }: FormProps) {
  const { t } = useWords();
  const adjourn = useAct(motionRoutes.adjourn);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  return (
    <ActForm
      label={t('motion.do.adjourn')}
      means={t('motion.without_vote')}
      busy={adjourn.isPending}
      error={adjourn.error}
      onSend={() =>
        adjourn.mutate({ motion: motion.id, until: until.trim() || null, reason }, { onSuccess: onDone })
      }
    >
      <UntilInput label={t('motion.adjourn_until')} value={until} onChange={setUntil} />
      <ReasonInput value={reason} onChange={setReason} />
    </ActForm>
  );
}

export function RemitForm({ motion, onDone }: FormProps) {
  const { t } = useWords();
  const remit = useAct(motionRoutes.remit);
  const [to, setTo] = useState('');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  return (
    <ActForm
      label={t('motion.do.remit')}
      means={t('motion.without_vote')}
      busy={remit.isPending}
      error={remit.error}
      onSend={() =>
        remit.mutate({ motion: motion.id, to, until: until.trim() || null, reason }, { onSuccess: onDone })
      }
    >
      <TextInput
        label={t('motion.remit_to')}
        required
        maxLength={200}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <UntilInput label={t('motion.due')} value={until} onChange={setUntil} />
      <ReasonInput value={reason} onChange={setReason} />
    </ActForm>
  );
}

export function ResumeForm({ motion, onDone }: FormProps) {
  const { t } = useWords();
  const resume = useAct(motionRoutes.resumeMotion);
  return (
    <ActForm
      label={t('motion.do.resume')}
      busy={resume.isPending}
      error={resume.error}
      onSend={() => resume.mutate({ motion: motion.id }, { onSuccess: onDone })}
    />
  );
}

export function SecondForm({ motion, floor, onDone }: FormProps) {
  const { t } = useWords();
  const act = useAct(motionRoutes.second);
  const [member, setMember] = useOwnMember(floor);
  const seconded = motion.seconders.some((one) => one.member === member);
  return (
    <ActForm
      label={t(seconded ? 'motion.unsecond' : 'motion.do.second')}
      busy={act.isPending}
      error={act.error}
      onSend={() => act.mutate({ motion: motion.id, member, seconded: !seconded }, { onSuccess: onDone })}
    >
      <ForMember floor={floor} value={member} onChange={setMember} />
    </ActForm>
  );
}

/** For a member whose delegate says so in the hall; what is recorded can be taken back in the same form. */
export function SecondForForm({ motion, onDone }: FormProps) {
  const { t } = useWords();
  const act = useAct(motionRoutes.second);
  const { data } = useRead(assemblyRoutes.credentials, { assembly: motion.assembly });
  const [chosen, setMember] = useState('');
  const here = (data?.credentials ?? []).filter(
    ({ member, present, state, role }) =>
      present && state === 'accredited' && role !== 'observer' && member !== motion.member,
  );
  const members = [...new Map(here.map(({ member, organisation }) => [member, organisation.name])).entries()]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => byName(a.label, b.label));
  const member = members.some(({ value }) => value === chosen) ? chosen : '';
  const seconded = motion.seconders.some((one) => one.member === member);
  return (
    <ActForm
      label={t(seconded ? 'motion.unsecond' : 'motion.do.secondFor')}
      means={t('motion.second_for_means')}
      busy={act.isPending}
      error={act.error}
      onSend={() => act.mutate({ motion: motion.id, member, seconded: !seconded }, { onSuccess: onDone })}
    >
      {data && members.length === 0 && <Text>{t('motion.second_for_nobody')}</Text>}
      <NativeSelect
        label={t('motion.for_member')}
        required
        value={member}
        onChange={(event) => setMember(event.currentTarget.value)}
        data={[{ value: '', label: '–' }, ...members]}
      />
    </ActForm>
  );
}

export function TakeOutForm({ motion, floor, onDone }: FormProps) {
  const { t } = useWords();
  const act = useAct(motionRoutes.takeOut);
  const [member, setMember] = useOwnMember(floor);
  return (
    <ActForm
      label={t('motion.do.takeOut')}
      means={t('motion.take_out_means')}
      busy={act.isPending}
      error={act.error}
      onSend={() => act.mutate({ motion: motion.id, member: member || null }, { onSuccess: onDone })}
    >
      <ForMember floor={floor} value={member} onChange={setMember} />
    </ActForm>
  );
}

/** An amendment is written by editing the wording itself, and kept as a draft until it is submitted. */
export function AmendmentForm({ motion, floor, draft, onDone }: FormProps & { draft?: MotionDraft }) {
  const { t } = useWords();
  const submit = useAct(motionRoutes.submit);
  const before = wordingOf(motion);
  const drafting = useDraft(
    motion.assembly,
    draft ?? {
      ...{ titles: { ...NO_TITLES, ...motion.titles }, text: before ?? '', to: motion.id },
      ...{ member: floor.speaksFor[0]?.member ?? null, item: null },
    },
  );
  const { matter, change } = drafting;
  return (
    <ActForm
      label={t('motion.submit_amendment')}
      busy={submit.isPending}
      error={submit.error}
      onSend={() =>
        submit.mutate(
          {
            assembly: motion.assembly,
            titles: titlesOf(matter.titles),
            about: { kind: 'amendment', to: motion.id, text: matter.text },
            member: matter.member,
            draft: drafting.draft,
          },
          {
            onSuccess: () => {
              drafting.done();
              onDone();
            },
          },
        )
      }
    >
      <TitlesInput
        label={t('motion.title')}
        value={matter.titles}
        onChange={(titles) => change({ titles })}
      />
      <Textarea
        label={t(before === null ? 'motion.amendment_in_words' : 'motion.amended_wording')}
        required
        autosize
        minRows={5}
        maxRows={16}
        maxLength={20_000}
        value={matter.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <ForMember floor={floor} value={matter.member ?? ''} onChange={(member) => change({ member })} />
      <Saved drafting={drafting} />
    </ActForm>
  );
}

const HAS_UNTIL: ReadonlySet<Procedure> = new Set(['adjourn', 'remit']);

/** The procedural motions that make sense in the state of the one concerned. */
function proceduresOn(motion: MotionView): Procedure[] {
  return PROCEDURES.filter((one) => {
    switch (one) {
      case 'closure':
        return motion.state === 'debate';
      case 'urgency':
        return motion.state === 'submitted' && motion.lateAfter !== null;
      case 'reconsider':
        return (motion.state === 'adopted' || motion.state === 'rejected') && motion.about.kind !== 'stage';
      case 'adjourn':
      case 'remit':
        return ['tabled', 'debate', 'ready'].includes(motion.state);
      case 'other':
        return true;
    }
  });
}

export function ProcedureForm({ motion, floor, onDone }: FormProps) {
  return <Proceed assembly={motion.assembly} motion={motion} floor={floor} onDone={onDone} />;
}

/** A motion about how to go on, with one matter or (without `motion`) with the meeting. */
export function Proceed({
  assembly,
  motion,
  floor,
  onDone,
}: {
  assembly: string;
  motion: MotionView | null;
  floor: FormProps['floor'];
  onDone: () => void;
}) {
  const { t, known } = useWords();
  const submit = useAct(motionRoutes.submit);
  const kinds = motion ? proceduresOn(motion) : (['adjourn', 'other'] as const);
  const [procedure, setProcedure] = useState<Procedure>(kinds[0] ?? 'other');
  const [to, setTo] = useState('');
  const [until, setUntil] = useState('');
  const [text, setText] = useState('');
  const [member, setMember] = useOwnMember(floor);
  const rules = useRules(floor.assembly);
  const majority = rules && (motionRules(rules).procedures[procedure] ?? 'ordinary');
  const about = {
    kind: 'procedure',
    procedure,
    motion: motion?.id ?? null,
    to: procedure === 'remit' ? to.trim() || null : null,
    until: HAS_UNTIL.has(procedure) ? until.trim() || null : null,
    text: text.trim() || null,
  } as const;
  return (
    <ActForm
      label={t('motion.submit')}
      busy={submit.isPending}
      error={submit.error}
      onSend={() =>
        submit.mutate(
          {
            assembly,
            titles: TITLES[procedure],
            about,
            member: member || null,
          },
          { onSuccess: onDone },
        )
      }
    >
      <NativeSelect
        label={t('motion.procedure')}
        description={
          majority && t('motion.procedure_majority', { name: known(`majority.${majority}`) ?? majority })
        }
        value={procedure}
        onChange={(event) => setProcedure(event.currentTarget.value as Procedure)}
        data={kinds.map((one) => ({ value: one, label: t(`procedure.${one}`) }))}
      />
      {procedure === 'remit' && (
        <TextInput
          label={t('motion.remit_to')}
          required
          maxLength={200}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      )}
      {HAS_UNTIL.has(procedure) && (
        <UntilInput
          label={t(procedure === 'remit' ? 'motion.due' : 'motion.adjourn_until')}
          value={until}
          onChange={setUntil}
        />
      )}
      <Textarea
        label={t('motion.procedure_text')}
        required={procedure === 'other'}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ForMember floor={floor} value={member} onChange={setMember} />
    </ActForm>
  );
}

const TITLES: Readonly<Record<Procedure, Required<Titles>>> = {
  closure: { en: 'Closure of the debate', fr: 'Clôture du débat', es: 'Cierre del debate' },
  adjourn: { en: 'Adjournment', fr: 'Ajournement', es: 'Aplazamiento' },
  remit: { en: 'Remittal', fr: 'Renvoi', es: 'Remisión' },
  urgency: { en: 'Urgency', fr: 'Urgence', es: 'Urgencia' },
  reconsider: { en: 'Reconsideration', fr: 'Reconsidération', es: 'Reconsideración' },
  other: { en: 'Point of procedure', fr: 'Question de procédure', es: 'Cuestión de procedimiento' },
};

/** The order of voting: moved up and down by buttons, with what falls when one is adopted. */
export function OrderForm({ motion, floor, onDone }: FormProps) {
  const { t, lang } = useWords();
  const act = useAct(motionRoutes.order);
  const amendments = dependentsOf(motion, floor.motions).filter(
    (one) => one.about.kind === 'amendment' && !isOver(one),
  );
  const [order, setOrder] = useState(() => {
    const set = motion.order?.order.map((one) => one.motion) ?? [];
    return amendments.toSorted((a, b) => set.indexOf(a.id) - set.indexOf(b.id));
  });
  const [fells, setFells] = useState<Readonly<Record<string, readonly string[]>>>(() =>
    Object.fromEntries((motion.order?.order ?? []).map((one) => [one.motion, one.fells])),
  );
  const [reason, setReason] = useState(motion.order?.reason ?? '');
  const isOpen = (id: string): boolean => amendments.some((one) => one.id === id);
  const swap = (place: number): void =>
    setOrder(order.toSpliced(place, 2, ...order.slice(place, place + 2).toReversed()));
  const before = wordingOf(motion);
  const speech = useWords();
  const { subject } = useSubject(onVersion(motion, floor.motions) ? motion : undefined, floor.motions);
  const found = useMemo(() => (subject ? meetings(subject) : []), [subject]);
  const idOf = (label: string): string[] =>
    amendments.flatMap((one) => (one.label === label ? [one.id] : []));
  const excluded = (label: string): string[] => excludedBy(label, found);
  const size = (one: MotionView): number => {
    if (before !== null) return sizeOfChange(before, wordingOf(one) ?? '');
    const own = subject?.amendments.find(({ motion: id }) => id === one.id);
    return subject && own ? sizeOf(subject.texts, own.wordings) : 0;
  };
  const propose = (): void => {
    setOrder([...furthestFirst(order, size)]);
    setReason(t('motion.furthest_first'));
    if (subject)
      setFells(Object.fromEntries(order.map((one) => [one.id, excluded(one.label).flatMap(idOf)])));
  };
  return (
    <ActForm
      label={t('motion.do.order')}
      busy={act.isPending}
      error={act.error}
      onSend={() =>
        act.mutate(
          {
            motion: motion.id,
            order: order.map(({ id }) => ({ motion: id, fells: [...(fells[id] ?? [])].filter(isOpen) })),
            reason,
          },
          { onSuccess: onDone },
        )
      }
    >
      {(before !== null || subject) && (
        <Group>
          <Button variant="default" onClick={propose}>
            {t('motion.propose_order')}
          </Button>
        </Group>
      )}
      {order.map((one, place) => (
        <Stack key={one.id} gap={4} data-testid={`order-${place + 1}`}>
          <Group justify="space-between" wrap="nowrap">
            <Text fw={600}>
              {place + 1}. {nameOf(one, t)} · {inLang(one.titles, lang).text}
            </Text>
            <Group gap={4} wrap="nowrap">
              <Button
                size="xs"
                variant="default"
                disabled={place === 0}
                aria-label={t('ui.pair', { name: t('ui.up'), what: one.label })}
                onClick={() => swap(place - 1)}
              >
                ↑
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={place === order.length - 1}
                aria-label={t('ui.pair', { name: t('ui.down'), what: one.label })}
                onClick={() => swap(place)}
              >
                ↓
              </Button>
            </Group>
          </Group>
          {subject &&
            found
              .filter(({ keys }) => keys.includes(one.label))
              .map((each) => (
                <Text size="sm" key={[each.kind, each.clause, ...each.keys].join(' ')}>
                  {meetingText(each, subject.texts, speech)}
                </Text>
              ))}
          {excluded(one.label).length > 0 && (
            <Text size="sm" fw={640}>
              {t('meeting.excludes', { label: one.label, others: excluded(one.label).join(', ') })}
            </Text>
          )}
          <Checkbox.Group
            size="sm"
            label={t('motion.fells', { label: one.label })}
            value={[...(fells[one.id] ?? [])]}
            onChange={(ids) => setFells({ ...fells, [one.id]: ids })}
          >
            <Group mt={4}>
              {order
                .filter((other) => other.id !== one.id)
                .map((other) => (
                  <Checkbox key={other.id} value={other.id} label={other.label} />
                ))}
            </Group>
          </Checkbox.Group>
        </Stack>
      ))}
      <ReasonInput value={reason} onChange={setReason} />
    </ActForm>
  );
}

/** The wording that adopted amendments make: proposed where one alone was adopted, or of the parts that are left. */
export function AmendForm({ motion, floor, onDone }: FormProps) {
  const { t } = useWords();
  const act = useAct(motionRoutes.amend);
  const followed = waiting(motion, floor).map(({ id }) =>
    must(
      floor.motions.find((one) => one.id === id),
      'amendment on the floor',
    ),
  );
  const adopted = followed.filter(({ state }) => state === 'adopted');
  const out = followed.filter(({ state }) => state !== 'adopted');
  const before = wordingOf(motion);
  const [text, setText] = useState(() => {
    const left = dependentsOf(motion, floor.motions).filter(
      ({ about, state }) => about.kind === 'part' && state === 'adopted',
    );
    if (out.length > 0) return left.map((one) => wordingOf(one)).join('\n\n');
    return (adopted.length === 1 && wordingOf(first(adopted))) || (before ?? '');
  });
  const labelsOf = (some: readonly MotionView[]): string => some.map((one) => one.label).join(', ');
  const [version, setVersion] = useState<string | number>('');
  return (
    <ActForm
      label={t('motion.do.amend')}
      means={[
        adopted.length > 0 && t('motion.amend_adopted', { labels: labelsOf(adopted) }),
        out.length > 0 && t('motion.amend_without', { labels: labelsOf(out) }),
        t('motion.amend_means'),
      ]
        .filter(Boolean)
        .join(' ')}
      busy={act.isPending}
      error={act.error}
      onSend={() =>
        act.mutate(
          before === null
            ? { motion: motion.id, version: Number(version) || null }
            : { motion: motion.id, text },
          { onSuccess: onDone },
        )
      }
    >
      {before === null ? (
        <NumberInput
          label={t('version.version')}
          required
          min={1}
          allowDecimal={false}
          value={version}
          onChange={setVersion}
        />
      ) : (
        <Textarea
          label={t('motion.amended_wording')}
          required
          autosize
          minRows={5}
          maxRows={16}
          maxLength={20_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
    </ActForm>
  );
}

/** Parts of a motion, proposed by its paragraphs. */
export function DivideForm({ motion, onDone }: FormProps) {
  const { t } = useWords();
  const act = useAct(motionRoutes.divide);
  const [parts, setParts] = useState<readonly string[]>(() => {
    const paragraphs = (wordingOf(motion) ?? '').split(/\n\s*\n/).map((one) => one.trim());
    return paragraphs.length > 1 ? paragraphs.slice(0, 26) : [...paragraphs, ''];
  });
  const titled = (place: number): Titles =>
    Object.fromEntries(
      Object.entries(motion.titles).map(([lang, title]) => [
        lang,
        `${title.slice(0, 290)} (${String.fromCharCode(97 + place)})`,
      ]),
    );
  return (
    <ActForm
      label={t('motion.do.divide')}
      means={t('motion.divide_means')}
      busy={act.isPending}
      error={act.error}
      onSend={() =>
        act.mutate(
          {
            motion: motion.id,
            parts: parts.map((text, place) => ({ titles: titled(place), text })),
          },
          { onSuccess: onDone },
        )
      }
    >
      {parts.map((text, place) => (
        <Textarea
          // Parts are only added and taken off at the end.
          key={`${place}`}
          label={t('motion.name.part', { label: `${motion.label}${String.fromCharCode(97 + place)}` })}
          required
          autosize
          minRows={2}
          maxLength={20_000}
          value={text}
          onChange={(event) => {
            const next = event.currentTarget.value;
            setParts(parts.map((one, at) => (at === place ? next : one)));
          }}
        />
      ))}
      <Group>
        <Button variant="default" disabled={parts.length >= 26} onClick={() => setParts([...parts, ''])}>
          {t('motion.add_part')}
        </Button>
        <Button variant="default" disabled={parts.length <= 2} onClick={() => setParts(parts.slice(0, -1))}>
          {t('motion.drop_part')}
        </Button>
      </Group>
    </ActForm>
  );
}

export function FallForm({ motion, floor, onDone }: FormProps) {
  const { t, lang } = useWords();
  const act = useAct(motionRoutes.fall);
  const adopted = floor.motions.filter((one) => one.state === 'adopted');
  const near = adopted.toSorted(
    (a, b) => Number(b.parent === motion.parent) - Number(a.parent === motion.parent),
  );
  const [because, setBecause] = useState(near[0]?.id ?? '');
  const [reason, setReason] = useState('');
  return (
    <ActForm
      label={t('motion.do.fall')}
      means={t('motion.fall_means')}
      busy={act.isPending}
      error={act.error}
      onSend={() => act.mutate({ motion: motion.id, because, reason }, { onSuccess: onDone })}
    >
      <NativeSelect
        label={t('motion.because_adopted')}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
        data={near.map((one) => ({
          value: one.id,
          label: `${nameOf(one, t)} · ${inLang(one.titles, lang).text}`,
        }))}
      />
      <ReasonInput value={reason} onChange={setReason} />
    </ActForm>
  );
}
