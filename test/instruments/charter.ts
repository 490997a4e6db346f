/** A text of our own in three languages, as Markdown: title, preamble, headings, articles, paragraphs and points. */
const LINES: readonly (readonly [mark: string, en: string, fr: string, es: string])[] = [
  ['# ', 'Charter of the Ferries', 'Charte des bacs', 'Carta de los transbordadores'],
  ['## ', 'Preamble', 'Préambule', 'Preámbulo'],
  [
    '',
    'Whereas a river divides those who live on it,',
    'Considérant qu’un fleuve sépare ses riverains,',
    'Considerando que un río separa a quienes lo habitan,',
  ],
  [
    '',
    'Whereas a ferry belongs to those who cross,',
    'Considérant qu’un bac appartient à ceux qui passent,',
    'Considerando que el transbordador es de quienes cruzan,',
  ],
  ['## ', 'The crossing', 'Le passage', 'El cruce'],
  ['1. ', 'Every shore has a landing.', 'Chaque rive a un débarcadère.', 'Cada orilla tiene un embarcadero.'],
  [
    '2. ',
    'A ferry leaves when it is full or the hour strikes.',
    'Le bac part quand il est plein ou que l’heure sonne.',
    'El transbordador sale cuando está lleno o da la hora.',
  ],
  [
    '3. ',
    'Nobody is left behind at nightfall.',
    'Personne n’est laissé sur la rive à la nuit.',
    'Nadie queda en la orilla al anochecer.',
  ],
  [
    '4. ',
    'The fare is the same for all, except:',
    'Le tarif est le même pour tous, sauf :',
    'La tarifa es igual para todos, salvo:',
  ],
  ['- ', 'children, who pay nothing;', 'pour les enfants, qui ne paient rien ;', 'los niños, que no pagan;'],
  [
    '- ',
    'carts, which pay for two.',
    'pour les charrettes, qui paient double.',
    'los carros, que pagan el doble.',
  ],
  [
    '5. ',
    'A lamp burns on either shore.',
    'Une lampe brûle sur chaque rive.',
    'Una lámpara arde en cada orilla.',
  ],
  [
    '6. ',
    'In fog the bell is rung.',
    'Par brouillard, on sonne la cloche.',
    'Con niebla se toca la campana.',
  ],
  ['7. ', 'Whoever rows may rest.', 'Qui rame peut se reposer.', 'Quien rema puede descansar.'],
  [
    '8. ',
    'The rope is tested each spring.',
    'La corde est éprouvée chaque printemps.',
    'La cuerda se prueba cada primavera.',
  ],
  ['## ', 'The company', 'La compagnie', 'La compañía'],
  [
    '9. ',
    'Those who work on the ferry own it together.',
    'Ceux qui travaillent au bac le possèdent ensemble.',
    'Quienes trabajan en el transbordador lo poseen juntos.',
  ],
  ['10. ', 'Each has one vote.', 'Chacun a une voix.', 'Cada uno tiene un voto.'],
  [
    '11. ',
    'They meet when the water is low.',
    'Ils se réunissent aux basses eaux.',
    'Se reúnen cuando baja el agua.',
  ],
  [
    '12. ',
    'The books lie open in the boathouse.',
    'Les comptes sont ouverts au hangar.',
    'Las cuentas están abiertas en el cobertizo.',
  ],
  ['1.1 ', 'Anybody may read them.', 'Chacun peut les lire.', 'Cualquiera puede leerlas.'],
  ['1.1 ', 'Nobody may take them home.', 'Nul ne les emporte.', 'Nadie se las lleva.'],
  [
    '13. ',
    'What is earned is shared at midsummer.',
    'Le gain se partage à la Saint-Jean.',
    'Lo ganado se reparte en San Juan.',
  ],
  ['14. ', 'Whoever leaves is paid their share.', 'Qui part reçoit sa part.', 'Quien se va cobra su parte.'],
  [
    '15. ',
    'Disputes are settled on the water.',
    'Les différends se règlent sur l’eau.',
    'Los pleitos se arreglan en el agua.',
  ],
  [
    '16. ',
    'A new boat is named by the youngest.',
    'Un bac neuf est nommé par le plus jeune.',
    'El más joven da nombre al barco nuevo.',
  ],
  [
    '17. ',
    'This Charter is changed by two thirds.',
    'La présente Charte se modifie aux deux tiers.',
    'Esta Carta se modifica por dos tercios.',
  ],
];

const PLACES = { en: 1, fr: 2, es: 3 } as const;

export const charterMarkdown = (lang: keyof typeof PLACES): string =>
  `${LINES.map((line) => `${line[0]}${line[PLACES[lang]]}`).join('\n\n')}\n`;
