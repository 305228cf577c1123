import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire, type TestTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { aCandidatureInput } from './candidature.factory.ts'
import type { PartKind } from './candidature.spec.ts'
import { addPart, removePart, updatePart } from './candidature-parts.commands.server.ts'
import { candidatureWorkbook } from './candidature-workbook.server.ts'
import {
  closeCandidature,
  createCandidature,
  decideCandidature,
  freezeVersion,
  submitCandidature,
  updateCandidature,
} from './candidatures.commands.server.ts'
import {
  getCandidature,
  listCandidatures,
  listObtained,
  listVersions,
} from './candidatures.queries.server.ts'

const { db } = await openTestDatabase()

async function anOrganisation(territoire: TestTerritoire, nom: string): Promise<string> {
  const id = newId()
  await db
    .insertInto('organisation')
    .values({ territoireId: territoire.id, id, nom, nature: 'association' })
    .execute()
  return id
}

/** A bid with a funder, an operator in the consortium, one action and its budget. */
async function aWorld() {
  const territoire = await aTerritoire(db)
  const director = await anActor(db, territoire, { role: 'direction' })
  const financeurId = await anOrganisation(territoire, 'Financeur')
  const operateurId = await anOrganisation(territoire, 'Opérateur')
  await asActor(db, director, (tx) => createCandidature(tx, director, aCandidatureInput({ financeurId })))
  await add(director, 'partenaire', {
    organisationId: operateurId,
    role: 'operateur',
    lettre: 'demandee',
    conseilLe: null,
    note: '',
  })
  const actionId = await add(director, 'action', {
    code: 'A01',
    titre: 'Bouger',
    domaineId: null,
    operateurId,
    resume: 'r',
    communeCodes: ['59559'],
  })
  const line = { actionId, operateurId, financeurId, annee: 2027, montantCentimes: 12_345_67 }
  await add(director, 'budget', line)
  return { territoire, director, financeurId, operateurId, actionId, line }
}

const bidOf = (actor: Actor) => asActor(db, actor, (tx) => getCandidature(tx, actor, 'ESSAI-1'))
const add = (actor: Actor, kind: PartKind, values: Record<string, unknown>) =>
  asActor(db, actor, async (tx) =>
    addPart(tx, actor, await getCandidature(tx, actor, 'ESSAI-1'), { kind, values }),
  )

const go = {
  decision: 'go',
  decisionMotif: 'Le groupe est prêt.',
  decisionLe: isoDate('2027-01-10'),
} as const
const won = {
  etat: 'gagnee',
  issueLe: isoDate('2027-08-01'),
  montantObtenuCentimes: 10_000_00,
  lecons: '',
} as const

test('a bid keeps its parts, adds up what it asks, and leaves a line in the journal for each', async () => {
  const { director, financeurId } = await aWorld()
  const bid = await bidOf(director)
  expect(bid).toMatchObject({ etat: 'etudiee', financeurId, financeur: 'Financeur' })
  expect(bid.actions).toMatchObject([{ code: 'A01', operateur: 'Opérateur', communeCodes: ['59559'] }])
  expect(bid.budget).toMatchObject([{ annee: 2027, montantCentimes: 12_345_67, financeur: 'Financeur' }])
  const { rows } = await asActor(db, director, (tx) => listCandidatures(tx, director, {}, 1))
  expect(rows).toMatchObject([{ code: 'ESSAI-1', demandeCentimes: 12_345_67, partenaires: 1, actions: 1 }])
  const lines = await db
    .selectFrom('journal')
    .select('operation')
    .where('entiteId', '=', bid.id)
    .orderBy('id')
    .execute()
  expect(lines.map((its) => its.operation)).toEqual([
    'candidature.creer',
    'candidature.partenaire.ajouter',
    'candidature.action.ajouter',
    'candidature.budget.ajouter',
  ])
})

test('what is written twice, or names what is not here, is refused in words', async () => {
  const { director, operateurId, line } = await aWorld()
  const partner = {
    organisationId: operateurId,
    role: 'partenaire',
    lettre: 'a_demander',
    conseilLe: null,
    note: '',
  }
  await expect(add(director, 'partenaire', partner)).rejects.toThrow(/déjà du consortium/)
  await expect(add(director, 'budget', line)).rejects.toThrow(/existe déjà/)
  await expect(add(director, 'budget', { ...line, actionId: newId() })).rejects.toThrow(/liste/)
  const action = {
    code: 'A02',
    titre: 'Loin',
    domaineId: null,
    operateurId: null,
    resume: '',
    communeCodes: ['75056'],
  }
  await expect(add(director, 'action', action)).rejects.toThrow(/territoire/)
  await expect(
    asActor(db, director, (tx) => createCandidature(tx, director, aCandidatureInput({ code: 'essai-1' }))),
  ).rejects.toThrow(Refusal)
})

test('a line is changed and taken off, and the journal keeps what it said', async () => {
  const { director, line } = await aWorld()
  const bid = await bidOf(director)
  const id = bid.budget[0]?.id ?? ''
  const values = { ...line, montantCentimes: 99 }
  await asActor(db, director, (tx) => updatePart(tx, director, bid, { kind: 'budget', id, values }))
  expect((await bidOf(director)).budget[0]?.montantCentimes).toBe(99)
  await asActor(db, director, (tx) => removePart(tx, director, bid, { kind: 'budget', id }))
  expect((await bidOf(director)).budget).toEqual([])
  const last = await db
    .selectFrom('journal')
    .selectAll()
    .where('entiteId', '=', bid.id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(last.operation).toBe('candidature.budget.retirer')
  expect(last.changements).toMatchObject({ montantCentimes: { avant: 99, apres: null } })
})

test('go, handed in, won: the file freezes, each action becomes a fiche, spending opens', async () => {
  const { director, operateurId, line } = await aWorld()
  await asActor(db, director, async (tx) =>
    decideCandidature(tx, director, await getCandidature(tx, director, 'ESSAI-1'), go),
  )
  await asActor(db, director, async (tx) =>
    submitCandidature(tx, director, await getCandidature(tx, director, 'ESSAI-1')),
  )
  await expect(add(director, 'budget', { ...line, annee: 2028 })).rejects.toThrow(/ne change plus/)
  await expect(
    add(director, 'depense', { operateurId, annee: 2027, montantCentimes: 1, note: '' }),
  ).rejects.toThrow(/retenu/)
  await asActor(db, director, async (tx) =>
    closeCandidature(tx, director, await getCandidature(tx, director, 'ESSAI-1'), won),
  )
  const bid = await bidOf(director)
  expect(bid).toMatchObject({ etat: 'gagnee', montantObtenuCentimes: 10_000_00 })
  expect(bid.actions[0]?.ficheCode).toBeTruthy()
  const fiche = await db
    .selectFrom('fiche')
    .selectAll()
    .where('id', '=', bid.actions[0]?.ficheId ?? '')
    .executeTakeFirstOrThrow()
  expect(fiche).toMatchObject({
    titre: 'Bouger',
    portee: 'communes',
    porteurId: operateurId,
    budgetCentimes: 12_345_67,
  })
  expect(await asActor(db, director, (tx) => listObtained(tx, director))).toEqual([
    { annee: 2027, projets: 1, montantCentimes: 10_000_00 },
  ])
  await add(director, 'depense', { operateurId, annee: 2027, montantCentimes: 5_000_00, note: '' })
  expect((await bidOf(director)).depenses).toHaveLength(1)
  const versions = await asActor(db, director, (tx) => listVersions(tx, bid.id))
  expect(versions).toMatchObject([
    { numero: 1, libelle: 'Dossier déposé', actions: 1, totalCentimes: 12_345_67 },
  ])
})

test('a refused order leaves nothing behind: a win without amount, a loss without lesson, a stale page', async () => {
  const { director } = await aWorld()
  const before = await bidOf(director)
  await asActor(db, director, (tx) => decideCandidature(tx, director, before, go))
  await expect(asActor(db, director, (tx) => decideCandidature(tx, director, before, go))).rejects.toThrow(
    /rechargez/,
  )
  await asActor(db, director, async (tx) =>
    submitCandidature(tx, director, await getCandidature(tx, director, 'ESSAI-1')),
  )
  const deposited = await bidOf(director)
  const close = (input: Parameters<typeof closeCandidature>[3]) =>
    asActor(db, director, (tx) => closeCandidature(tx, director, deposited, input))
  await expect(close({ ...won, montantObtenuCentimes: null })).rejects.toThrow(/montant/)
  await expect(close({ ...won, etat: 'perdue' })).rejects.toThrow(/retient/)
  expect((await bidOf(director)).etat).toBe('deposee')
})

test('a frozen version does not move when the bid does', async () => {
  const { director } = await aWorld()
  const bid = await bidOf(director)
  await asActor(db, director, (tx) => freezeVersion(tx, director, bid, 'Envoyé aux partenaires'))
  await asActor(db, director, (tx) =>
    removePart(tx, director, bid, { kind: 'budget', id: bid.budget[0]?.id ?? '' }),
  )
  const versions = await asActor(db, director, (tx) => listVersions(tx, bid.id))
  expect(versions).toMatchObject([{ numero: 1, totalCentimes: 12_345_67 }])
})

test('who is in the consortium reads and writes, and does not decide; the others do not see the bid', async () => {
  const { territoire, operateurId } = await aWorld()
  const member = await anActor(db, territoire, { role: 'partenaire', organisationId: operateurId })
  expect((await bidOf(member)).code).toBe('ESSAI-1')
  await add(member, 'section', { titre: 'Le besoin', etat: 'a_ecrire', texte: '' })
  const bid = await bidOf(member)
  await expect(asActor(db, member, (tx) => decideCandidature(tx, member, bid, go))).rejects.toThrow(Forbidden)
  const stranger = await anActor(db, territoire, {
    role: 'partenaire',
    organisationId: await anOrganisation(territoire, 'Autre'),
  })
  await expect(bidOf(stranger)).rejects.toThrow(NotFound)
  expect((await asActor(db, stranger, (tx) => listCandidatures(tx, stranger, {}, 1))).total).toBe(0)
  const evaluator = await anActor(db, territoire, { role: 'evaluateur' })
  await expect(
    asActor(db, evaluator, (tx) =>
      updateCandidature(tx, evaluator, 'ESSAI-1', { version: 1, input: aCandidatureInput() }),
    ),
  ).rejects.toThrow(Forbidden)
  const elsewhere = await anActor(db, await aTerritoire(db), { role: 'direction' })
  await expect(bidOf(elsewhere)).rejects.toThrow(NotFound)
})

test('the workbook holds every sheet, amounts as numbers, and no formula', async () => {
  const { director } = await aWorld()
  await add(director, 'domaine', { titre: 'x', description: '' })
  const bid = await bidOf(director)
  const trapped = { ...bid, actions: bid.actions.map((its) => ({ ...its, titre: '=1+1' })) }
  const { sheets } = await readXlsx(
    await candidatureWorkbook(trapped, [{ value: '59559', label: 'Sebourg' }]),
  )
  expect(sheets.map((its) => its.name)).toEqual([
    'Consortium',
    'Actions',
    'Budget par année',
    'Lignes de budget',
    'Règles',
    'Exigences',
    'Actions par commune',
  ])
  expect(sheets[1]?.rows[1]).toEqual(['A01', "'=1+1", '', 'Opérateur', '59559', 12_345.67])
  expect(sheets[3]?.rows[1]?.[4]).toBe(12_345.67)
})
