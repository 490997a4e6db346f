import type { Lang } from '../basics/fields.js';

/** `moved`: told to the old address that it is no longer that of the account. */
export type Purpose = 'invitation' | 'recovery' | 'address' | 'moved';

/** So long the links of letters are good, in hours. */
export const GOOD_HOURS = { invitation: 7 * 24, recovery: 1, address: 24 } as const;

interface Words {
  readonly subject: string;
  /** What it is about, and to whom. */
  readonly about: (name: string, house: string) => string;
  readonly until: string;
}

const WORDS: Readonly<Record<Lang, Readonly<Record<Purpose, Words>>>> = {
  en: {
    invitation: {
      subject: 'Your account',
      about: (name, house) => `${name}, an account is ready for you at ${house}. Choose your password here:`,
      until: 'The link is good once, for seven days.',
    },
    recovery: {
      subject: 'A new password',
      about: (name, house) =>
        `${name}, somebody asked for a new password for your account at ${house}. Choose it here:`,
      until:
        'The link is good once, for one hour. If it was not you, do nothing: your password stays as it is.',
    },
    address: {
      subject: 'Is this your address?',
      about: (name, house) =>
        `${name}, this address is to become that of your account at ${house}. Confirm it here:`,
      until: 'The link is good once, for one day. If it was not you, do nothing.',
    },
    moved: {
      subject: 'Your address was changed',
      about: (name, house) =>
        `${name}, your account at ${house} has another e-mail address now, and this one no longer opens it.`,
      until: 'If it was not you, tell the secretariat at once.',
    },
  },
  fr: {
    invitation: {
      subject: 'Votre compte',
      about: (name, house) =>
        `${name}, un compte vous attend sur ${house}. Choisissez votre mot de passe ici :`,
      until: 'Le lien ne sert qu’une fois, pendant sept jours.',
    },
    recovery: {
      subject: 'Un nouveau mot de passe',
      about: (name, house) =>
        `${name}, quelqu’un a demandé un nouveau mot de passe pour votre compte sur ${house}. Choisissez-le ici :`,
      until:
        'Le lien ne sert qu’une fois, pendant une heure. Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.',
    },
    address: {
      subject: 'Cette adresse est-elle la vôtre ?',
      about: (name, house) =>
        `${name}, cette adresse doit devenir celle de votre compte sur ${house}. Confirmez-la ici :`,
      until: 'Le lien ne sert qu’une fois, pendant un jour. Si ce n’était pas vous, ne faites rien.',
    },
    moved: {
      subject: 'Votre adresse a changé',
      about: (name, house) =>
        `${name}, votre compte sur ${house} a désormais une autre adresse électronique ; celle-ci ne l’ouvre plus.`,
      until: 'Si ce n’était pas vous, prévenez aussitôt le secrétariat.',
    },
  },
  es: {
    invitation: {
      subject: 'Su cuenta',
      about: (name, house) =>
        `${name}: hay una cuenta lista para usted en ${house}. Elija su contraseña aquí:`,
      until: 'El enlace sirve una sola vez, durante siete días.',
    },
    recovery: {
      subject: 'Una contraseña nueva',
      about: (name, house) =>
        `${name}: alguien ha pedido una contraseña nueva para su cuenta en ${house}. Elíjala aquí:`,
      until:
        'El enlace sirve una sola vez, durante una hora. Si no fue usted, no haga nada: su contraseña no cambia.',
    },
    address: {
      subject: '¿Es esta su dirección?',
      about: (name, house) =>
        `${name}: esta dirección va a ser la de su cuenta en ${house}. Confírmela aquí:`,
      until: 'El enlace sirve una sola vez, durante un día. Si no fue usted, no haga nada.',
    },
    moved: {
      subject: 'Su dirección ha cambiado',
      about: (name, house) =>
        `${name}: su cuenta en ${house} tiene ahora otra dirección de correo, y esta ya no la abre.`,
      until: 'Si no fue usted, avise enseguida a la secretaría.',
    },
  },
};

/** A letter about an account, in the language of its person. `link` null: it carries none. */
export function letterText({
  purpose,
  lang,
  name,
  house,
  link,
}: {
  readonly purpose: Purpose;
  readonly lang: Lang;
  readonly name: string;
  /** Where the house is: its origin. */
  readonly house: string;
  readonly link: string | null;
}): { subject: string; text: string } {
  const { subject, about, until } = WORDS[lang][purpose];
  return {
    subject,
    text: [about(name, house), ...(link === null ? [] : ['', link]), '', until, ''].join('\n'),
  };
}
