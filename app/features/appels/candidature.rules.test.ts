import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderDocument } from '#app/platform/documents/documents.server.ts'
import { aBid } from './candidature.factory.ts'
import { backPlan, type Candidature, checkRules, missingBefore, totalsBy } from './candidature.rules.ts'
import { candidatureDocument } from './candidature-document.ts'
import { engagementLetter } from './candidature-letter.ts'

const today = isoDate('2027-03-01')
const check = (bid: Candidature) => checkRules(bid).map(({ kept, measured }) => ({ kept, measured }))

test('a complete bid misses nothing', () => {
  expect(missingBefore(aBid())).toEqual([])
})

test('the share of the call is measured to the cent, on the whole and on each action', () => {
  const [asked, other] = aBid().budget
  if (!asked || !other) throw new Error('The bid of the tests has two lines.')
  expect(check(aBid())[0]).toMatchObject({ kept: true })
  const over = aBid({ budget: [{ ...asked, montantCentimes: asked.montantCentimes + 1 }, other] })
  expect(check(over)[0]).toMatchObject({ kept: false })
  const byAction = aBid({ regles: [{ id: 'r', genre: 'part_max_action', seuil: 40, source: '' }] })
  expect(check(byAction)[0]).toEqual({ kept: false, measured: 'dépassée : A01' })
})

test.each([
  ['montant_max', 50_000, true],
  ['montant_max', 49_999.99, false],
  ['montant_min', 50_000, true],
  ['montant_min', 50_000.01, false],
  ['partenaires_min', 2, true],
  ['partenaires_min', 3, false],
  ['annees_max', 1, true],
  ['annees_max', 0, false],
] as const)('the rule %s at %d is kept: %s', (genre, seuil, kept) => {
  expect(check(aBid({ regles: [{ id: 'r', genre, seuil, source: '' }] }))[0]?.kept).toBe(kept)
})

test('each thing that is missing is said once, with the tab where it is put right', () => {
  const bid = aBid({
    decision: null,
    partenaires: aBid().partenaires.map((its) => ({
      ...its,
      role: 'operateur',
      lettre: 'demandee',
      conseilLe: isoDate('2027-06-01'),
    })),
    actions: aBid().actions.map((its) => ({ ...its, operateurId: null })),
    budget: [],
    pieces: aBid().pieces.map((its) => ({ ...its, etat: 'en_cours' })),
    exigences: aBid().exigences.map((its) => ({ ...its, etat: 'a_traiter', pieceIds: [] })),
  })
  const missing = missingBefore(bid)
  expect(
    Object.fromEntries([...Map.groupBy(missing, (its) => its.tab)].map(([tab, its]) => [tab, its.length])),
  ).toEqual({
    '': 1,
    consortium: 4,
    actions: 2,
    dossier: 3,
  })
  expect(missing.map((its) => its.sentence)).toContain(
    'Association délibère le 01/06/2027, après la date limite.',
  )
})

test('the way back from the deadline is in order, holds the councils, and says what is late', () => {
  const steps = backPlan(aBid(), today)
  expect(steps.map((its) => its.le)).toEqual(steps.map((its) => its.le).sort())
  expect(steps.at(-1)).toMatchObject({
    le: '2027-04-30',
    titre: 'Déposer le dossier',
    fait: false,
    enRetard: false,
  })
  expect(steps).toContainEqual({
    le: '2027-03-15',
    titre: 'Délibération : Association',
    fait: true,
    enRetard: false,
  })
  const late = backPlan(aBid({ decision: null }), today).filter((its) => its.enRetard)
  expect(late.map((its) => its.titre)).toEqual(['Décider de répondre'])
  expect(backPlan(aBid({ depotLe: null }), today)).toEqual([])
})

test('amounts by funder add up to the whole budget', () => {
  const sums = totalsBy(aBid().budget, (line) => line.financeur)
  expect([...sums.values()].reduce((sum, its) => sum + its, 0)).toBe(100_000_00)
})

test('the file of a bid is a document that every writer accepts', async () => {
  const document = parseDocument(
    candidatureDocument(aBid({ exemple: true }), 'Intercommunalité d’essai', today),
  )
  const html = new TextDecoder().decode(await renderDocument(document, 'html'))
  for (const words of [
    'Le projet en bref',
    'Membres du consortium',
    'Budget par action et par année',
    'Deux financeurs',
  ])
    expect(html).toContain(words)
  expect((await renderDocument(document, 'docx')).byteLength).toBeGreaterThan(5_000)
})

test('the letter of a member says its role, its actions, what it pays, and leaves room to sign', () => {
  const [lead, operator] = aBid().partenaires
  if (!lead || !operator) throw new Error('The bid of the tests has two members.')
  const words = (partenaire: typeof lead, bid = aBid()) =>
    JSON.stringify(engagementLetter(bid, partenaire, today))
  expect(words(operator)).toContain('A01 : Bouger')
  expect(words(operator)).toContain('15 mars 2027')
  expect(words(operator)).not.toContain('au financement')
  const funder = { ...operator, organisationId: 'region', organisation: 'Région' }
  expect(words(funder)).toMatch(/apporte 50.000,00.€ au financement du projet, soit 50.000,00.€ en 2027/)
  expect(words(lead)).toContain('chef de file')
})
