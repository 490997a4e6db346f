import { Button, Fieldset, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { never } from '../../../src/basics/result.js';
import type {
  Base,
  Group as VoteGroup,
  Guard,
  Majority,
  Requirement,
  Rule,
} from '../../../src/rules/ruleset.js';
import { majorityLabel } from '../polls/rule.js';
import { Card, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { Amount, Choice, Meaning, Names, useField, useWriting } from './rules-fields.js';

const BASES = ['cast', 'cast_and_abstentions', 'represented', 'entitled', 'attending'] as const;
const bases = <B extends Base>(of: readonly B[], { t }: Speech) =>
  of.map((base) => [base, t(`base.${base}`)] as const);

/** One majority: its conditions, its guards, and what a tie means. */
export function MajorityFields({
  name,
  value,
  onChange,
  onRemove,
}: {
  name: string;
  value: Majority;
  onChange: (majority: Majority) => void;
  /** Left out for the ordinary majority, which every rule set has. */
  onRemove?: () => void;
}) {
  const speech = useWords();
  const { t } = speech;
  const at = `majorities.${name}`;
  const { requirements, guards, tie } = value;
  const { id, error } = useField(at);
  const put = <T,>(list: readonly T[], place: number, one: T): T[] =>
    list.map((old, index) => (index === place ? one : old));
  const without = <T,>(list: readonly T[], place: number): T[] => list.filter((_, index) => index !== place);
  return (
    <Section title={majorityLabel(name, speech)} level={3}>
      <Card data-testid={at}>
        <Stack id={id}>
          {error && <Text c="var(--tone-red)">{error}</Text>}
          <Text size="sm" c="dimmed">
            {t('rules.all_must_hold')}
          </Text>
          {requirements.map((one, place) => (
            <RequirementFields
              // oxlint-disable-next-line react/no-array-index-key
              key={place}
              at={`${at}.requirements.${place}`}
              number={place + 1}
              value={one}
              onChange={(next) => onChange({ ...value, requirements: put(requirements, place, next) })}
              {...(requirements.length > 1 && {
                onRemove: () => onChange({ ...value, requirements: without(requirements, place) }),
              })}
            />
          ))}
          <Group>
            <Button
              variant="default"
              onClick={() => onChange({ ...value, requirements: [...requirements, CONDITION] })}
            >
              {t('rules.add_condition')}
            </Button>
          </Group>
          {guards.length > 0 && (
            <Text size="sm" c="dimmed">
              {t('rules.guards_mean')}
            </Text>
          )}
          {guards.map((one, place) => (
            <GuardFields
              // oxlint-disable-next-line react/no-array-index-key
              key={place}
              at={`${at}.guards.${place}`}
              number={place + 1}
              value={one}
              onChange={(next) => onChange({ ...value, guards: put(guards, place, next) })}
              onRemove={() => onChange({ ...value, guards: without(guards, place) })}
            />
          ))}
          <Group>
            <Button variant="default" onClick={() => onChange({ ...value, guards: [...guards, GUARD] })}>
              {t('rules.add_guard')}
            </Button>
          </Group>
          <Choice
            at={`${at}.tie`}
            label={t('rules.tie')}
            value={tie}
            options={(['rejected', 'second_vote', 'casting_vote'] as const).map((one) => [
              one,
              t(`rules.tie.${one}`),
            ])}
            onChange={(next) => onChange({ ...value, tie: next })}
          />
          <Meaning of={`${at}.tie`} />
          {onRemove && (
            <Group>
              <Button variant="default" onClick={onRemove}>
                {t('rules.remove_majority')}
              </Button>
            </Group>
          )}
        </Stack>
      </Card>
    </Section>
  );
}

const CONDITION: Requirement = { group: { kind: 'all' }, counted: 'weight', rule: { kind: 'simple' } };
const GUARD: Guard = { kind: 'turnout', share: '1/2', base: 'represented', counted: 'weight' };

/** A rule of another kind keeps what it can of the one before. */
function ruleOf(kind: Rule['kind'], before: Rule): Rule {
  const base: Base = 'base' in before ? before.base : 'cast';
  const share = 'share' in before ? before.share : null;
  switch (kind) {
    case 'simple':
    case 'unanimous':
      return { kind };
    case 'fraction':
      return { kind, share: share ?? '2/3', base };
    case 'more_than_half':
      return { kind, base: 'base' in before ? base : 'entitled' };
    case 'against_at_most':
      return { kind, share: share ?? '1/4', base };
    default:
      return never(kind);
  }
}

function RequirementFields({
  at,
  number,
  value,
  onChange,
  onRemove,
}: {
  at: string;
  number: number;
  value: Requirement;
  onChange: (requirement: Requirement) => void;
  onRemove?: () => void;
}) {
  const speech = useWords();
  const { t } = speech;
  const { group, counted, rule } = value;
  return (
    <Fieldset legend={t('rules.condition', { number })} radius="md">
      <Stack>
        <GroupFields
          at={`${at}.group`}
          value={group}
          onChange={(next) => onChange({ ...value, group: next })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Choice
            at={`${at}.rule.kind`}
            label={t('rules.kind')}
            value={rule.kind}
            options={(['simple', 'fraction', 'more_than_half', 'against_at_most', 'unanimous'] as const).map(
              (kind) => [kind, t(`rules.kind.${kind}`)],
            )}
            onChange={(kind) => onChange({ ...value, rule: ruleOf(kind, rule) })}
          />
          {'share' in rule && (
            <Amount
              at={`${at}.rule.share`}
              label={t('rules.share')}
              description={t('rules.share_means')}
              value={rule.share}
              onChange={(share) => onChange({ ...value, rule: { ...rule, share } })}
            />
          )}
          {'base' in rule && (
            <Choice
              at={`${at}.rule.base`}
              label={t('rules.base')}
              value={rule.base}
              options={bases(BASES, speech)}
              onChange={(base) => onChange({ ...value, rule: { ...rule, base } })}
            />
          )}
          <Choice
            at={`${at}.counted`}
            label={t('rules.counted')}
            value={counted}
            options={[
              ['weight', t('counted.votes')],
              ['members', t('counted.members')],
              ['both', t('counted.both')],
            ]}
            onChange={(next) => onChange({ ...value, counted: next })}
          />
        </SimpleGrid>
        <Meaning of={at} />
        {onRemove && (
          <Group>
            <Button variant="default" onClick={onRemove}>
              {t('rules.remove_condition', { number })}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}

function GroupFields({
  at,
  value,
  onChange,
}: {
  at: string;
  value: VoteGroup;
  onChange: (group: VoteGroup) => void;
}) {
  const { t, known } = useWords();
  const { rules } = useWriting();
  const kinds = [
    'all',
    'class',
    ...(rules.regions.length > 0 || value.kind === 'region' ? (['region'] as const) : []),
    ...(rules.chambers.length > 0 || value.kind === 'chamber' ? (['chamber'] as const) : []),
  ] as const;
  const become = (kind: VoteGroup['kind']): VoteGroup => {
    switch (kind) {
      case 'all':
        return { kind };
      case 'class':
        return { kind, of: rules.classes.slice(0, 1) };
      case 'region':
        return { kind, of: rules.regions.slice(0, 1) };
      case 'chamber':
        return { kind, of: rules.chambers[0] ?? '' };
      default:
        return never(kind);
    }
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Choice
        at={`${at}.kind`}
        label={t('rules.who')}
        value={value.kind}
        options={kinds.map((kind) => [kind, t(`rules.who.${kind}`)])}
        onChange={(kind) => onChange(become(kind))}
      />
      {(value.kind === 'class' || value.kind === 'region') && (
        <Names
          at={`${at}.of`}
          label={t(`rules.which.${value.kind}`)}
          names={value.kind === 'class' ? rules.classes : rules.regions}
          value={value.of}
          onChange={(of) => onChange({ ...value, of })}
        />
      )}
      {value.kind === 'chamber' && (
        <Choice
          at={`${at}.of`}
          label={t('rules.which.chamber')}
          value={value.of}
          options={[...new Set([...rules.chambers, value.of])].map((one) => [
            one,
            known(`class.${one}`) ?? one,
          ])}
          onChange={(of) => onChange({ ...value, of })}
        />
      )}
    </SimpleGrid>
  );
}

function GuardFields({
  at,
  number,
  value,
  onChange,
  onRemove,
}: {
  at: string;
  number: number;
  value: Guard;
  onChange: (guard: Guard) => void;
  onRemove: () => void;
}) {
  const speech = useWords();
  const { t } = speech;
  const become = (kind: Guard['kind']): Guard =>
    kind === 'turnout'
      ? { ...value, kind, base: 'represented' }
      : { ...value, kind, base: 'cast_and_abstentions' };
  const of =
    value.kind === 'turnout'
      ? (['attending', 'represented', 'entitled'] as const)
      : BASES.filter((base) => base !== 'cast' || value.base === 'cast');
  return (
    <Fieldset legend={t('rules.guard', { number })} radius="md">
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Choice
            at={`${at}.kind`}
            label={t('rules.kind')}
            value={value.kind}
            options={(['turnout', 'abstentions_at_most'] as const).map((kind) => [
              kind,
              t(`rules.kind.${kind}`),
            ])}
            onChange={(kind) => onChange(become(kind))}
          />
          <Amount
            at={`${at}.share`}
            label={t('rules.share')}
            description={t('rules.share_means')}
            value={value.share}
            onChange={(share) => onChange({ ...value, share })}
          />
          <Choice
            at={`${at}.base`}
            label={t('rules.base')}
            value={value.base}
            options={bases<Base>(of, speech)}
            onChange={(base) => onChange({ ...value, base } as Guard)}
          />
          <Choice
            at={`${at}.counted`}
            label={t('rules.counted')}
            value={value.counted}
            options={[
              ['weight', t('counted.votes')],
              ['members', t('counted.members')],
            ]}
            onChange={(counted) => onChange({ ...value, counted })}
          />
        </SimpleGrid>
        <Meaning of={at} />
        <Group>
          <Button variant="default" onClick={onRemove}>
            {t('rules.remove_guard', { number })}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
