/**
 * How the columns of the imports' files may be called, beside their own names: in English, French and Spanish, read without
 * case, accents and punctuation. The templates have these names too.
 */
export const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  organisation: [
    ...['organization', 'member', 'member organisation', 'code', 'organisation membre', 'membre'],
    ...['organización', 'organización miembro', 'miembro', 'entidad', 'código'],
  ],
  name: ['full name', 'nom', 'nom complet', 'nombre', 'nombre completo'],
  class: ['membership class', 'category', 'classe', 'catégorie', 'clase', 'categoría'],
  country: ['pays', 'país'],
  region: ['région', 'región'],
  chamber: ['chambre', 'collège', 'cámara'],
  votes: ['number of votes', 'voix', 'nombre de voix', 'votos', 'número de votos'],
  paid_up_to: [
    ...[
      'dues paid up to',
      'dues paid until',
      'paid until',
      'à jour jusqu’au',
      'à jour de cotisation jusqu’au',
    ],
    ...['cotisation payée jusqu’au', 'payé jusqu’au', 'pagado hasta', 'cuota pagada hasta', 'al día hasta'],
  ],
  from: [
    ...['since', 'member since', 'member from', 'depuis', 'membre depuis', 'du'],
    ...['desde', 'miembro desde', 'del'],
  ],
  to: [
    'until',
    'member until',
    'member to',
    'jusqu’au',
    'membre jusqu’au',
    'au',
    'hasta',
    'miembro hasta',
    'al',
  ],
  date: ['day', 'as of', 'à la date du', 'fecha', 'a fecha de'],
  figure: ['members', 'number', 'chiffre', 'effectif', 'nombre', 'cifra', 'número'],
  source: ['origine', 'fuente'],
  email: [
    ...[
      'e-mail',
      'mail',
      'address',
      'e-mail address',
      'email address',
      'courriel',
      'adresse',
      'adresse e-mail',
    ],
    ...['adresse électronique', 'adresse de courriel', 'correo', 'correo electrónico', 'dirección'],
    ...['dirección de correo', 'dirección de correo electrónico'],
  ],
  role: ['rôle', 'fonction', 'rol', 'función'],
  lang: ['language', 'langue', 'idioma', 'lengua'],
  gender: ['sex', 'genre', 'sexe', 'género', 'sexo'],
};
