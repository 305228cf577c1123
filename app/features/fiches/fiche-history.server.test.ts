import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { Refusal } from '#app/lib/errors.ts'
import { discardDraft, findDraft, saveDraft } from '#app/platform/drafts.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { listPresent, notePresence } from '#app/platform/presence.server.ts'
import { aFiche } from './fiche.factory.ts'
import type { FicheInput } from './fiche.schema.ts'
import { saveFiche, withoutTheirs } from './fiche-conflict.server.ts'
import type { FicheConflict } from './fiche-conflict.ts'
import { listHistory, restoreField } from './fiche-history.server.ts'
import { aFicheWorld } from './fiche-world.factory.ts'
import { createFiche, updateFiche } from './fiches.commands.server.ts'
import { getFicheById } from './fiches.queries.server.ts'

const { db } = await openTestDatabase()

const get = (actor: Actor, id: string) => asActor(db, actor, (tx) => getFicheById(tx, actor, id))
const update = (actor: Actor, id: string, version: number, input: Partial<FicheInput>) =>
  asActor(db, actor, (tx) => updateFiche(tx, actor, id, { version, input }))
const create = (actor: Actor, input: Partial<FicheInput> = {}) =>
  asActor(db, actor, (tx) => createFiche(tx, actor, aFiche(input)))

async function conflictOf(save: Promise<unknown>): Promise<FicheConflict> {
  const error = await save.then(() => null).catch((thrown: unknown) => thrown)
  if (!(error instanceof Refusal)) throw new Error('no refusal')
  return error.details as FicheConflict // what saveFiche puts in a conflict
}

test('a second save shows both texts, tells who touched what, and chooses what only one touched', async () => {
  const world = await aFicheWorld(db)
  const camille = await world.as('charge_mission')
  const { id } = await create(world.direction, { titre: 'Départ', resume: 'Un', contexte: 'Ici' })
  const read = await get(camille, id)
  await update(world.direction, id, 1, { titre: 'Le leur', axeId: world.axes[0], contexte: 'Là' })
  const mine = { ...aFiche(), code: read.code, titre: 'Le mien', resume: 'Deux', contexte: 'Ici' }
  const fiche = await get(camille, id)
  const conflict = await conflictOf(
    asActor(db, camille, (tx) => saveFiche(tx, camille, fiche, { version: 1, input: mine })),
  )
  const byKey = Object.fromEntries(conflict.lines.map((line) => [line.key, line]))
  expect(conflict).toMatchObject({ version: 2, by: world.direction.nom })
  expect(byKey.titre).toMatchObject({ theirs: 'Le leur', mine: 'Le mien', isDisputed: true })
  expect(byKey.resume).toMatchObject({ mine: 'Deux', proposed: 'mine', isDisputed: false })
  expect(byKey.contexte).toMatchObject({ theirs: 'Là', mine: 'Ici', proposed: 'theirs', isDisputed: false })
  expect(byKey.axeId).toMatchObject({ theirs: '1. Premier axe', mine: '', proposed: 'theirs' })
  expect((await get(camille, id)).titre).toBe('Le leur')

  const choices = new FormData()
  choices.set('choix-titre', 'mine')
  choices.set('choix-contexte', 'theirs')
  choices.set('choix-axeId', 'theirs')
  const input = withoutTheirs(mine, choices)
  await asActor(db, camille, (tx) => saveFiche(tx, camille, fiche, { version: 2, input }))
  expect(await get(camille, id)).toMatchObject({
    titre: 'Le mien',
    resume: 'Deux',
    contexte: 'Là',
    axeId: world.axes[0],
  })
})

test('the journal is read in words, and an old value put back is a change like another', async () => {
  const world = await aFicheWorld(db)
  const { direction } = world
  const { id } = await create(direction, { titre: 'Avant' })
  await update(direction, id, 1, { titre: 'Après', porteurId: world.association, communeCodes: ['59559'] })
  const fiche = await get(direction, id)
  const [last] = await asActor(db, direction, (tx) => listHistory(tx, fiche, 1))
  expect(last?.fields).toEqual([
    { key: 'titre', label: 'Titre', avant: 'Avant', apres: 'Après', canRestore: true },
    { key: 'communeCodes', label: 'Communes', avant: '', apres: 'Sebourg', canRestore: true },
    { key: 'porteurId', label: 'Porteur', avant: '', apres: 'Association d’essai', canRestore: true },
  ])
  const asked = { line: last?.id ?? '', version: 2 }
  await asActor(db, direction, (tx) => restoreField(tx, direction, fiche, { ...asked, field: 'titre' }))
  expect(await get(direction, id)).toMatchObject({ titre: 'Avant', version: 3 })
  const [line] = await asActor(db, direction, (tx) => listHistory(tx, fiche, 1))
  expect(line?.operation).toBe('fiche.restaurer')
  const forged = asActor(db, direction, (tx) =>
    restoreField(tx, direction, fiche, { ...asked, field: 'etat' }),
  )
  await expect(forged).rejects.toThrow()
})

const draftForm = (values: unknown) => {
  const form = new FormData()
  form.set('entite', 'fiche')
  form.set('entiteId', 'nouvelle')
  form.set('version', '')
  form.set('valeurs', typeof values === 'string' ? values : JSON.stringify(values))
  return form
}

test('a draft is kept for its author only, replaced by the next one, forgotten when asked', async () => {
  const world = await aFicheWorld(db)
  const { direction } = world
  const colleague = await world.as('charge_mission')
  const key = { entite: 'fiche', entiteId: 'nouvelle' }
  const now = new Date('2017-03-12T13:32:00Z')
  const save = (values: unknown) =>
    asActor(db, direction, (tx) => saveDraft(tx, direction, draftForm(values), now))
  await save({ titre: ['Un'] })
  await save({ titre: ['Deux'], communeCodes: ['59559', '59606'] })
  const found = (actor: Actor) => asActor(db, actor, (tx) => findDraft(tx, actor, key))
  expect(await found(direction)).toEqual({
    values: { titre: ['Deux'], communeCodes: ['59559', '59606'] },
    version: null,
    savedAt: now.toISOString(),
  })
  expect(await found(colleague)).toBeNull()
  await expect(save('{pas du json')).rejects.toThrow(Refusal)
  await expect(save({ titre: ['x'.repeat(500_000)] })).rejects.toThrow(Refusal)
  await asActor(db, direction, (tx) => discardDraft(tx, direction, key))
  expect(await found(direction)).toBeNull()
})

test('one sees who else edits, not oneself, and not who left a minute ago', async () => {
  const world = await aFicheWorld(db)
  const camille = await world.as('charge_mission')
  const { id } = await create(world.direction)
  const on = { entite: 'fiche', entiteId: id }
  await asActor(db, camille, (tx) => notePresence(tx, camille, { ...on, modifie: true }))
  await asActor(db, world.direction, (tx) => notePresence(tx, world.direction, { ...on, modifie: false }))
  const seen = (actor: Actor) => asActor(db, actor, (tx) => listPresent(tx, actor, on))
  expect(await seen(world.direction)).toEqual([{ nom: camille.nom, modifie: true, partie: null }])
  await db
    .updateTable('presence')
    .set({ vuLe: new Date(Date.now() - 61_000) })
    .where('personneId', '=', camille.personneId)
    .execute()
  expect(await seen(world.direction)).toEqual([])
})
