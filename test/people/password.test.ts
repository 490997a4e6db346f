import { fitPassword } from '../../src/people/password.js';
import { DEMO_PASSWORD } from '../../src/seeds/demo.data.js';

const NAMES = ['Ada Björklund', 'ada.bjorklund@people.example', 'World Federation of Unions', 'WFU'];
const codeOf = (password: string): string | null => {
  const fit = fitPassword(password, NAMES);
  return fit.ok ? null : fit.refusal.code;
};

test.each([
  ...['password1234', 'Password2026!', 'passwordpassword', 'P@ssw0rd!2026', 'p455w0rd 1984', 'MotDePasse123'],
  ...['contraseña2026', 'welcome-2026-', 'admin123admin123', 'administrator', 'iloveyou1234', 'changeme1234'],
  ...['123456789012', '012345678901234', 'qwertyuiop123', 'azertyuiop12', '1qaz2wsx3edc', 'abcdefghijklm'],
  ...[
    'zyxwvutsrqponm',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'hunter hunter',
    '1122334455667788',
    'summer2026summer',
  ],
  ...[
    'secretariat2026',
    DEMO_PASSWORD,
    DEMO_PASSWORD.toUpperCase(),
    'demonstration 1',
    '🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂',
  ],
])('everybody tries %s', (password) => {
  expect(codeOf(password)).toBe('password.known');
});

test.each([
  ...[
    'bjorklund-2026',
    'Björklund 1975!',
    'adabjorklund75',
    'ada.bjorklund@',
    'worldfederation',
    'B j o r k l u n d 75',
  ],
  ...['Unions of people!', 'bj0rklund 2026'],
])('who knows the person or the house tries %s', (password) => {
  expect(codeOf(password)).toBe('password.personal');
});

test.each([
  ...[
    'a long enough password',
    'correct horse battery',
    'swordfish swordfish',
    'Tr0ubador&3-lamp',
    'xK9#mQ2$vL7p',
  ],
  ...[
    'Bjorklund rows past nine islands',
    'la petite maison verte',
    'überraschend leise Uhr',
    '7 geese fly north',
  ],
])('%s is taken', (password) => {
  expect(codeOf(password)).toBeNull();
});

test('a very long one is judged at once, and without names too', () => {
  expect(fitPassword('ab1'.repeat(66), [])).toMatchObject({ refusal: { code: 'password.known' } });
  expect(fitPassword('seven tall ships', [])).toEqual({ ok: true, value: null });
});
