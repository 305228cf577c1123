import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { createArbre, createAxe } from './axes.commands.server.ts'
import { aDocument } from './document.factory.ts'
import { createDocument } from './documents.commands.server.ts'
import type { EngagementInput } from './engagement.schema.ts'
import { createEngagement, followEngagement } from './engagements.commands.server.ts'
import { getEngagement, listEngagements } from './engagements.queries.server.ts'
import { createPoste, listEquipe, missionsOf } from './equipe.server.ts'
import { loadGrille, saveGrilleForm } from './grilles.server.ts'
import { grilleOf } from './grilles.ts'
import { addBut, createPlan, linkBut, listPlans } from './plans.server.ts'
import { addSignataire } from './signataires.commands.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2016-06-01')

async function aStrategy() {
  const territoire = await aTerritoire(db)
  const actor = await anActor(db, territoire, { role: 'direction' })
  const run = <Result>(work: (tx: Tx) => Promise<Result>) => asActor(db, actor, work)
  const made = await run(async (tx) => {
    const arbreId = await createArbre(tx, actor, 'Arbre')
    const axe = {
      arbreId,
      parentId: null,
      numero: '1',
      titre: 'Axe',
      court: '',
      texte: '',
      debut: isoDate('2015-01-01'),
    }
    const axeId = await createAxe(tx, actor, axe, today)
    const documentId = await createDocument(tx, actor, aDocument({ arbreId }))
    await addSignataire(
      tx,
      actor,
      { documentId, exemple: false },
      {
        organisationId: territoire.epciId,
        fonction: '',
        dateDeliberation: null,
        numeroDeliberation: '',
        dateSignature: null,
        fin: null,
        aConfirmer: false,
      },
    )
    return { axeId, documentId }
  })
  const engagement: EngagementInput = {
    documentId: made.documentId,
    organisationId: territoire.epciId,
    axeId: made.axeId,
    nature: 'donnees',
    texte: 'Transmettre les données',
    responsable: 'Service',
    echeance: isoDate('2016-03-31'),
    etat: 'en_cours',
    motif: '',
    preuve: '',
  }
  return { territoire, actor, run, engagement, ...made }
}

test('a commitment survives save and reload, and is listed late past its day', async () => {
  const { actor, run, engagement } = await aStrategy()
  const id = await run((tx) => createEngagement(tx, actor, engagement))
  expect(await run((tx) => getEngagement(tx, actor, id))).toEqual({ ...engagement, id, version: 1 })
  const late = (day: string) =>
    run((tx) => listEngagements(tx, actor, { etat: 'en_retard', at: isoDate(day), page: 1 }))
  expect((await late('2016-03-31')).total).toBe(0)
  expect((await late('2016-04-01')).rows.map((row) => row.lu)).toEqual(['en_retard'])
})

test('only a signatory can be committed', async () => {
  const { territoire, actor, run, engagement } = await aStrategy()
  const other = {
    territoireId: territoire.id,
    id: crypto.randomUUID(),
    nom: 'Autre',
    nature: 'association' as const,
  }
  await db.insertInto('organisation').values(other).execute()
  const created = run((tx) => createEngagement(tx, actor, { ...engagement, organisationId: other.id }))
  await expect(created).rejects.toMatchObject({ code: 'pas-signataire' })
})

test('whoever promised says where it stands, nobody else’s promise, and a break says why', async () => {
  const { territoire, actor, run, engagement } = await aStrategy()
  const id = await run((tx) => createEngagement(tx, actor, engagement))
  const follow = (who: typeof actor, input: { etat: 'rompu' | 'tenu'; motif: string; preuve: string }) =>
    asActor(db, who, (tx) => followEngagement(tx, who, id, { version: 1, input }))
  const theirs = await anActor(db, territoire, { role: 'partenaire', organisationId: territoire.epciId })
  await expect(follow(theirs, { etat: 'rompu', motif: '', preuve: '' })).rejects.toMatchObject({
    field: 'motif',
  })
  const otherId = crypto.randomUUID()
  await db
    .insertInto('organisation')
    .values({ territoireId: territoire.id, id: otherId, nom: 'Autre', nature: 'association' })
    .execute()
  const stranger = await anActor(db, territoire, { role: 'partenaire', organisationId: otherId })
  await expect(follow(stranger, { etat: 'tenu', motif: '', preuve: 'Oui' })).rejects.toThrow(Forbidden)
  await follow(theirs, { etat: 'tenu', motif: '', preuve: 'Délibération 12' })
  expect(await run((tx) => getEngagement(tx, actor, id))).toMatchObject({ etat: 'tenu', version: 2 })
})

test('a crosswalk is saved in one go, and says which posts no axis covers', async () => {
  const { actor, run, axeId } = await aStrategy()
  const form = new FormData()
  form.set('grille', 'contrats-2015')
  form.set(`${axeId}|emploi`, 'principale')
  form.set(`${axeId}|inconnu`, 'principale')
  await run((tx) => saveGrilleForm(tx, actor, form))
  const { links, postesVides, axesVides } = await run((tx) =>
    loadGrille(tx, actor, grilleOf('contrats-2015'), today),
  )
  expect(links).toEqual([{ axeId, poste: 'emploi', intensite: 'principale' }])
  expect([postesVides.length, axesVides]).toEqual([5, []])
})

test('a form that names no grid erases nothing', async () => {
  const { actor, run } = await aStrategy()
  await expect(run((tx) => saveGrilleForm(tx, actor, new FormData()))).rejects.toMatchObject({
    code: 'grille-inconnue',
  })
})

test('a goal of another plan meets an axis once: saying it again replaces what was said', async () => {
  const { actor, run, axeId } = await aStrategy()
  const plan = { nom: 'PLH', domaine: 'habitat' as const, direction: '', debut: null, fin: null }
  const planId = await run((tx) => createPlan(tx, actor, plan))
  const butId = await run((tx) => addBut(tx, actor, planId, 'Loger'))
  await run((tx) => linkBut(tx, actor, { butId, axeId, lien: 'converge', note: '' }))
  await run((tx) => linkBut(tx, actor, { butId, axeId, lien: 'contredit', note: 'n' }))
  const [stored] = await run((tx) => listPlans(tx, actor, today))
  expect(stored?.buts).toMatchObject([{ texte: 'Loger', liens: [{ axeId, lien: 'contredit', note: 'n' }] }])
})

test('a post keeps its axes and its FTE by year, and a wrong FTE is said at its year', async () => {
  const { territoire, actor, run, axeId } = await aStrategy()
  const form = new FormData()
  form.append('principaux', axeId)
  form.set('etp-2016', '0,8')
  const poste = {
    intitule: 'Chargé de mission',
    organisationId: territoire.epciId,
    service: '',
    dansLaDirection: true,
    missionAnnexe: '',
    debut: isoDate('2015-01-01'),
    fin: null,
  }
  await run((tx) => createPoste(tx, actor, poste, { missions: missionsOf(form), exemple: false }))
  const [stored] = await run((tx) => listEquipe(tx, actor, today))
  expect(stored).toMatchObject({ axes: [{ axeId, principale: true }], etp: [{ annee: 2016, etp: 0.8 }] })
  form.set('etp-2016', 'beaucoup')
  expect(() => missionsOf(form)).toThrow('ETP')
})
