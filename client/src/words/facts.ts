import type { Facts } from '../../../src/basics/result.js';
import type { Lang } from '../../../src/basics/fields.js';
import { edtf, moment } from './dates.js';
import { LANG_NAMES } from './words.js';
import type { Speech, Values } from './words.js';

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Facts whose values are codes of one family of words. */
const FAMILIES: Readonly<Record<string, string>> = {
  channel: 'channel',
  channels: 'channel',
  class: 'class',
  classes: 'class',
  fault: 'fault',
  region: 'class',
  role: 'role',
  method: 'method',
};
/** A state is a code of whatever the refusal is about; a bloc's is a motion's. */
const STATES_OF: Readonly<Record<string, string>> = { bloc: 'motion' };

/** A refusal's facts as its sentence takes them: states, channels, classes, languages, moments (by the clocks of `zone`) and days in words. */
export function toldFacts(
  { code, facts }: { code: string; facts: Facts },
  speech: Speech,
  zone: string | null = null,
): Values {
  const [room = ''] = code.split('.');
  const word = (name: string, value: unknown): string | number => {
    if (typeof value === 'number') return value;
    const text = String(value);
    const family = name === 'state' ? `${STATES_OF[room] ?? room}.state` : FAMILIES[name];
    if (name === 'language' || name === 'languages' || name === 'lang')
      return LANG_NAMES[text as Lang] ?? text;
    if (family !== undefined) return speech.known(`${family}.${text}`) ?? text;
    if (MOMENT.test(text)) return moment(text, speech.lang, zone);
    return DAY.test(text) ? edtf(text, speech.lang) : text;
  };
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? new Intl.ListFormat(speech.lang).format(value.map((one) => String(word(name, one))))
        : word(name, value),
    ]),
  );
}
