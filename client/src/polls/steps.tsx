import { List, Text } from '@mantine/core';
import { CrossIcon, TickIcon } from '../ui/icons.js';
import { countryName } from '../words/countries.js';
import { share } from '../words/dates.js';
import { useWords } from '../words/words.js';
import type { Key, Speech, Values } from '../words/words.js';
import { mixed } from './votes.js';

interface Step {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const CHOICE_KEYS = { for: 'choice.for', against: 'choice.against', abstain: 'choice.abstain' } as const;

/** Words for the facts of a step that are codes themselves, beside the numbers. */
export function valuesOf(facts: Step['facts'], { t, known, lang }: Speech): Values {
  const list = (value: unknown): string =>
    Array.isArray(value)
      ? new Intl.ListFormat(lang).format(value.map((one) => known(`class.${String(one)}`) ?? String(one)))
      : '';
  const values: Record<string, string | number | null> = {};
  for (const [name, value] of Object.entries(facts))
    values[name] = typeof value === 'string' ? mixed(value) : list(value) || String(value);
  if (typeof facts['share'] === 'string') values['share'] = share(facts['share'], lang);
  const { base, counted, group, of, classes, kind, choice, class: named } = facts;
  if (typeof named === 'string') values['class'] = known(`class.${named}`) ?? named;
  if (typeof facts['country'] === 'string') values['country'] = countryName(facts['country'], lang);
  if (typeof base === 'string') values['base'] = known(`base.${base}`) ?? base;
  values['counted'] = t(
    counted === 'both' ? 'counted.both' : counted === 'members' ? 'counted.members' : 'counted.votes',
  );
  values['who'] =
    typeof group === 'string' && group !== 'all'
      ? t('group.named', { group: known(`group.${group}`) ?? group, of: list(of) })
      : t('group.all');
  values['among'] = Array.isArray(classes) ? t('quorum.among', { classes: list(classes) }) : '';
  values['kind'] = t(kind === 'more_than' ? 'share.more_than' : 'share.at_least');
  if (choice === 'for' || choice === 'against') values['choice'] = t(CHOICE_KEYS[choice]);
  return values;
}

/**
 * One step of the arithmetic as a sentence, or its code and facts where this client does not know it. `alone`: it says
 * what all have to reach, and there is nothing else to reach.
 */
function stepText(step: Step, { alone, speech }: { alone: boolean; speech: Speech }): string {
  const values = valuesOf(step.facts, speech);
  const scope = alone ? '' : speech.t('step.scope', values);
  const text = speech.known(`step.${step.code}`, { ...values, scope });
  if (text !== null) return text.charAt(0).toLocaleUpperCase(speech.lang) + text.slice(1);
  return `${step.code}: ${Object.entries(step.facts)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')}`;
}

const isMajority = ({ code }: Step): boolean => code.startsWith('majority.');

const VERDICTS: Readonly<Record<'true' | 'false', Key>> = { true: 'step.holds', false: 'step.fails' };

/** The arithmetic of a result or a quorum, in the order in which it is evaluated. */
export function Steps({ of }: { of: readonly Step[] }) {
  const speech = useWords();
  const single = of.filter(isMajority).length === 1;
  return (
    <List
      spacing="sm"
      center={false}
      {...(of.length > 1 ? { type: 'ordered' } : { listStyleType: 'none', style: { padding: 0 } })}
    >
      {of.map((step, place) => {
        const alone = single && step.facts['group'] === 'all' && step.facts['counted'] !== 'members';
        const holds = step.facts['tied'] === true ? null : step.facts['holds'];
        return (
          <List.Item key={`${place} ${step.code}`}>
            <Text span>{stepText(step, { alone, speech })}</Text>
            {holds === null && (
              <Text span fw={640} ms={6}>
                {speech.t('step.tied')}
              </Text>
            )}
            {typeof holds === 'boolean' && (
              <Text
                span
                fw={640}
                ms={6}
                c={holds ? 'var(--choice-for)' : 'var(--choice-against)'}
                style={{ whiteSpace: 'nowrap' }}
              >
                {holds ? <TickIcon size="1em" /> : <CrossIcon size="1em" />} {speech.t(VERDICTS[`${holds}`])}
              </Text>
            )}
          </List.Item>
        );
      })}
    </List>
  );
}
