import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { blankFiche, createFiche, getFiche, updateFiche } from '#app/features/fiches/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { hasFigure } from './experience.rules.ts'
import {
  moveExperience,
  proposeExperience,
  refreezeBlocs,
  updateExperience,
} from './experiences.commands.server.ts'
import { getExperience, loadExperience } from './experiences.queries.server.ts'
import { publish, withdraw } from './publications.commands.server.ts'
import { publicationCard, publicationOf } from './publications.queries.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2017-09-01')
const now = new Date('2017-09-15T08:00:00Z')

async function aSheet() {
  const world = await aFicheWorld(db)
  const { direction } = world
  const as =
    (actor: Actor) =>
    <Result>(work: (tx: Tx, actor: Actor) => Promise<Result>) =>
      asActor(db, actor, (tx) => work(tx, actor))
  const run = as(direction)
  const fiche = {
    ...blankFiche,
    titre: 'Épicerie',
    code: 'F-1',
    resume: 'Vendre à bas prix.',
    porteurId: world.association,
    partenaireIds: [world.partner],
  }
  await run((tx) => createFiche(tx, direction, fiche, { etat: 'en_cours' }))
  const id = await run((tx) =>
    proposeExperience(tx, direction, { subject: { objet: 'fiche', code: 'F-1' }, mois: today, today }),
  )
  const load = () => run((tx) => loadExperience(tx, direction, id, today))
  return { world, run, as, id, load, direction }
}

test('a sheet is proposed from the project: its words, its carrier, its partners with their source and their day', async () => {
  const { load } = await aSheet()
  const { sheet, changes } = await load()
  expect(sheet).toMatchObject({ titre: 'Épicerie', objectifs: 'Vendre à bas prix.', etat: 'brouillon' })
  const partners = sheet.blocs.find(({ cle }) => cle === 'partenaires')
  expect(partners).toMatchObject({
    lignes: ['Partenaire d’essai, partenaire'],
    figeLe: '2017-09-01',
    source: 'Espace de travail du projet, état au 01/09/2017',
  })
  expect(changes).toEqual([])
})

test('a change of the project is shown beside the frozen block, which moves only when asked', async () => {
  const { run, world, direction, id, load } = await aSheet()
  await run(async (tx) => {
    const fiche = await getFiche(tx, direction, 'F-1')
    await updateFiche(tx, direction, fiche.id, {
      version: fiche.version,
      input: { partenaireIds: [], financeurIds: [world.partner] },
    })
  })
  const { changes, sheet } = await load()
  expect(changes).toMatchObject([
    {
      cle: 'partenaires',
      ajoutes: ['Partenaire d’essai, financeur'],
      retires: ['Partenaire d’essai, partenaire'],
    },
  ])
  expect(sheet.blocs.find(({ cle }) => cle === 'partenaires')?.lignes).toEqual([
    'Partenaire d’essai, partenaire',
  ])
  await run((tx) => refreezeBlocs(tx, direction, id, { cle: 'partenaires', at: today, today }))
  expect((await load()).changes).toEqual([])
})

test('no reading over without a figure or the words « non mesuré »', async () => {
  const { run, direction, id, load } = await aSheet()
  const move = (to: 'a_relire' | 'relue') => run((tx) => moveExperience(tx, direction, id, { to, now }))
  const write = async (input: object) =>
    run(async (tx) =>
      updateExperience(tx, direction, id, {
        version: (await getExperience(tx, direction, id)).version,
        input,
      }),
    )
  await write({ bilan: 'Beaucoup de monde est venu.' })
  await expect(move('a_relire')).rejects.toThrow('aucun chiffre')
  expect((await load()).missing).toHaveLength(1)
  await write({ bilan: '320 foyers servis.' })
  await move('a_relire')
  await move('relue')
  expect((await load()).sheet.etat).toBe('relue')
  await write({ bilan: '321 foyers servis.' })
  expect((await load()).sheet).toMatchObject({ etat: 'brouillon', relueLe: null })
  expect(hasFigure('beaucoup', [])).toBe(false)
})

test('only who publishes may give the second reading, and who does not write sheets does not see them', async () => {
  const { as, world, id } = await aSheet()
  const ose = await world.as('animation_ose')
  await as(ose)((tx) => updateExperience(tx, ose, id, { version: 1, input: { bilan: '12 séances' } }))
  await as(ose)((tx) => moveExperience(tx, ose, id, { to: 'a_relire', now }))
  await expect(as(ose)((tx) => moveExperience(tx, ose, id, { to: 'relue', now }))).rejects.toThrow(Forbidden)
  const partner = await world.as('partenaire', world.partner)
  await expect(as(partner)((tx) => getExperience(tx, partner, id))).rejects.toThrow(NotFound)
})

test('nothing is public before it is published; what is published stays as it was until it is published again', async () => {
  const { run, direction, id, as, world } = await aSheet()
  const visit = (tx: Tx) => ({ tx, actor: direction, at: today, today })
  const target = await run(async (tx) => ({
    nature: 'fiche' as const,
    id: (await getFiche(tx, direction, 'F-1')).id,
  }))
  await expect(run((tx) => publish(visit(tx), { nature: 'experience', id }, now))).rejects.toThrow(Refusal)
  expect(await run((tx) => tx.selectFrom('publication').select('id').execute())).toEqual([])
  await run((tx) => publish(visit(tx), target, now))
  await run(async (tx) => {
    const fiche = await getFiche(tx, direction, 'F-1')
    await updateFiche(tx, direction, fiche.id, {
      version: fiche.version,
      input: { titre: 'Épicerie solidaire' },
    })
  })
  const card = await run((tx) => publicationCard(visit(tx), target))
  expect(card).toMatchObject({ changed: true, published: { edition: 1 } })
  await run((tx) => publish(visit(tx), target, now))
  expect(await run((tx) => publicationCard(visit(tx), target))).toMatchObject({
    changed: false,
    published: { edition: 2 },
  })
  const partner = await world.as('partenaire', world.partner)
  await expect(as(partner)((tx) => withdraw(tx, partner, target, now))).rejects.toThrow(Forbidden)
  await run((tx) => withdraw(tx, direction, target, now))
  expect(await run((tx) => publicationOf(tx, direction, target))).toBeNull()
})
