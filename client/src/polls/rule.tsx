import { List } from '@mantine/core';
import type { Guard, Majority, Requirement } from '../../../src/rules/ruleset.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';

/** A majority as the rule set words it, or null where it is of a shape that this client does not know. */
export function asMajority(value: unknown): Majority | null {
  const { requirements, guards, tie } = (value ?? {}) as Partial<Majority>;
  return Array.isArray(requirements) && Array.isArray(guards) && tie ? { requirements, guards, tie } : null;
}

function requirementText({ group, counted, rule }: Requirement, { t, known, lang }: Speech): string {
  const of = group.kind === 'all' ? [] : group.kind === 'chamber' ? [group.of] : group.of;
  const names = new Intl.ListFormat(lang).format(of.map((one) => known(`class.${one}`) ?? one));
  const who =
    group.kind === 'all' ? t('group.all') : t('group.named', { group: t(`group.${group.kind}`), of: names });
  const base = 'base' in rule ? t(`base.${rule.base}`) : '';
  const share = 'share' in rule ? rule.share : '';
  const counting = t(
    counted === 'both' ? 'counted.both' : counted === 'members' ? 'counted.members' : 'counted.votes',
  );
  return t(`rule.${rule.kind}`, { who, base, share, counted: counting });
}

const guardText = (guard: Guard, { t }: Speech): string =>
  t(`rule.${guard.kind}`, {
    share: guard.share,
    base: t(`base.${guard.base}`),
    counted: t(guard.counted === 'members' ? 'counted.members' : 'counted.votes'),
  });

/** The rule in force in words: what has to hold, and what happens at a tie. */
export function RuleText({ majority, name }: { majority: unknown; name: string }) {
  const speech = useWords();
  const { t } = speech;
  const rule = asMajority(majority);
  if (!rule) return <span>{majorityLabel(name, speech)}</span>;
  const lines = [
    ...rule.guards.map((guard) => guardText(guard, speech)),
    ...rule.requirements.map((requirement) => requirementText(requirement, speech)),
    ...(rule.requirements.some((one) => one.rule.kind === 'simple') ? [t(`rule.tie.${rule.tie}`)] : []),
  ];
  return (
    <List spacing={4}>
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  );
}

/** The name of a majority: "ordinary" and such have words, others are shown as the rule set spells them. */
export const majorityLabel = (name: string, { known }: Speech): string => known(`majority.${name}`) ?? name;
