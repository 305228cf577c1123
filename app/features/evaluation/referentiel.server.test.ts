import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { aConstatEvaluation, aQuestion } from './evaluation.factory.ts'
import { listStandings } from './evaluation.queries.server.ts'
import { proposeQuestions } from './proposition.rules.ts'
import {
  archiveQuestion,
  createConstatEvaluation,
  createQuestion,
  keepPropositions,
  moveQuestion,
  updateQuestion,
} from './referentiel.commands.server.ts'
import { referentielDocument } from './referentiel.document.ts'
import {
  getConstatEvaluation,
  getQuestion,
  listConstatsEvaluation,
  listDocumentAxes,
  listQuestions,
} from './referentiel.queries.server.ts'
import { referentielWorkbook } from './referentiel-workbook.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2026-11-23')

async function aFramework() {
  const world = await aFicheWorld(db)
  const as =
    (actor: Actor) =>
    <Result>(work: Parameters<typeof asActor<Result>>[2]) =>
      asActor(db, actor, work)
  const run = as(world.direction)
  const id = await run((tx) =>
    createQuestion(tx, world.direction, world.document, {
      input: aQuestion(world.association, { axeId: world.axes[0] }),
    }),
  )
  return { world, direction: world.direction, run, as, id }
}

test('a question survives save and reload with its owner, its day and its budget', async () => {
  const { world, direction, run, id } = await aFramework()
  const stored = await run((tx) => getQuestion(tx, direction, world.document, id))
  expect(stored).toMatchObject(aQuestion(world.association, { axeId: world.axes[0] }))
  await run((tx) =>
    updateQuestion(tx, direction, world.document, {
      id,
      version: stored.version,
      input: aQuestion(world.association, { budgetCentimes: 0 }),
    }),
  )
  expect((await run((tx) => getQuestion(tx, direction, world.document, id))).budgetCentimes).toBe(0)
})

test('a finding answers with evidence, or says that one cannot conclude; an answered question stays', async () => {
  const { world, direction, run, id } = await aFramework()
  const question = { documentId: world.document, id }
  await run(async (tx) => {
    await expect(
      createConstatEvaluation(tx, direction, question, { input: aConstatEvaluation({ chiffres: [] }) }),
    ).rejects.toMatchObject({ code: 'constat-sans-preuve' })
    await createConstatEvaluation(tx, direction, question, {
      input: aConstatEvaluation({ chiffres: [], reponse: 'sans_conclusion' }),
    })
  })
  const constat = await run((tx) =>
    createConstatEvaluation(tx, direction, question, { input: aConstatEvaluation() }),
  )
  expect(await run((tx) => getConstatEvaluation(tx, direction, id, constat))).toMatchObject(
    aConstatEvaluation(),
  )
  const shown = await run((tx) => listConstatsEvaluation(tx, direction, id))
  expect(shown.map((its) => its.reponse)).toEqual(['sans_conclusion', 'en_partie'])
  await run(async (tx) => {
    await expect(archiveQuestion(tx, direction, world.document, id)).rejects.toMatchObject({
      code: 'question-repondue',
    })
  })
  const standing = await run(async (tx) => (await listStandings(tx, direction, today)).get(world.document))
  expect(standing).toEqual({ questions: 1, repondues: 1, indicateurs: 0, retards: 0 })
})

test('the wizard proposes from the axes of the document, and what it keeps carries the owner', async () => {
  const { world, direction, run } = await aFramework()
  const document = { id: world.document, arbreId: await arbreOf(world.axes[0]), fin: null }
  const kept = await run(async (tx) => {
    const axes = await listDocumentAxes(tx, direction, { document, today })
    expect(axes.map((its) => its.numero)).toEqual(['1', '2'])
    const posees = await listQuestions(tx, direction, world.document)
    const propositions = proposeQuestions({ axes, engagements: [], posees })
    const retenues = propositions.slice(0, 2).map((its) => its.cle)
    const input = {
      organisationId: world.association,
      fonction: 'Direction',
      echeance: today,
      budgetCentimes: 0,
      retenues,
    }
    return keepPropositions(tx, direction, world.document, { input, propositions })
  })
  expect(kept).toBe(2)
  const questions = await run((tx) => listQuestions(tx, direction, world.document))
  expect(questions).toHaveLength(3)
  expect(questions.every((its) => its.organisation === 'Association d’essai')).toBe(true)
})

async function arbreOf(axeId: string): Promise<string> {
  const { arbreId } = await db
    .selectFrom('axe')
    .select('arbreId')
    .where('id', '=', axeId)
    .executeTakeFirstOrThrow()
  return arbreId
}

test('questions keep the order people give them', async () => {
  const { world, direction, run, id } = await aFramework()
  const second = await run((tx) =>
    createQuestion(tx, direction, world.document, {
      input: aQuestion(world.association, { texte: 'Et après ?' }),
    }),
  )
  await run((tx) => moveQuestion(tx, direction, world.document, { id: second, sens: 'haut' }))
  const questions = await run((tx) => listQuestions(tx, direction, world.document))
  expect(questions.map((its) => its.id)).toEqual([second, id])
  const operations = await run((tx) =>
    tx.selectFrom('journal').select('operation').where('entiteId', '=', second).orderBy('id').execute(),
  )
  expect(operations.map((its) => its.operation)).toEqual([
    'question_evaluation.creer',
    'question_evaluation.deplacer',
  ])
})

test('the framework exports as a document and as a workbook whose texts are never formulas', async () => {
  const { world, direction, run } = await aFramework()
  await run((tx) =>
    createQuestion(tx, direction, world.document, { input: aQuestion(world.association, { texte: '=1+1' }) }),
  )
  const questions = await run((tx) => listQuestions(tx, direction, world.document))
  const document = parseDocument(
    referentielDocument({ titre: 'Projet', issuer: 'Essai', today, exemple: false, questions }),
  )
  expect(JSON.stringify(document)).toContain('Chargée de mission évaluation')
  const { sheets } = await readXlsx(Buffer.from(await referentielWorkbook(questions)))
  const texts = sheets[0]?.rows.map((row) => row[1])
  expect(texts).toContain("'=1+1")
  expect(sheets[0]?.rows[1]?.[11]).toBe(15_000)
})

test('a carrier reads nothing of it, a partner reads and writes nothing', async () => {
  const { world, as, id } = await aFramework()
  const carrier = await world.as('porteur')
  await as(carrier)(async (tx) => {
    expect(await listQuestions(tx, carrier, world.document)).toEqual([])
    await expect(getQuestion(tx, carrier, world.document, id)).rejects.toThrow(NotFound)
  })
  const partner = await world.as('partenaire')
  await as(partner)(async (tx) => {
    expect(await listQuestions(tx, partner, world.document)).toHaveLength(1)
    await expect(
      createQuestion(tx, partner, world.document, { input: aQuestion(world.association) }),
    ).rejects.toThrow(Forbidden)
  })
})
