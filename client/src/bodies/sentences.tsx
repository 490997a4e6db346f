import { List, Text } from '@mantine/core';
import { sentencesOf } from '../../../src/rules/sentences.js';
import type { Sentence } from '../../../src/rules/sentences.js';
import { faultsOf } from '../../../src/rules/ruleset.js';
import type { RuleSet } from '../../../src/rules/ruleset.js';
import type { Refusal } from '../../../src/basics/result.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { useRead } from '../house/api.js';
import { majorityLabel } from '../polls/rule.js';
import { valuesOf } from '../polls/steps.js';
import { sentenceOf } from '../ui/Failure.js';
import { Fold, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';

/** A sentence about a rule in the reader's language. */
export function sentenceText({ code, facts }: Sentence, speech: Speech): string {
  const { lang, known } = speech;
  const values = { ...valuesOf(facts, speech) };
  const { procedure, majority } = facts;
  if (typeof procedure === 'string') values['procedure'] = known(`procedure.${procedure}`) ?? procedure;
  if (typeof majority === 'string') values['majority'] = majorityLabel(majority, speech);
  if (Array.isArray(facts['languages'])) {
    const names = new Intl.DisplayNames(lang, { type: 'language' });
    values['languages'] = new Intl.ListFormat(lang).format(
      facts['languages'].map((one: string) => names.of(one) ?? one),
    );
  }
  return known(code, values) ?? `${code} ${JSON.stringify(facts)}`;
}

/** What is wrong at a field, without naming the field. */
export function faultText(fault: Refusal, speech: Speech): string {
  const issue = fault.facts['issue'];
  const malformed = fault.code === 'rules.malformed' && typeof issue === 'string' ? issue : null;
  // What a number must be depends on the field.
  const field = String(fault.facts['at']).split('.').at(-1);
  return (
    (malformed &&
      malformed !== 'fraction.malformed' &&
      speech.known(`refused.rules.malformed.at.${field}`)) ||
    (malformed && speech.known(`refused.rules.malformed.${malformed}`)) ||
    sentenceOf(fault, speech) ||
    fault.code
  );
}

/** The parts of a rule set that have headings, in the order in which they are read. */
export const PARTS = [
  'votes',
  'duesRequired',
  'regions',
  'chambers',
  'quorum',
  'majorities',
  'proxies',
  'convening',
  'overDays',
  'motions',
  'languages',
  'presence',
  'changeOfVote',
  'splitVotes',
  'showRunningResult',
] as const;

/** The heading of a part: `quorum`, `majorities.ordinary`. */
export function partLabel(part: string, speech: Speech): string {
  const [first = '', name] = part.split('.');
  return name ? majorityLabel(name, speech) : (speech.known(`rules.part.${first}`) ?? first);
}

/** A rule set of a shape that this client knows, or null: an older or newer one is shown as far as it goes elsewhere. */
export function asRuleSet(data: unknown): RuleSet | null {
  const rules = data as RuleSet | null;
  if (rules?.v !== 1) return null;
  try {
    return faultsOf(rules).length === 0 ? rules : null;
  } catch {
    return null;
  }
}

/** The rules by which an assembly decides; null until they are read, or of a shape that this client does not know. */
export function useRules({
  body: { id },
  ruleSet,
}: {
  readonly body: { readonly id: string };
  readonly ruleSet: { readonly id: string } | null;
}): RuleSet | null {
  const body = useRead(bodyRoutes.body, { body: id });
  return asRuleSet(body.data?.ruleSets.find((one) => one.id === ruleSet?.id)?.data);
}

export function Sentences({ of }: { of: readonly Sentence[] }) {
  const speech = useWords();
  return (
    <List spacing={4} size="sm">
      {of.map((one, place) => (
        <List.Item key={`${place} ${one.code}`}>{sentenceText(one, speech)}</List.Item>
      ))}
    </List>
  );
}

/**
 * Rules as sentences under their headings: what the body has laid down, for everybody to read. `folded`: beside other matter,
 * where each chapter opens on demand.
 */
export function RulesInSentences({
  rules,
  level = 3,
  folded = false,
}: {
  rules: RuleSet;
  level?: 2 | 3;
  folded?: boolean;
}) {
  const speech = useWords();
  const all = sentencesOf(rules);
  const of = (part: string) => all.filter(({ at }) => at === part || at.startsWith(`${part}.`));
  return PARTS.map((part) => {
    const sentences = of(part);
    if (sentences.length === 0) return null;
    const said =
      part === 'majorities' ? (
        Object.keys(rules.majorities).map((name) => (
          <div key={name}>
            <Text fw={600} mt="xs">
              {majorityLabel(name, speech)}
            </Text>
            <Sentences of={of(`majorities.${name}`)} />
          </div>
        ))
      ) : (
        <Sentences of={sentences} />
      );
    return folded ? (
      <Fold key={part} label={partLabel(part, speech)}>
        {said}
      </Fold>
    ) : (
      <Section key={part} title={partLabel(part, speech)} level={level}>
        {said}
      </Section>
    );
  });
}
