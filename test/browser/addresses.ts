import type { Page } from '@playwright/test';

const HERE = '/assemblies/demo-2026';
/** Where a screen is found in the demonstration, and who has most to see there; `null`: anybody. */
export const ADDRESSES: Record<string, readonly [who: string | null, address: string]> = {
  '/': [null, '/'],
  '/sign-in': [null, '/sign-in'],
  '/slip': [null, '/slip'],
  '/setup': [null, '/setup'],
  '/account': [null, '/account'],
  '/designate': [null, '/designate'],
  '/me': ['secretariat', '/me'],
  '/address': [null, '/address'],
  '/settings': ['secretariat', '/settings'],
  '/people': ['secretariat', '/people'],
  '/people/:person': ['secretariat', '/people/PERSON'],
  '/instruments/:instrument': [null, '/instruments/world-standards'],
  '/instruments/:instrument/versions/:number': ['secretariat', '/instruments/demo-code/versions/2'],
  '/instruments/:instrument/versions/:number/translate/:lang': [
    'secretariat',
    '/instruments/demo-code/versions/2/translate/es',
  ],
  '/instruments/:instrument/compare/:a/:b': [null, '/instruments/demo-code/compare/1/2'],
  '/consultations/:consultation': ['secretariat', '/consultations/ROUND'],
  '/drafts': ['secretariat', '/drafts'],
  '/drafts/:draft': ['secretariat', '/drafts/DRAFT'],
  '/motions/:motion/amendments': [null, '/motions/AMENDED/amendments?view=list'],
  '/motions/:motion/amend': ['delegate1', '/motions/AMENDED/amend'],
  '/motions/:motion/wordings': ['secretariat', '/motions/AMENDMENT/wordings'],
  '/motions/:motion/procedure': ['secretariat', '/motions/AMENDMENT/procedure'],
  '/assemblies/:assembly': ['secretariat', HERE],
  '/assemblies/:assembly/hall': [null, `${HERE}/hall`],
  '/assemblies/:assembly/floor': ['delegate1', `${HERE}/floor`],
  '/assemblies/:assembly/chair': ['chair', `${HERE}/chair`],
  '/assemblies/:assembly/elections': ['secretariat', `${HERE}/elections`],
  '/assemblies/:assembly/tellers': ['teller1', `${HERE}/tellers`],
  '/assemblies/:assembly/desk': ['secretariat', `${HERE}/desk`],
  '/assemblies/:assembly/next': ['secretariat', `${HERE}/next`],
  '/desk': ['secretariat', '/desk'],
  '/polls/:poll': [null, '/polls/POLL'],
  '/bodies': ['secretariat', '/bodies'],
  '/bodies/:body': [null, '/bodies/cicopa-ga'],
  '/bodies/:body/rules': ['secretariat', '/bodies/demo-ga/rules?write'],
  '/organisations/:organisation': [null, '/organisations/cicopa'],
  '/search': ['secretariat', '/search?text=coop'],
  '/record': [null, '/record'],
  '/record/:number': [null, '/record/0'],
  '/ui': [null, '/ui'],
  '*': [null, '/no/such/screen'],
};
/** A poll of the demonstration: the latest, or a rehearsal that the chair opens where none was held yet. */
async function somePoll(chair: Page): Promise<string> {
  const { polls } = (await (await chair.request.get(`/api${HERE}/polls`)).json()) as {
    polls: { id: string }[];
  };
  if (polls[0]) return polls[0].id;
  const rehearsed = await chair.request.post(`/api${HERE}/rehearsals`, { data: {} });
  return ((await rehearsed.json()) as { poll: string }).poll;
}

/** The first person of the demonstration, by name. */
async function somePerson(secretary: Page): Promise<string> {
  const { people } = (await (await secretary.request.get('/api/people')).json()) as {
    people: { id: string }[];
  };
  return people[0]!.id;
}

/** The consultation of the demonstration. */
async function someRound(reader: Page): Promise<string> {
  const read = await reader.request.get('/api/instruments/demo-charter/consultations');
  return ((await read.json()) as { consultations: { id: string }[] }).consultations[0]!.id;
}

/** A draft of the demonstration's charter in which whoever asks may write. */
async function someDraft(writer: Page): Promise<string> {
  const begun = await writer.request.post('/api/instruments/demo-charter/drafts', {
    data: { name: 'Next version', parent: 2 },
  });
  return ((await begun.json()) as { draft: string }).draft;
}

/** A motion on a text of the demonstration that is amended, and the first amendment to it. */
async function someAmended(page: Page): Promise<{ amended: string; amendment: string }> {
  const { motions } = (await (await page.request.get(`/api${HERE}/motions`)).json()) as {
    motions: { id: string; about: { kind: string; to?: string } }[];
  };
  const first = motions.find(({ about }) => about.kind === 'amendment')!;
  return { amended: first.about.to!, amendment: first.id };
}

/** An address with what it names in capitals found in the demonstration; `page` is of who looks at it. */
export async function placeOf(address: string, page: Page, chair: () => Promise<Page>): Promise<string> {
  const place = address
    .replace('POLL', address.includes('POLL') ? await somePoll(await chair()) : '')
    .replace('DRAFT', address.includes('DRAFT') ? await someDraft(page) : '')
    .replace('ROUND', address.includes('ROUND') ? await someRound(page) : '')
    .replace('PERSON', address.includes('PERSON') ? await somePerson(page) : '');
  if (!/AMEND/.test(place)) return place;
  const { amended, amendment } = await someAmended(page);
  return place.replace('AMENDED', amended).replace('AMENDMENT', amendment);
}
