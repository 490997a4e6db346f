import { Button, Checkbox, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { electionRoutes } from '../../../src/elections/elections.contract.js';
import type { ElectionView, Quota, RoundRule } from '../../../src/elections/elections.contract.js';
import { CONTEST_METHODS } from '../../../src/polls/polls.contract.js';
import type { ContestMethod } from '../../../src/polls/polls.contract.js';
import { useAct } from '../house/api.js';
import { MomentInput } from '../ui/MomentInput.js';
import { Failure } from '../ui/Failure.js';
import { NO_TITLES, titlesOf, TitlesInput } from '../ui/TitlesInput.js';
import { inLang, useWords } from '../words/words.js';
import { momentOf, useZone } from '../words/zone.js';

const WAYS = ['plurality', 'majority', 'twice'] as const;
type Way = (typeof WAYS)[number];
const ROUNDS: Readonly<Record<Way, readonly RoundRule[]>> = {
  plurality: ['plurality'],
  majority: ['majority', 'plurality'],
  twice: ['majority', 'majority', 'plurality'],
};

/** Everything that is fixed when an election is called. */
export function CallElection({
  assembly,
  regions,
  elections,
  onDone,
}: {
  assembly: string;
  regions: readonly string[];
  elections: readonly ElectionView[];
  onDone: () => void;
}) {
  const { t, lang } = useWords();
  const call = useAct(electionRoutes.call);
  const [titles, setTitles] = useState(NO_TITLES);
  const [seats, setSeats] = useState(1);
  const [method, setMethod] = useState<ContestMethod>('plurality');
  const [way, setWay] = useState<Way>('majority');
  const [marks, setMarks] = useState(1);
  const [blank, setBlank] = useState(true);
  const [recorded, setRecorded] = useState(false);
  const [alphabetical, setAlphabetical] = useState(false);
  const [seconders, setSeconders] = useState(0);
  const [after, setAfter] = useState<string | null>(null);
  const zone = useZone();
  const [due, setDue] = useState('');
  const [quotas, setQuotas] = useState<readonly Quota[]>([]);
  const whole = (value: string | number): number => Math.max(0, Math.trunc(Number(value) || 0));
  const plurality = method === 'plurality';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        call.mutate(
          {
            assembly,
            titles: titlesOf(titles),
            seats,
            method,
            marks: plurality ? marks : 1,
            rounds: plurality ? [...ROUNDS[way]] : [],
            blank,
            secrecy: recorded ? 'recorded' : 'confidential',
            order: alphabetical ? 'alphabetical' : 'drawn',
            quotas: [...quotas],
            seconders,
            after,
            nominationsDue: due === '' ? null : momentOf(due, zone),
          },
          { onSuccess: onDone },
        );
      }}
    >
      <Stack>
        <TitlesInput label={t('election.what')} value={titles} onChange={setTitles} />
        <Group grow align="start">
          <NumberInput
            label={t('election.seats_label')}
            min={1}
            max={500}
            allowDecimal={false}
            value={seats}
            onChange={(value) => setSeats(Math.max(1, whole(value)))}
          />
          <NumberInput
            label={t('election.seconders')}
            min={0}
            max={100}
            allowDecimal={false}
            value={seconders}
            onChange={(value) => setSeconders(whole(value))}
          />
        </Group>
        <Select
          label={t('election.method')}
          allowDeselect={false}
          data={CONTEST_METHODS.map((one) => ({ value: one, label: t(`method.${one}`) }))}
          value={method}
          onChange={(value) => setMethod((value ?? 'plurality') as ContestMethod)}
        />
        {plurality && (
          <Group grow align="start">
            <Select
              label={t('election.rounds')}
              allowDeselect={false}
              data={WAYS.map((one) => ({ value: one, label: t(`election.way.${one}`) }))}
              value={way}
              onChange={(value) => setWay((value ?? 'majority') as Way)}
            />
            <NumberInput
              label={t('election.marks')}
              description={t('election.marks_means')}
              min={1}
              max={500}
              allowDecimal={false}
              value={marks}
              onChange={(value) => setMarks(Math.max(1, whole(value)))}
            />
          </Group>
        )}
        <MomentInput label={t('election.nominations_due')} value={due} onChange={setDue} />
        {elections.length > 0 && (
          <Select
            label={t('election.waits_for')}
            clearable
            data={elections.map((one) => ({ value: one.election, label: inLang(one.titles, lang).text }))}
            value={after}
            onChange={setAfter}
          />
        )}
        <Checkbox
          label={t('election.blank')}
          checked={blank}
          onChange={(event) => setBlank(event.currentTarget.checked)}
        />
        <Checkbox
          label={t('election.alphabetical')}
          checked={alphabetical}
          onChange={(event) => setAlphabetical(event.currentTarget.checked)}
        />
        <Checkbox
          label={t('election.recorded')}
          checked={recorded}
          onChange={(event) => setRecorded(event.currentTarget.checked)}
        />
        <Stack gap="xs" role="group" aria-label={t('election.quotas')}>
          <Text fw={600}>{t('election.quotas')}</Text>
          {quotas.map((quota, at) => (
            // Quotas have no other name than their place.
            // oxlint-disable-next-line react/no-array-index-key
            <QuotaRow
              key={at}
              quota={quota}
              regions={regions}
              onChange={(next) =>
                setQuotas(quotas.flatMap((one, i) => (i !== at ? [one] : next ? [next] : [])))
              }
            />
          ))}
          <Button
            variant="default"
            onClick={() => setQuotas([...quotas, { kind: 'gender', of: 'woman', atLeast: 1 }])}
          >
            {t('election.add_quota')}
          </Button>
        </Stack>
        <Failure error={call.error} />
        <Button type="submit" loading={call.isPending}>
          {t('election.call')}
        </Button>
      </Stack>
    </form>
  );
}

/** `regions`: those that the rules list; where they list none, one is written. */
function QuotaRow({
  quota,
  regions,
  onChange,
}: {
  quota: Quota;
  regions: readonly string[];
  onChange: (quota: Quota | null) => void;
}) {
  const { t, known } = useWords();
  const listed = quota.kind === 'region' ? regions : [];
  return (
    <Group align="end">
      <NumberInput
        label={t('election.at_least')}
        w="6rem"
        min={1}
        max={500}
        allowDecimal={false}
        value={quota.atLeast}
        onChange={(value) => onChange({ ...quota, atLeast: Math.max(1, Math.trunc(Number(value) || 1)) })}
      />
      <Select
        label={t('election.quota_kind')}
        w="9rem"
        allowDeselect={false}
        data={(['region', 'gender'] as const).map((kind) => ({
          value: kind,
          label: t(`election.kind.${kind}`),
        }))}
        value={quota.kind}
        onChange={(value) => {
          const kind = (value ?? 'region') as Quota['kind'];
          onChange({ ...quota, kind, of: kind === 'gender' ? 'woman' : (regions[0] ?? '') });
        }}
      />
      {listed.length > 0 ? (
        <Select
          label={t('election.quota_of')}
          style={{ flex: '1 1 8rem' }}
          required
          allowDeselect={false}
          data={listed.map((value) => ({ value, label: known(`class.${value}`) ?? value }))}
          value={quota.of}
          onChange={(value) => onChange({ ...quota, of: value ?? quota.of })}
        />
      ) : (
        <TextInput
          label={t('election.quota_of')}
          style={{ flex: '1 1 8rem' }}
          required
          maxLength={40}
          value={quota.of}
          onChange={(event) => onChange({ ...quota, of: event.currentTarget.value })}
        />
      )}
      <Button variant="default" onClick={() => onChange(null)}>
        {t('election.remove_quota')}
      </Button>
    </Group>
  );
}
