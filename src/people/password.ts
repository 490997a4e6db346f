import { ok, refuse, type Result } from '../basics/result.js';

/**
 * Passwords that guessers try first. Their length is the schema's matter (`PASSWORD`, at least 12 characters); here is asked
 * what long ones are made of: words that everybody takes, runs on the keyboard, one piece again and again, and what others
 * know of the person and of the house.
 */
const EVERYBODYS = `
  password passwort passwd pass motdepasse contrasena clave kennwort secret geheim welcome willkommen
  bienvenue bienvenido letmein login signin admin administrator root user guest test testing demo
  default changeme change temp master super iloveyou jetaime tequiero love loveyou sunshine princess
  dragon monkey football baseball basketball soccer superman batman starwars pokemon michael jordan
  charlie ashley shadow trustno whatever freedom computer internet google facebook liverpool chelsea
  arsenal barcelona hello hola bonjour hallo summer winter spring autumn january february march april
  june july august september october november december monday friday sunday qwerty qwertz azerty asdf
  zxcv plenary assembly secretariat chair delegate federation demonstration the my is a and me you
  word your`
  .trim()
  .split(/\s+/);

/** What stands beside what: the alphabet, the digits, rows of keyboards. */
const ROWS = [
  ...['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ...['qwertzuiop', 'yxcvbnm', 'azertyuiop', 'qsdfghjklm', 'wxcvbn', '1qaz2wsx3edc4rfv5tgb6yhn'],
];
const BESIDE = new Set(
  ROWS.flatMap((row) =>
    [...row].slice(1).flatMap((sign, place) => [`${row[place]}${sign}`, `${sign}${row[place]}`]),
  ),
);

const FOR_LETTERS: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
};
const SIGNS: Readonly<Record<string, string>> = { '@': 'a', $: 's', '!': 'i', '€': 'e' };

/** Small, without accents; only letters and digits. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
/** The same with what is written in the place of letters read as letters. */
const spelled = (text: string): string =>
  bare(text.replace(/[@$!€]/g, (sign) => SIGNS[sign] ?? sign)).replace(
    /[0134578]/g,
    (sign) => FOR_LETTERS[sign] ?? sign,
  );

/** What is left of a text without words; longer ones are taken first. */
const without = (text: string, words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ''), text);

/** As many characters that nobody knows beforehand must be left. */
const LEFT = 8;
/** A shorter name is in half of all words. */
const NAME = 4;

/**
 * Whether a password may be taken. `names`: what others know, as the person’s name and address and the federation’s names.
 * Refusals: `password.known`, `password.personal`. Cost: linear in the password and the names.
 */
export function fitPassword(password: string, names: readonly string[]): Result<null> {
  const text = bare(password);
  if (new Set(text).size < 5 || repeats(text) || runs(text)) return refuse('password.known');
  for (const read of [text, spelled(password)]) {
    const rest = without(read, EVERYBODYS).replace(/\p{N}/gu, '');
    if (rest.length < 3) return refuse('password.known');
  }
  const own = [...new Set(names.flatMap(wordsOf))];
  for (const [read, known] of [
    [text, own],
    [spelled(password), own.map(spelled)],
  ] as const) {
    const rest = without(read, known);
    if (rest !== read && rest.length < LEFT) return refuse('password.personal');
  }
  return ok(null);
}

/** A name as a whole and its words; of an address what stands before the @ and each part after it but the last. */
function wordsOf(name: string): string[] {
  const [before = '', after] = name.split('@');
  const parts = [name, before, ...name.split(/[^\p{L}\p{N}]+/u), ...(after?.split('.').slice(0, -1) ?? [])];
  return parts.map(bare).filter((word) => word.length >= NAME);
}

/** One piece of at most six characters again and again. */
function repeats(text: string): boolean {
  for (let length = 1; length <= 6; length++) {
    const piece = text.slice(0, length);
    if (piece.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
  }
  return false;
}

/** Mostly signs that stand beside each other, or twice the same. */
function runs(text: string): boolean {
  const pairs = [...text].slice(1).map((sign, place) => `${text[place]}${sign}`);
  const near = pairs.filter((pair) => BESIDE.has(pair) || pair[0] === pair[1]).length;
  return near >= 0.7 * pairs.length;
}
