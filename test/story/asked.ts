import { randomUUID } from 'node:crypto';
import type { Convened } from './convened.js';

/** Where a route's office must be held, its act, and an input that gets as far as the access table. */
export type Case = readonly [act: string, level: 'house' | 'body' | 'assembly', input: (at: At) => object];

/** An assembly in session, and what else the inputs name. */
export interface At extends Convened {
  /** An office held in the assembly, to be ended. */
  readonly office: string;
}

const id = randomUUID();
const in_ = ({ assembly }: At) => ({ assembly });
const on = ({ instrument }: At) => ({ instrument });
const translating = (at: At) => ({ ...on(at), number: 1, lang: 'fr' });
const about = ({ motion }: At) => ({ motion });
const writing = ({ draft }: At) => ({ draft });
const corrigendum = ({ instrument }: At) => ({ instrument, number: 1 });
const round = ({ consultation }: At) => ({ consultation });
const reason = 'Why not';
const texts = { texts: [{ lang: 'en', markdown: '# Charter\n\n1. Pay is open.\n' }], authentic: ['en'] };
const NO_COUNTS = { for: null, against: null, abstain: null };

export const HTTP: Record<string, Case> = {
  'GET /api/setup': ['house.read', 'house', () => ({})],
  'POST /api/setup': [
    'house.set_up',
    'house',
    () => ({ code: 'AAAA-AAAA-AAAA', name: 'X', email: 'x@y.example', password: 'a long enough one' }),
  ],
  'GET /api/session': ['session.read', 'house', () => ({})],
  'POST /api/session/password': ['session.begin', 'house', () => ({ email: 'x@y.example', password: 'x' })],
  'POST /api/session/password/change': [
    'password.change',
    'house',
    () => ({ current: 'x', password: 'seven tall ships' }),
  ],
  'GET /api/session/account': ['account.read', 'house', () => ({})],
  'POST /api/session/lang': ['account.change', 'house', () => ({ lang: 'en' })],
  'POST /api/session/address': ['account.change', 'house', () => ({ current: 'x', email: 'x@y.example' })],
  'POST /api/session/address/confirm': ['account.claim', 'house', () => ({ code: 'AAAA-AAAA-AAAA' })],
  'POST /api/session/:session/end': ['account.change', 'house', () => ({ session: 'AAAAAAAAAAAAAAAA' })],
  'POST /api/session/recover': ['account.claim', 'house', () => ({ email: 'x@y.example', lang: 'en' })],
  'POST /api/archive': ['archive.take', 'house', () => ({})],
  'GET /api/archive': ['archive.take', 'house', () => ({})],
  'GET /api/mail': ['mail.set', 'house', () => ({})],
  'POST /api/mail': [
    'mail.set',
    'house',
    () => ({ host: 'localhost', port: 1, tls: 'offered', fromAddress: 'x@y.example' }),
  ],
  'POST /api/mail/end': ['mail.set', 'house', () => ({})],
  'POST /api/mail/test': ['mail.set', 'house', () => ({ to: 'x@y.example', lang: 'en' })],
  'POST /api/session/slip': ['session.begin', 'house', () => ({ code: 'AAAA-AAAA-AAAA' })],
  'POST /api/session/end': ['session.end', 'house', () => ({})],
  'POST /api/people': ['person.register', 'house', () => ({ name: 'Somebody' })],
  'POST /api/people/:person/link': ['person.invite', 'house', (at) => ({ person: at.delegates[0]!.person })],
  'POST /api/session/link': [
    'account.claim',
    'house',
    () => ({ code: 'AAAA-AAAA-AAAA', password: 'seven tall ships' }),
  ],
  'GET /api/people/:person': ['person.read', 'house', (at) => ({ person: at.delegates[0]!.person })],
  'GET /api/doubles': ['person.read', 'house', () => ({})],
  'POST /api/people/:person/correct': [
    'person.correct',
    'house',
    (at) => ({ person: at.delegates[0]!.person, lang: 'fr', reason }),
  ],
  'POST /api/people/:person/merge': [
    'person.merge',
    'house',
    (at) => ({ person: at.delegates[0]!.person, into: at.delegates[0]!.person, reason }),
  ],
  'POST /api/people/:person/sign-out': ['person.sign_out', 'house', () => ({ person: id })],
  'GET /api/people': ['person.read', 'house', () => ({})],
  'POST /api/offices': ['office.grant', 'assembly', (at) => ({ ...in_(at), person: id, office: 'teller' })],
  'POST /api/offices/:office/end': ['office.end', 'assembly', ({ office }) => ({ office, reason })],
  'POST /api/assemblies/:assembly/slips': [
    'slip.issue',
    'assembly',
    (at) => ({ ...in_(at), people: [at.delegates[0]!.person] }),
  ],
  'GET /api/organisations': ['body.read', 'house', () => ({})],
  'GET /api/organisations/:organisation': ['body.read', 'house', ({ organisation }) => ({ organisation })],
  'POST /api/organisations': [
    'organisation.register',
    'house',
    ({ organisation }) => ({ organisation, name: 'Again' }),
  ],
  'POST /api/organisations/:organisation/affiliations': [
    'affiliation.record',
    'house',
    ({ organisation }) => ({ organisation, parent: organisation, from: null }),
  ],
  'POST /api/organisations/:organisation/correct': [
    'organisation.correct',
    'house',
    ({ organisation }) => ({ organisation, facts: {}, reason }),
  ],
  'POST /api/organisations/:organisation/rename': [
    'organisation.correct',
    'house',
    ({ organisation }) => ({ organisation, name: 'Other', short: null, from: 'soon' }),
  ],
  'POST /api/organisations/:organisation/affiliations/:affiliation/end': [
    'affiliation.correct',
    'house',
    ({ organisation }) => ({ organisation, affiliation: id, to: '2020', reason }),
  ],
  'POST /api/organisations/:organisation/affiliations/:affiliation/correct': [
    'affiliation.correct',
    'house',
    ({ organisation }) => ({ organisation, affiliation: id, from: null, to: null, reason }),
  ],
  'POST /api/organisations/:organisation/affiliations/:affiliation/strike': [
    'affiliation.correct',
    'house',
    ({ organisation }) => ({ organisation, affiliation: id, reason }),
  ],
  'POST /api/bodies': [
    'body.found',
    'house',
    ({ body, organisation }) => ({ body, organisation, name: 'Again' }),
  ],
  'GET /api/bodies': ['body.read', 'house', () => ({})],
  'GET /api/bodies/:body': ['body.read', 'body', ({ body }) => ({ body })],
  'POST /api/bodies/:body/rule-sets/read': ['ruleset.adopt', 'body', ({ body }) => ({ body, text: '{}' })],
  'POST /api/bodies/:body/rule-sets': [
    'ruleset.adopt',
    'body',
    ({ body }) => ({ body, name: 'Orders', inForceFrom: null, data: null }),
  ],
  'POST /api/bodies/:body/terms': [
    'term.enter',
    'body',
    ({ body }) => ({
      ...{ body, name: 'Somebody', title: 'President', from: 'soon', to: null },
      ...{ source: 'Minutes', certainty: 'high' },
    }),
  ],
  'POST /api/bodies/:body/terms/:term/strike': [
    'term.strike',
    'body',
    ({ body }) => ({ body, term: id, reason }),
  ],
  'POST /api/bodies/:body/correct': ['body.correct', 'body', ({ body }) => ({ body, name: 'Other', reason })],
  'POST /api/bodies/:body/members': [
    'member.admit',
    'body',
    ({ body, organisation }) => ({
      ...{ body, organisation, name: null },
      facts: {
        ...{ class: 'none', votes: null, country: null, region: null, chamber: null },
        ...{ paidUpTo: null, from: null, to: null },
      },
    }),
  ],
  'POST /api/bodies/:body/members/:member/change': [
    'member.change',
    'body',
    ({ body }) => ({ body, member: id, facts: { votes: '2' } }),
  ],
  'POST /api/bodies/:body/members/:member/end': [
    'member.change',
    'body',
    ({ body }) => ({ body, member: id, to: '2020', reason }),
  ],
  'POST /api/bodies/:body/members/:member/strike': [
    'member.change',
    'body',
    ({ body }) => ({ body, member: id, reason }),
  ],
  'GET /api/bodies/:body/members/:member/contact': [
    'member.change',
    'body',
    ({ body }) => ({ body, member: id }),
  ],
  'POST /api/bodies/:body/members/import': [
    'member.import',
    'body',
    ({ body }) => ({ body, preview: true, csv: 'organisation,name,class\nx,y,z' }),
  ],
  'POST /api/bodies/:body/figures/import': [
    'member.import',
    'body',
    ({ body }) => ({ body, preview: true, csv: 'organisation,date,figure,source\nx,y,z,w' }),
  ],
  'POST /api/bodies/:body/places/import': [
    'member.import',
    'body',
    ({ body }) => ({ body, preview: true, csv: 'organisation,country\nx,NO' }),
  ],
  'POST /api/bodies/:body/contacts/import': [
    'member.import',
    'body',
    ({ body }) => ({ body, preview: true, csv: 'organisation,email\nx,y' }),
  ],
  'GET /api/assemblies': ['assembly.read', 'house', () => ({})],
  'GET /api/assemblies/:assembly': ['assembly.read', 'assembly', in_],
  'POST /api/assemblies': [
    'assembly.convene',
    'body',
    ({ assembly, body, ruleSet }) => ({
      ...{ assembly, body, ruleSet, name: 'Again', place: null, from: '2026', timeZone: 'Europe/Oslo' },
    }),
  ],
  'POST /api/assemblies/past': [
    'assembly.convene',
    'body',
    ({ body }) => ({ body, name: 'Again', place: null, date: 'soon', source: 'Minutes', certainty: 'high' }),
  ],
  'POST /api/assemblies/:assembly/correct': [
    'assembly.correct',
    'assembly',
    (at) => ({ ...in_(at), facts: { name: 'Other' }, reason }),
  ],
  'POST /api/assemblies/:assembly/deadlines': [
    'assembly.plan',
    'assembly',
    (at) => ({ ...in_(at), motions: null }),
  ],
  'POST /api/assemblies/:assembly/sittings': [
    'sitting.plan',
    'assembly',
    (at) => ({ ...in_(at), name: null, plannedFrom: null }),
  ],
  'POST /api/assemblies/:assembly/sittings/:sitting/change': [
    'sitting.change',
    'assembly',
    (at) => ({ ...in_(at), sitting: at.sitting, name: null, plannedFrom: null, plannedUntil: null }),
  ],
  'POST /api/assemblies/:assembly/sittings/:sitting/cancel': [
    'sitting.cancel',
    'assembly',
    (at) => ({ ...in_(at), sitting: at.sitting, reason }),
  ],
  'POST /api/assemblies/:assembly/sittings/:sitting/open': [
    'sitting.open',
    'assembly',
    (at) => ({ ...in_(at), sitting: at.sitting }),
  ],
  'POST /api/assemblies/:assembly/sittings/:sitting/close': [
    'sitting.close',
    'assembly',
    (at) => ({ ...in_(at), sitting: at.sitting }),
  ],
  'POST /api/assemblies/:assembly/items': [
    'item.add',
    'assembly',
    (at) => ({ ...in_(at), titles: { en: 'X' } }),
  ],
  'POST /api/assemblies/:assembly/items/:item/change': [
    'item.change',
    'assembly',
    (at) => ({
      ...{ ...in_(at), item: at.item, titles: { en: 'Charter' }, kind: 'decision' },
      ...{ minutes: 20, presenter: null, internal: false },
    }),
  ],
  'POST /api/assemblies/:assembly/items/:item/move': [
    'item.move',
    'assembly',
    (at) => ({ ...in_(at), item: at.item, parent: at.item, before: null }),
  ],
  'POST /api/assemblies/:assembly/items/:item/withdraw': [
    'item.withdraw',
    'assembly',
    (at) => ({ ...in_(at), item: at.item, reason }),
  ],
  'POST /api/assemblies/:assembly/items/:item/take-up': [
    'item.take_up',
    'assembly',
    (at) => ({ ...in_(at), item: at.item }),
  ],
  'POST /api/assemblies/:assembly/items/:item/finish': [
    'item.take_up',
    'assembly',
    (at) => ({ ...in_(at), item: at.item }),
  ],
  'POST /api/assemblies/:assembly/items/:item/leave': [
    'item.take_up',
    'assembly',
    (at) => ({ ...in_(at), item: at.item }),
  ],
  'POST /api/assemblies/:assembly/items/:item/papers': [
    'paper.attach',
    'assembly',
    (at) => ({ ...in_(at), item: at.item, name: 'X', pdf: 'AAAA' }),
  ],
  'POST /api/assemblies/:assembly/papers/:paper/rename': [
    'paper.rename',
    'assembly',
    (at) => ({ ...in_(at), paper: at.paper, name: 'X' }),
  ],
  'POST /api/assemblies/:assembly/papers/:paper/withdraw': [
    'paper.withdraw',
    'assembly',
    (at) => ({ ...in_(at), paper: at.paper, reason }),
  ],
  'GET /api/assemblies/:assembly/papers/:paper': [
    'paper.read',
    'assembly',
    (at) => ({ ...in_(at), paper: at.paper }),
  ],
  'POST /api/assemblies/:assembly/delegates/import': [
    'delegate.import',
    'assembly',
    (at) => ({ ...in_(at), preview: true, csv: 'organisation,name\nx,y' }),
  ],
  'GET /api/assemblies/:assembly/credentials': ['assembly.desk', 'assembly', in_],
  'POST /api/assemblies/:assembly/credentials/dates': [
    'assembly.plan',
    'assembly',
    (at) => ({ ...in_(at), designations: null, dues: null }),
  ],
  'POST /api/assemblies/:assembly/credentials/designate': [
    'credential.designate',
    'assembly',
    (at) => ({ ...in_(at), member: id, name: 'X' }),
  ],
  'GET /api/assemblies/:assembly/designations': ['assembly.desk', 'assembly', in_],
  'GET /api/assemblies/:assembly/preparation': ['assembly.desk', 'assembly', in_],
  'POST /api/assemblies/:assembly/designations/links': [
    'designation.invite',
    'assembly',
    (at) => ({ ...in_(at), members: [id] }),
  ],
  'POST /api/designations/open': ['designation.make', 'house', () => ({ code: 'AAAA-AAAA-AAAA' })],
  'POST /api/designations': [
    'designation.make',
    'house',
    () => ({ code: 'AAAA-AAAA-AAAA', delegates: [{ name: 'X' }] }),
  ],
  'POST /api/assemblies/:assembly/credentials/:credential/withdraw': [
    'credential.withdraw',
    'assembly',
    (at) => ({ ...in_(at), credential: id, reason }),
  ],
  'POST /api/assemblies/:assembly/credentials/:credential/substitute': [
    'credential.substitute',
    'assembly',
    (at) => ({ ...in_(at), credential: id, by: id, reason }),
  ],
  'POST /api/assemblies/:assembly/credentials/:credential/first': [
    'credential.order',
    'assembly',
    (at) => ({ ...in_(at), credential: at.delegates[0]!.credential }),
  ],
  'GET /api/assemblies/:assembly/credentials/report': ['assembly.desk', 'assembly', in_],
  'POST /api/assemblies/:assembly/credentials/report': ['credential.report', 'assembly', in_],
  'POST /api/assemblies/:assembly/credentials/accredit': [
    'credential.accredit',
    'assembly',
    (at) => ({ ...in_(at), credentials: [at.delegates[0]!.credential] }),
  ],
  'POST /api/assemblies/:assembly/credentials/:credential/refuse': [
    'credential.refuse',
    'assembly',
    (at) => ({ ...in_(at), credential: at.delegates[0]!.credential, reason }),
  ],
  'POST /api/assemblies/:assembly/credentials/:credential/reinstate': [
    'credential.reinstate',
    'assembly',
    (at) => ({ ...in_(at), credential: at.delegates[0]!.credential, reason }),
  ],
  'GET /api/assemblies/:assembly/proxies/mine': ['proxy.read', 'assembly', in_],
  'POST /api/assemblies/:assembly/proxies': [
    'proxy.register',
    'assembly',
    (at) => ({ ...in_(at), grantor: at.member, holder: at.delegates[0]!.person }),
  ],
  'POST /api/assemblies/:assembly/proxies/:proxy/revoke': [
    'proxy.revoke',
    'assembly',
    (at) => ({ ...in_(at), proxy: id, reason }),
  ],
  'POST /api/assemblies/:assembly/presence': [
    'presence.record',
    'assembly',
    (at) => ({ ...in_(at), credentials: [at.delegates[0]!.credential], present: true }),
  ],
  'POST /api/assemblies/:assembly/credentials/seats': [
    'credential.seat',
    'assembly',
    (at) => ({ ...in_(at), seats: [{ credential: id, seat: 'A1', badge: null }] }),
  ],
  'POST /api/assemblies/:assembly/presence/code': [
    'presence.record',
    'assembly',
    (at) => ({ ...in_(at), code: 'AAAA-AAAA-AAAA', present: true }),
  ],
  'GET /api/assemblies/:assembly/quorum': ['assembly.read', 'assembly', in_],
  'POST /api/assemblies/:assembly/hall': [
    'hall.show',
    'assembly',
    (at) => ({ ...in_(at), show: { scene: 'agenda' } }),
  ],
  'POST /api/assemblies/:assembly/quorum-calls': ['quorum.call', 'assembly', in_],
  'GET /api/assemblies/:assembly/quorum-calls/latest': ['assembly.read', 'assembly', in_],
  'POST /api/assemblies/:assembly/quorum-calls/:call/confirm': [
    'quorum.confirm',
    'assembly',
    (at) => ({ ...in_(at), call: at.call }),
  ],
  'POST /api/assemblies/:assembly/quorum-calls/:call/close': [
    'quorum.call',
    'assembly',
    (at) => ({ ...in_(at), call: at.call, absent: false }),
  ],
  'POST /api/assemblies/:assembly/notices': [
    'notice.issue',
    'assembly',
    (at) => ({ ...in_(at), kind: 'notice', subject: 'X', text: 'X' }),
  ],
  'GET /api/assemblies/:assembly/notices': ['assembly.desk', 'assembly', in_],
  'GET /api/assemblies/:assembly/notices/:notice/messages/:member': [
    'notice.issue',
    'assembly',
    (at) => ({ ...in_(at), notice: at.notice, member: id }),
  ],
  'GET /api/assemblies/:assembly/notices/:notice/messages': [
    'notice.issue',
    'assembly',
    (at) => ({ ...in_(at), notice: at.notice }),
  ],
  'POST /api/assemblies/:assembly/notices/:notice/deliveries': [
    'notice.issue',
    'assembly',
    (at) => ({ ...in_(at), notice: at.notice, members: [id], outcome: 'sent' }),
  ],
  'GET /api/assemblies/:assembly/notices/:notice/proof': [
    'assembly.desk',
    'assembly',
    (at) => ({ ...in_(at), notice: at.notice }),
  ],
  'POST /api/assemblies/:assembly/next': [
    'assembly.convene',
    'body',
    (at) => ({
      ...{ ...in_(at), next: at.assembly, name: 'X', place: null, from: '2027', timeZone: 'Europe/Oslo' },
      ...{ open: true, sittings: false, items: false, observers: false },
    }),
  ],
  'POST /api/assemblies/:assembly/dues': [
    'member.dues',
    'assembly',
    (at) => ({ ...in_(at), member: at.member, paidUpTo: '2026-12-31', note: 'X' }),
  ],
  'POST /api/assemblies/:assembly/presence/mine': [
    'presence.declare',
    'assembly',
    (at) => ({ ...in_(at), present: true }),
  ],
  'GET /api/instruments': ['instrument.read', 'house', () => ({})],
  'GET /api/instruments/:instrument': ['instrument.read', 'body', on],
  'GET /api/instruments/:instrument/versions/:number': [
    'instrument.read',
    'body',
    (at) => ({ ...on(at), number: 1 }),
  ],
  ...Object.fromEntries(
    ['akn', 'html', 'markdown', 'docx'].map((format): [string, Case] => [
      `GET /api/instruments/:instrument/versions/:number/${format}`,
      ['instrument.read', 'body', (at) => ({ ...on(at), number: 1 })],
    ]),
  ),
  'GET /api/instruments/:instrument/versions/:number/expressions/:lang': [
    'instrument.read',
    'body',
    (at) => ({ ...on(at), number: 1, lang: 'en' }),
  ],
  'GET /api/instruments/:instrument/versions/:number/translations/:lang': [
    'expression.translate',
    'body',
    translating,
  ],
  'POST /api/instruments/:instrument/versions/:number/translations/:lang': [
    'expression.translate',
    'body',
    (at) => ({ ...translating(at), wordings: [{ clause: 'c99', before: '', text: 'X' }] }),
  ],
  'POST /api/instruments/:instrument/versions/:number/translations/:lang/fill': [
    'expression.translate',
    'body',
    (at) => ({ ...translating(at), markdown: '# X' }),
  ],
  'POST /api/instruments/:instrument/versions/:number/translations/:lang/publish': [
    'expression.publish',
    'body',
    (at) => ({ ...translating(at), revision: null }),
  ],
  'POST /api/instruments': [
    'instrument.found',
    'body',
    (at) => ({
      ...{ ...on(at), titles: { en: 'Again' }, authenticLanguages: ['en'] },
      stages: [{ kind: 'final', label: 'final', body: at.body }],
    }),
  ],
  'POST /api/instruments/:instrument/correct': [
    'instrument.correct',
    'body',
    (at) => ({ ...on(at), facts: { titles: { en: 'Other' } }, reason }),
  ],
  'POST /api/instruments/:instrument/versions/preview': [
    'version.preview',
    'body',
    (at) => ({ ...on(at), ...texts }),
  ],
  'POST /api/instruments/:instrument/versions': ['version.freeze', 'body', (at) => ({ ...on(at), ...texts })],
  'POST /api/instruments/:instrument/versions/enter': [
    'version.freeze',
    'body',
    (at) => ({ ...on(at), titles: { en: 'Again' } }),
  ],
  'POST /api/instruments/:instrument/stages/:stage/enter': [
    'stage.enter',
    'body',
    (at) => ({
      ...{ ...on(at), stage: at.stage, outcome: 'approved', assembly: null, date: 'no date' },
      ...{ version: null, result: null, counts: NO_COUNTS, source: 'X', certainty: 'high', note: null },
    }),
  ],
  'POST /api/instruments/:instrument/passages/:number/strike': [
    'stage.strike',
    'body',
    (at) => ({ ...on(at), number: 1, reason }),
  ],
  'GET /api/instruments/:instrument/silence': ['instrument.read', 'body', on],
  'POST /api/instruments/:instrument/stages/:stage/objections': [
    'stage.object',
    'body',
    (at) => ({ ...on(at), stage: at.stage, member: id, reason }),
  ],
  'POST /api/instruments/:instrument/stages/:stage/objections/withdraw': [
    'stage.object',
    'body',
    (at) => ({ ...on(at), stage: at.stage, member: id }),
  ],
  'GET /api/instruments/:instrument/mandates': ['instrument.read', 'body', on],
  'POST /api/instruments/:instrument/mandates': [
    'mandate.enter',
    'body',
    (at) => ({
      ...{ ...on(at), from: at.body, terms: { to: at.body, text: 'To finish it.' }, date: null },
      ...{ source: 'Minutes', certainty: 'high' },
    }),
  ],
  'GET /api/mandates/:mandate/differences/:version': [
    'instrument.read',
    'body',
    ({ mandate }) => ({ mandate, version: 1 }),
  ],
  'POST /api/mandates/:mandate/finish': [
    'mandate.finish',
    'body',
    ({ mandate }) => ({ mandate, version: 1 }),
  ],
  'POST /api/mandates/:mandate/report': [
    'mandate.report',
    'body',
    ({ mandate }) => ({ mandate, text: 'Nothing yet.' }),
  ],
  'GET /api/bodies/:body/business': ['instrument.read', 'body', ({ body }) => ({ body })],
  'GET /api/instruments/:instrument/referrals': ['instrument.read', 'body', on],
  'POST /api/instruments/:instrument/referrals': [
    'referral.make',
    'body',
    (at) => ({ ...on(at), from: at.body, to: at.body, reason }),
  ],
  'POST /api/referrals/:referral/answer': [
    'referral.answer',
    'body',
    ({ referral }) => ({ referral, answer: 'comments', text: 'Well done.' }),
  ],
  'GET /api/drafts': ['draft.read', 'house', () => ({})],
  'POST /api/instruments/:instrument/drafts': [
    'draft.begin',
    'body',
    (at) => ({ ...on(at), name: 'Draft', parent: 99 }),
  ],
  'POST /api/motions/:motion/draft': ['draft.begin', 'body', (at) => ({ motion: at.onStage, name: 'Draft' })],
  'GET /api/drafts/:draft': ['draft.write', 'body', writing],
  'POST /api/drafts/:draft/save': [
    'draft.write',
    'body',
    (at) => ({ ...writing(at), save: id, revision: 1, lang: 'en', operations: [] }),
  ],
  'POST /api/drafts/:draft/drafters': ['draft.invite', 'body', (at) => ({ ...writing(at), person: id })],
  'POST /api/drafts/:draft/revisions': ['draft.write', 'body', (at) => ({ ...writing(at), name: 'X' })],
  'GET /api/drafts/:draft/revisions/:revision': [
    'draft.write',
    'body',
    (at) => ({ ...writing(at), revision: 1 }),
  ],
  'POST /api/drafts/:draft/revisions/:revision/restore': [
    'draft.write',
    'body',
    (at) => ({ ...writing(at), revision: 1 }),
  ],
  'POST /api/drafts/:draft/reasons': [
    'draft.write',
    'body',
    (at) => ({ ...writing(at), clause: 'c1', reason }),
  ],
  'POST /api/drafts/:draft/table': ['draft.table', 'body', (at) => ({ ...writing(at), revision: 1 })],
  'POST /api/drafts/:draft/abandon': ['draft.abandon', 'body', (at) => ({ ...writing(at), reason })],
  'GET /api/instruments/:instrument/versions/:number/origin': [
    'instrument.read',
    'body',
    (at) => ({ ...on(at), number: 1 }),
  ],
  'GET /api/instruments/:instrument/corrigenda': ['instrument.read', 'body', on],
  'POST /api/instruments/:instrument/corrigenda/:number/objections': [
    'corrigendum.object',
    'body',
    (at) => ({ ...corrigendum(at), member: id, reason }),
  ],
  'POST /api/instruments/:instrument/corrigenda/:number/settle': ['corrigendum.settle', 'body', corrigendum],
  'GET /api/instruments/:instrument/consultations': ['consultation.read', 'body', on],
  'GET /api/consultations/:consultation': ['consultation.read', 'body', round],
  'POST /api/consultations/:consultation/enter': [
    'comment.make',
    'body',
    (at) => ({ ...round(at), code: 'AAAA-AAAA-AAAA' }),
  ],
  'POST /api/instruments/:instrument/consultations': [
    'consultation.open',
    'body',
    (at) => ({
      ...{ ...on(at), body: at.body, version: 99, visibility: 'all' },
      closesAt: '2099-01-01T00:00:00Z',
    }),
  ],
  'POST /api/consultations/:consultation/extend': [
    'consultation.run',
    'body',
    (at) => ({ ...round(at), closesAt: '2020-01-01T00:00:00Z', reason }),
  ],
  'POST /api/consultations/:consultation/close': [
    'consultation.run',
    'body',
    (at) => ({ ...round(at), reason }),
  ],
  'POST /api/consultations/:consultation/conclude': ['consultation.run', 'body', round],
  'GET /api/consultations/:consultation/desk': ['consultation.run', 'body', round],
  'POST /api/consultations/:consultation/links': [
    'consultation.run',
    'body',
    (at) => ({ ...round(at), members: [id] }),
  ],
  'POST /api/consultations/:consultation/comments': [
    'comment.make',
    'body',
    (at) => ({ ...round(at), member: id, clause: null, lang: 'en', text: 'X' }),
  ],
  'POST /api/consultations/:consultation/nothing': [
    'comment.make',
    'body',
    (at) => ({ ...round(at), member: id }),
  ],
  'POST /api/comments/:comment/withdraw': [
    'comment.make',
    'body',
    ({ comment }) => ({ comment, code: 'AAAA-AAAA-AAAA' }),
  ],
  'POST /api/comments/:comment/dispositions': [
    'comment.dispose',
    'body',
    ({ comment }) => ({ comment, disposition: 'noted', reason }),
  ],
  'POST /api/comments/:comment/amendment': [
    'motion.submit',
    'assembly',
    ({ comment, motion }) => ({ comment, to: motion, titles: { en: 'X' } }),
  ],
  'POST /api/comments/:comment/draft': ['draft.write', 'body', ({ comment, draft }) => ({ comment, draft })],
  'GET /api/drafts/:draft/comments': ['draft.write', 'body', writing],
  'GET /api/motions/:motion/comments': ['motion.read', 'assembly', about],
  'GET /api/consultations/:consultation/comments.csv': ['consultation.read', 'body', round],
  'GET /api/consultations/:consultation/comments.pdf': ['consultation.read', 'body', round],
  'GET /api/assemblies/:assembly/motions': ['assembly.read', 'assembly', in_],
  'GET /api/motions/:motion': ['motion.read', 'assembly', about],
  'POST /api/assemblies/:assembly/motions': [
    'motion.submit',
    'assembly',
    (at) => ({ ...in_(at), titles: { en: 'X' }, about: { kind: 'text', text: 'X' }, majority: 'none' }),
  ],
  'GET /api/assemblies/:assembly/motion-drafts': ['motion.draft', 'assembly', in_],
  'POST /api/assemblies/:assembly/motion-drafts/:draft': [
    'motion.draft',
    'assembly',
    (at) => ({
      // Of nobody else: visitors of the walk save and discard at the same time.
      ...{ ...in_(at), draft: randomUUID(), titles: { en: '', fr: '', es: '' }, text: 'Dues' },
      ...{ to: null, member: null, item: null },
    }),
  ],
  'POST /api/assemblies/:assembly/motion-drafts/:draft/discard': [
    'motion.draft',
    'assembly',
    (at) => ({ ...in_(at), draft: id }),
  ],
  'GET /api/motions/:motion/amendments': ['motion.read', 'assembly', about],
  'POST /api/motions/:motion/wordings': [
    'motion.word',
    'assembly',
    (at) => ({ ...about(at), lang: 'en', operations: [] }),
  ],
  'POST /api/motions/:motion/version': [
    'motion.amend',
    'assembly',
    (at) => ({ ...about(at), version: 1, reason }),
  ],
  'POST /api/motions/:motion/proposals': [
    'motion.propose',
    'assembly',
    (at) => ({ ...about(at), recommendation: 'adopt', reason }),
  ],
  'POST /api/motions/:motion/translations/:lang': [
    'motion.translate',
    'assembly',
    ({ motion }) => ({ motion, lang: 'fr', text: 'x' }),
  ],
  'POST /api/motions/:motion/second': ['motion.second', 'assembly', about],
  'POST /api/motions/:motion/adjourn': ['motion.adjourn', 'assembly', (at) => ({ ...about(at), reason })],
  'POST /api/motions/:motion/remit': [
    'motion.adjourn',
    'assembly',
    (at) => ({ ...about(at), to: 'Board', reason }),
  ],
  'POST /api/motions/:motion/resume': ['motion.adjourn', 'assembly', about],
  'POST /api/motions/:motion/fall': [
    'motion.order',
    'assembly',
    (at) => ({ ...about(at), because: at.motion, reason }),
  ],
  'POST /api/motions/:motion/order': [
    'motion.order',
    'assembly',
    (at) => ({ ...about(at), order: [{ motion: id }], reason }),
  ],
  'POST /api/motions/:motion/amend': ['motion.amend', 'assembly', (at) => ({ ...about(at), text: 'X' })],
  'POST /api/motions/:motion/divide': [
    'motion.order',
    'assembly',
    (at) => ({ ...about(at), parts: [1, 2].map(() => ({ titles: { en: 'X' }, text: 'X' })) }),
  ],
  'POST /api/motions/:motion/take-out': ['motion.take_out', 'assembly', about],
  'POST /api/motions/:motion/table': ['motion.table', 'assembly', about],
  'POST /api/motions/:motion/corrections': [
    'motion.correct',
    'assembly',
    (at) => ({ ...about(at), lang: 'en', title: 'X', reason }),
  ],
  'POST /api/motions/:motion/inadmissible': ['motion.refuse', 'assembly', (at) => ({ ...about(at), reason })],
  'POST /api/motions/:motion/debate': ['motion.debate', 'assembly', about],
  'POST /api/motions/:motion/ready': ['motion.ready', 'assembly', about],
  'POST /api/motions/:motion/withdraw': ['motion.withdraw', 'assembly', (at) => ({ ...about(at), reason })],
  'GET /api/assemblies/:assembly/debates': ['assembly.read', 'assembly', in_],
  'POST /api/assemblies/:assembly/speakers': [
    'speakers.run',
    'assembly',
    (at) => ({ ...in_(at), order: [], limit: null }),
  ],
  'POST /api/assemblies/:assembly/speakers/change': [
    'speakers.run',
    'assembly',
    (at) => ({ ...in_(at), order: [], limit: 60 }),
  ],
  'POST /api/assemblies/:assembly/speakers/close': ['speakers.run', 'assembly', in_],
  'POST /api/assemblies/:assembly/speakers/reopen': ['speakers.run', 'assembly', in_],
  'POST /api/assemblies/:assembly/speakers/end': ['speakers.run', 'assembly', in_],
  'POST /api/assemblies/:assembly/speakers/requests': [
    'speakers.ask',
    'assembly',
    (at) => ({ ...in_(at), stance: 'for' }),
  ],
  'POST /api/assemblies/:assembly/speakers/requests/:request/withdraw': [
    'speakers.ask',
    'assembly',
    (at) => ({ ...in_(at), request: id }),
  ],
  'POST /api/assemblies/:assembly/speakers/entered': [
    'speakers.run',
    'assembly',
    (at) => ({ ...in_(at), credential: id, stance: 'for' }),
  ],
  'POST /api/assemblies/:assembly/speakers/requests/:request/strike': [
    'speakers.run',
    'assembly',
    (at) => ({ ...in_(at), request: id, reason }),
  ],
  'POST /api/assemblies/:assembly/speakers/call': [
    'speakers.run',
    'assembly',
    (at) => ({ ...in_(at), request: id }),
  ],
  'POST /api/assemblies/:assembly/speakers/speeches/:speech/pause': [
    'speakers.run',
    'assembly',
    (at) => ({ ...in_(at), speech: id }),
  ],
  'POST /api/assemblies/:assembly/speakers/speeches/:speech/resume': [
    'speakers.run',
    'assembly',
    (at) => ({ ...in_(at), speech: id }),
  ],
  'POST /api/assemblies/:assembly/speakers/speeches/:speech/limit': [
    'speakers.run',
    'assembly',
    (at) => ({ ...in_(at), speech: id, limit: 60 }),
  ],
  'POST /api/assemblies/:assembly/speakers/speeches/:speech/end': [
    'speakers.run',
    'assembly',
    (at) => ({ ...in_(at), speech: id }),
  ],
  'POST /api/assemblies/:assembly/appeals': [
    'appeal.make',
    'assembly',
    (at) => ({ ...in_(at), about: 'The ruling' }),
  ],
  'POST /api/assemblies/:assembly/appeals/:appeal/settle': [
    'speakers.run',
    'assembly',
    (at) => ({ ...in_(at), appeal: id, outcome: 'upheld' }),
  ],
  'GET /api/assemblies/:assembly/elections': ['assembly.read', 'assembly', in_],
  'GET /api/candidates/:candidate': ['assembly.read', 'assembly', ({ candidate }) => ({ candidate })],
  'GET /api/assemblies/:assembly/nominees': ['candidate.nominate', 'assembly', in_],
  'POST /api/assemblies/:assembly/elections': [
    'election.call',
    'assembly',
    (at) => ({ ...in_(at), titles: { en: 'Board' }, seats: 1, method: 'irv' }),
  ],
  'POST /api/elections/:election/candidates': [
    'candidate.nominate',
    'assembly',
    ({ election, delegates }) => ({ election, person: delegates[0]!.person }),
  ],
  'POST /api/elections/:election/close': ['election.run', 'assembly', ({ election }) => ({ election })],
  'POST /api/elections/:election/ballots': ['poll.open', 'assembly', ({ election }) => ({ election })],
  'POST /api/elections/:election/declare': ['poll.declare', 'assembly', ({ election }) => ({ election })],
  'POST /api/elections/:election/recount': [
    'poll.recount',
    'assembly',
    ({ election }) => ({ election, reason }),
  ],
  'POST /api/elections/:election/end': ['election.run', 'assembly', ({ election }) => ({ election, reason })],
  'POST /api/candidates/:candidate/second': [
    'candidate.second',
    'assembly',
    ({ candidate }) => ({ candidate }),
  ],
  'POST /api/candidates/:candidate/answer': [
    'candidate.answer',
    'assembly',
    ({ candidate }) => ({ candidate, accept: true }),
  ],
  'POST /api/candidates/:candidate/statement': [
    'candidate.answer',
    'assembly',
    ({ candidate }) => ({ candidate, statement: 'I care.' }),
  ],
  'POST /api/candidates/:candidate/withdraw': [
    'candidate.answer',
    'assembly',
    ({ candidate }) => ({ candidate, reason }),
  ],
  'POST /api/candidates/:candidate/rule-out': [
    'candidate.rule',
    'assembly',
    ({ candidate }) => ({ candidate, reason }),
  ],
  'GET /api/assemblies/:assembly/polls': ['assembly.read', 'assembly', in_],
  'GET /api/assemblies/:assembly/roll': ['poll.open', 'assembly', in_],
  'GET /api/polls/:poll': ['poll.read', 'assembly', ({ poll }) => ({ poll })],
  'GET /api/polls/:poll/count.csv': ['poll.read', 'assembly', ({ poll }) => ({ poll })],
  'GET /api/polls/:poll/count.json': ['poll.read', 'assembly', ({ poll }) => ({ poll })],
  'GET /api/polls/:poll/ballots.blt': ['poll.read', 'assembly', ({ poll }) => ({ poll })],
  'POST /api/motions/:motion/polls': ['poll.open', 'assembly', about],
  'POST /api/assemblies/:assembly/rehearsals': ['poll.open', 'assembly', in_],
  'POST /api/polls/:poll/seen': ['poll.close', 'assembly', ({ poll }) => ({ poll, outcome: 'adopted' })],
  'POST /api/polls/:poll/demand': ['poll.demand', 'assembly', ({ poll }) => ({ poll })],
  'POST /api/polls/:poll/channel': [
    'poll.tell',
    'assembly',
    ({ poll }) => ({ poll, entitlements: [1], channel: 'paper' }),
  ],
  'GET /api/polls/:poll/reminders': ['assembly.desk', 'assembly', ({ poll }) => ({ poll })],
  'GET /api/polls/:poll/tellers': ['poll.tell', 'assembly', ({ poll }) => ({ poll })],
  'POST /api/polls/:poll/counts': [
    'poll.tell',
    'assembly',
    ({ poll }) => ({ poll, channel: 'paper', counts: {} }),
  ],
  'POST /api/polls/:poll/called': ['poll.tell', 'assembly', ({ poll }) => castIn(poll)],
  'POST /api/polls/:poll/close': ['poll.close', 'assembly', ({ poll }) => ({ poll })],
  'POST /api/polls/:poll/announce': ['poll.close', 'assembly', ({ poll }) => ({ poll, seconds: 30 })],
  'POST /api/polls/:poll/suspend': [
    'poll.suspend',
    'assembly',
    ({ poll }) => ({ poll, reason: 'power cut' }),
  ],
  'POST /api/polls/:poll/resume': ['poll.suspend', 'assembly', ({ poll }) => ({ poll })],
  'POST /api/polls/:poll/recount': ['poll.recount', 'assembly', ({ poll }) => ({ poll, reason: 'a slip' })],
  'POST /api/polls/:poll/annul': ['poll.annul', 'assembly', ({ poll }) => ({ poll, reason: 'wrong text' })],
  'POST /api/polls/:poll/declare': ['poll.declare', 'assembly', ({ poll }) => ({ poll })],
  'GET /api/polls/:poll/hand': ['poll.hand', 'assembly', ({ poll }) => ({ poll })],
  'POST /api/polls/:poll/ballots': ['poll.cast', 'assembly', ({ poll }) => castIn(poll)],
  'GET /api/assemblies/:assembly/floor': ['assembly.read', 'assembly', in_],
  'GET /api/search': ['record.read', 'house', () => ({ text: 'assembly' })],
  'GET /api/record': ['record.read', 'house', () => ({})],
  'GET /api/record/:number': ['record.read', 'house', () => ({ number: 0 })],
  'GET /api/record/blobs/:hash': ['record.read', 'house', () => ({ hash: '0'.repeat(64) })],
};

const castIn = (poll: string) => ({ poll, ballot: id, entitlement: 1, choice: 'for', replaces: 0 });

export const EVENTS: Record<string, Case> = {
  cast: ['poll.cast', 'assembly', ({ poll }) => castIn(poll)],
  hand: ['poll.hand', 'assembly', ({ poll }) => ({ poll })],
  follow: ['live.follow', 'assembly', (at) => ({ ...in_(at), since: 0 })],
};
