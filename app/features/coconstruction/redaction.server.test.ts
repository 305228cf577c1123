import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestDatabase } from '#app/db/test-database.ts'
import { adoptAvenant } from '#app/features/strategies/index.server.ts'
import { type IsoDate, isoDate } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import { contributeByLink, openAppel } from './appels.commands.server.ts'
import { answerAvis, carryText, consult, receiveAvis } from './consultation.commands.server.ts'
import { setAside, withdrawContribution } from './contributions.commands.server.ts'
import { listContributions, listOrigins, listPassages } from './contributions.queries.server.ts'
import { getDemarche, listAvis } from './demarches.queries.server.ts'
import {
  addPassage,
  movePassage,
  removePassage,
  startFromCurrent,
  updatePassage,
} from './redaction.commands.server.ts'
import { aWorkshop, NOW, TODAY } from './workshop.factory.ts'

const { db } = await openTestDatabase()

async function sign(documentId: string, debut: string): Promise<void> {
  await db
    .updateTable('documentCadre')
    .set({ etat: 'en_vigueur', debut, dateSignature: debut })
    .where('id', '=', documentId)
    .execute()
}

test('the text is written passage by passage, cites what it comes from, and keeps its order', async () => {
  const world = await aWorkshop(db, 'redaction')
  const { run, direction, id, axes, move } = world
  await move('contributions')
  const contribution = await world.write()
  await move('redaction')
  const passage = (texte: string, citations: string[] = []) =>
    run((tx) => addPassage(tx, direction, id, { axeId: axes[0], input: { texte, citations } }))
  const first = await passage('Un.')
  const second = await passage('Deux.', [contribution])
  await run((tx) => movePassage(tx, direction, id, { id: second, direction: 'haut' }))
  const read = () => run((tx) => listPassages(tx, id, axes[0]))
  expect((await read()).map((its) => its.texte)).toEqual(['Deux.', 'Un.'])
  const stale = { id: first, version: 1, input: { texte: 'Un !', citations: [] } }
  await run((tx) => updatePassage(tx, direction, id, stale))
  await expect(run((tx) => updatePassage(tx, direction, id, stale))).rejects.toMatchObject({
    code: 'conflit',
  })
  const foreign = { id: first, version: 2, input: { texte: 'Un !', citations: [newId()] } }
  await expect(run((tx) => updatePassage(tx, direction, id, foreign))).rejects.toMatchObject({
    fieldErrors: { citations: [expect.any(String)] },
  })
  await run((tx) => removePassage(tx, direction, id, second))
  expect((await world.all())[0]?.traitement).toBe('a_traiter')
})

test('a draft starts from the words of today, paragraph by paragraph, once', async () => {
  const { run, direction, id, axes } = await aWorkshop(db, 'redaction')
  const start = () => run((tx) => startFromCurrent(tx, direction, id, { axeId: axes[0], today: TODAY }))
  await expect(start()).rejects.toMatchObject({ code: 'sans-texte' })
  await db.updateTable('axeVersion').set({ texte: 'Un.\n\nDeux.' }).where('axeId', '=', axes[0]).execute()
  expect(await start()).toBe(2)
  await expect(start()).rejects.toMatchObject({ code: 'deja-commence' })
})

test('a cited contribution cannot be set aside, nor taken back; one that is cited again is no longer set aside', async () => {
  const world = await aWorkshop(db)
  const { run, direction, member, id, axes, write } = world
  const contribution = await write()
  await run((tx) => setAside(tx, direction, id, { id: contribution, motifEcart: 'Déjà dans le CLS.' }))
  expect((await world.all())[0]?.traitement).toBe('non_reprise')
  await run((tx) =>
    addPassage(tx, direction, id, { axeId: axes[0], input: { texte: 'Un.', citations: [contribution] } }),
  )
  expect((await world.all())[0]).toMatchObject({ traitement: 'reprise', motifEcart: '' })
  await expect(
    run((tx) => setAside(tx, direction, id, { id: contribution, motifEcart: 'Trop tard.' })),
  ).rejects.toMatchObject({ code: 'citee' })
  await expect(run((tx) => withdrawContribution(tx, member, id, contribution), member)).rejects.toMatchObject(
    { code: 'citee' },
  )
})

/** A démarche with one passage that cites all there is. */
async function aDraft() {
  const world = await aWorkshop(db)
  const contribution = await world.write()
  const { run, direction, id, axes } = world
  await run((tx) =>
    addPassage(tx, direction, id, {
      axeId: axes[0],
      input: { texte: 'Les jeunes d’abord.', citations: [contribution] },
    }),
  )
  await world.move('redaction')
  const submit = async (
    given: { echeance?: IsoDate; silenceFavorable?: boolean; fondement?: string } = {},
  ) => {
    const version = await world.versionNow()
    await run((tx) =>
      consult(tx, direction, id, {
        version,
        input: {
          organisationIds: [world.partner],
          envoyeLe: TODAY,
          echeance: isoDate('2026-12-24'),
          silenceFavorable: true,
          fondement: 'décret 2015-1118',
          ...given,
        },
        today: TODAY,
        page: 'https://exemple.invalid',
      }),
    )
  }
  const carry = async (today: string) => {
    const version = await world.versionNow()
    await run((tx) =>
      carryText(tx, direction, id, { version, objet: 'Le texte des groupes.', today: isoDate(today) }),
    )
  }
  const answer = async (sens: 'favorable' | 'defavorable', texte: string, recuLe = '2026-12-01') => {
    const [avis] = await run((tx) => listAvis(tx, id, TODAY))
    await run((tx) =>
      receiveAvis(tx, direction, id, {
        avisId: avis?.id ?? '',
        version: avis?.version ?? 0,
        input: { sens, recuLe: isoDate(recuLe), texte },
        today: isoDate('2026-12-20'),
      }),
    )
    return avis?.id ?? ''
  }
  return { ...world, submit, carry, answer }
}

test('a draft is submitted complete, with a month at least, and silence counts only if a text says so', async () => {
  const { submit, write, move, run, direction, id } = await aDraft()
  await expect(submit({ echeance: isoDate('2026-12-23') })).rejects.toMatchObject({
    fieldErrors: { echeance: [expect.stringContaining('24/12/2026')] },
  })
  await expect(submit({ fondement: '' })).rejects.toMatchObject({
    fieldErrors: { fondement: [expect.any(String)] },
  })
  await move('contributions')
  const late = await write()
  await move('redaction')
  await expect(submit()).rejects.toMatchObject({
    code: 'projet-incomplet',
    message: expect.stringMatching(/1.contribution attend/),
  })
  await run((tx) => setAside(tx, direction, id, { id: late, motifEcart: 'Hors du document.' }))
  await submit()
  const avis = await run((tx) => listAvis(tx, id, isoDate('2026-12-25')))
  expect(avis).toMatchObject([{ tour: 1, etat: 'tacite' }])
})

test('the text is carried once each opinion came or its time ran out, and reservations were answered', async () => {
  const { submit, carry, answer, run, direction, id, axes } = await aDraft()
  await expect(carry('2026-12-25')).rejects.toMatchObject({
    message: expect.stringContaining('n’a pas été soumis'),
  })
  await submit()
  await expect(carry('2026-12-24')).rejects.toMatchObject({
    message: expect.stringContaining('encore attendus'),
  })
  await expect(answer('defavorable', '')).rejects.toMatchObject({
    fieldErrors: { texte: [expect.any(String)] },
  })
  await expect(answer('favorable', '', '2026-11-01')).rejects.toMatchObject({
    fieldErrors: { recuLe: [expect.any(String)] },
  })
  const avisId = await answer('defavorable', 'Rien sur les transports.')
  await expect(carry('2026-12-20')).rejects.toMatchObject({ message: expect.stringContaining('réserves') })
  await run((tx) =>
    answerAvis(tx, direction, id, {
      avisId,
      version: 2,
      suite: 'Renvoyé au plan de mobilité.',
      today: isoDate('2026-12-20'),
    }),
  )
  await carry('2026-12-20')
  const { rows } = await sql<{
    texte: string
  }>`select texte from axe_version where axe_id = ${axes[0]}`.execute(db)
  expect(rows).toEqual([{ texte: 'Les jeunes d’abord.' }])
  expect(await run((tx) => listOrigins(tx, direction, axes[0]))).toMatchObject([
    { passages: 1, cites: 1, contributions: 1, groupes: ['Jeunesse'] },
  ])
})

test('carried to a document in force, the text is an amendment; it is where the axis comes from once adopted', async () => {
  const { submit, carry, run, direction, id, axes, document } = await aDraft()
  await sign(document, '2015-01-01')
  await submit()
  await carry('2026-12-25')
  const { avenantId, avenant } = await run((tx) => getDemarche(tx, direction, id))
  expect(avenant).toEqual({ numero: 1, etat: 'redaction' })
  expect(await run((tx) => listOrigins(tx, direction, axes[0]))).toEqual([])
  await run((tx) =>
    adoptAvenant(tx, direction, avenantId ?? '', { day: isoDate('2027-01-10'), decisionSource: 'Comité' }),
  )
  expect(await run((tx) => listOrigins(tx, direction, axes[0]))).toHaveLength(1)
})

test('once carried, who came by a link is told what became of each of its words, once', async () => {
  const { submit, carry, move, run, direction, id, territoire, groupe } = await aDraft()
  await move('contributions')
  const input = {
    axeId: null,
    question: 'Que manque-t-il aux jeunes ?',
    echeance: isoDate('2026-12-10'),
    groupes: [groupe],
    adresses: '',
  }
  await run((tx) =>
    openAppel(tx, direction, id, {
      input,
      sending: { now: NOW, today: TODAY, publicUrl: 'https://exemple.invalid' },
    }),
  )
  const mails = async (subject: string) => {
    const { rows } = await sql<{
      texte: string
    }>`select texte from courriel where territoire_id = ${territoire.id} and objet like ${`${subject}%`}`.execute(
      db,
    )
    return rows.map((its) => its.texte)
  }
  const [call = ''] = await mails('Votre contribution')
  const said = {
    axeId: null,
    nature: 'proposition' as const,
    texte: 'Ouvrir le gymnase le soir.',
    auteur: 'Directrice',
  }
  await contributeByLink(db, /contribution\/([\w-]+)/.exec(call)?.[1] ?? '', {
    input: said,
    confirmed: true,
    now: NOW,
  })
  await move('redaction')
  const late = (
    await run((tx) => listContributions(tx, id, { voice: { personneId: direction.personneId } }))
  ).find((its) => its.parLien)
  await run((tx) =>
    setAside(tx, direction, id, { id: late?.id ?? '', motifEcart: 'La commune l’a déjà prévu.' }),
  )
  await submit()
  await carry('2026-12-25')
  const told = await mails('Ce qu’est devenue')
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('Ouvrir le gymnase')
  expect(told[0]).toContain('Non reprise : La commune l’a déjà prévu.')
})

test('each act leaves its line in the journal', async () => {
  const { submit, carry, id } = await aDraft()
  await submit()
  await carry('2026-12-25')
  const { rows } = await sql<{
    operation: string
  }>`select distinct operation from journal where entite_id = ${id} order by operation`.execute(db)
  expect(rows.map((its) => its.operation)).toEqual(
    ['avancer', 'contribuer', 'creer', 'rediger', 'soumettre'].map((its) => `demarche.${its}`),
  )
})

test('a document in drafting is carried twice: words that are not in force yet are corrected in place', async () => {
  const { submit, carry, run, direction, id, axes, document } = await aDraft()
  await db.updateTable('documentCadre').set({ debut: '2027-07-01' }).where('id', '=', document).execute()
  const {
    rows: [tree],
  } = await sql<{ arbreId: string }>`select arbre_id from document_cadre where id = ${document}`.execute(db)
  const territoireId = direction.territoireId
  await db
    .insertInto('documentCadre')
    .values({
      territoireId,
      id: newId(),
      code: 'OLD',
      nature: 'ptcs',
      titre: 'Ancien',
      debut: '2015-01-01',
      fin: '2021-01-01',
      etat: 'echu',
      arbreId: tree?.arbreId ?? '',
    })
    .execute()
  await submit()
  await carry('2026-12-25')
  await sql`update demarche set etat = 'redaction' where id = ${id}`.execute(db)
  const [passage] = await run((tx) => listPassages(tx, id))
  await run((tx) =>
    updatePassage(tx, direction, id, {
      id: passage?.id ?? '',
      version: 1,
      input: { texte: 'Encore mieux.', citations: passage?.citations ?? [] },
    }),
  )
  await carry('2026-12-26')
  const { rows } = await sql<{
    texte: string
  }>`select texte from axe_version where axe_id = ${axes[0]} order by debut`.execute(db)
  expect(rows.map((its) => its.texte)).toEqual(['', 'Encore mieux.'])
})
