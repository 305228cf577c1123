import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { listComments } from '#app/platform/comments.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { aFiche } from './fiche.factory.ts'
import { commentFiche, removeFicheComment } from './fiche-comments.server.ts'
import { addPart, removePart, setResultYear, updatePart } from './fiche-parts.commands.server.ts'
import { listParts } from './fiche-parts.queries.server.ts'
import type { PartKind } from './fiche-parts.spec.ts'
import { aFicheWorld } from './fiche-world.factory.ts'
import { createFiche } from './fiches.commands.server.ts'
import { getFicheById } from './fiches.queries.server.ts'

const { db, pool } = await openTestDatabase()

/** Gives a person an account: only those who can sign in are mentioned. */
async function withAccount(personneId: string): Promise<void> {
  const user = `insert into auth_user (name, email, "emailVerified") values ('Essai', $1, true) returning id`
  const { rows } = await pool.query<{ id: string }>(user, [`${personneId}@exemple.invalid`])
  await db
    .updateTable('personne')
    .set({ compteId: rows[0]?.id ?? null })
    .where('id', '=', personneId)
    .execute()
}

async function aStoredFiche(actor: Actor) {
  return asActor(db, actor, async (tx) =>
    getFicheById(tx, actor, (await createFiche(tx, actor, aFiche())).id),
  )
}

const examples: Record<PartKind, Record<string, unknown>> = {
  etape: { titre: 'Recruter', operateurId: null, etat: 'en_cours', echeance: isoDate('2017-09-01') },
  resultat: { indicateur: 'Jeunes suivis', unite: 'jeunes', sens: 'hausse', valeurInitiale: 12 },
  suivi: { le: isoDate('2017-05-02'), texte: 'Première réunion.' },
  citation: { texte: 'Ici, on m’écoute.', fonction: 'une habitante' },
  moyen: { annee: 2017, nature: 'etp', valeur: 9, description: 'Référents de parcours' },
}

const lists = {
  etape: 'etapes',
  resultat: 'resultats',
  suivi: 'suivi',
  citation: 'citations',
  moyen: 'moyens',
} as const

test.each(Object.keys(examples) as PartKind[])(
  'a line « %s » is added, changed, removed, and the journal says so',
  async (kind) => {
    const { direction } = await aFicheWorld(db)
    const fiche = await aStoredFiche(direction)
    const values = examples[kind]
    const read = () =>
      asActor(db, direction, async (tx) => (await listParts(tx, direction, fiche.id))[lists[kind]])
    const id = await asActor(db, direction, (tx) => addPart(tx, direction, fiche, { kind, values }))
    expect((await read())[0]).toMatchObject({ id, ...values })
    const text =
      Object.keys(values).find((key) => ['titre', 'indicateur', 'texte', 'description'].includes(key)) ?? ''
    const changed = { ...values, [text]: 'Autre texte' }
    await asActor(db, direction, (tx) => updatePart(tx, direction, fiche, { kind, id, values: changed }))
    expect((await read())[0]).toMatchObject(changed)
    await asActor(db, direction, (tx) => removePart(tx, direction, fiche, { kind, id }))
    expect(await read()).toEqual([])
    const lines = await db
      .selectFrom('journal')
      .select(['operation', 'changements'])
      .where('entiteId', '=', fiche.id)
      .orderBy('id')
      .execute()
    expect(lines.map((line) => line.operation).slice(1)).toEqual([
      `fiche.${kind}.ajouter`,
      `fiche.${kind}.modifier`,
      `fiche.${kind}.retirer`,
    ])
    expect(lines[2]?.changements).toEqual({ [text]: { avant: values[text], apres: 'Autre texte' } })
    expect(lines[3]?.changements).toMatchObject({ [text]: { avant: 'Autre texte', apres: null } })
  },
)

test('a result is followed year by year; emptied, a year goes away', async () => {
  const { direction } = await aFicheWorld(db)
  const fiche = await aStoredFiche(direction)
  const id = await asActor(db, direction, (tx) =>
    addPart(tx, direction, fiche, { kind: 'resultat', values: examples.resultat }),
  )
  const set = (annee: number, cible: number | null, observe: number | null) =>
    asActor(db, direction, (tx) =>
      setResultYear(tx, direction, fiche, { id, values: { annee, cible, observe, note: '' } }),
    )
  await set(2018, 60, null)
  await set(2017, 40, 38)
  await set(2018, 60, 71)
  await set(2017, null, null)
  const { resultats } = await asActor(db, direction, (tx) => listParts(tx, direction, fiche.id))
  expect(resultats[0]?.annees).toEqual([{ annee: 2018, cible: 60, observe: 71, note: '' }])
})

test('a line of another fiche is not found, and who may not edit writes nothing', async () => {
  const world = await aFicheWorld(db)
  const one = await aStoredFiche(world.direction)
  const two = await aStoredFiche(world.direction)
  const values = examples.etape
  const id = await asActor(db, world.direction, (tx) =>
    addPart(tx, world.direction, one, { kind: 'etape', values }),
  )
  await expect(
    asActor(db, world.direction, (tx) => removePart(tx, world.direction, two, { kind: 'etape', id })),
  ).rejects.toThrow(NotFound)
  const evaluator = await world.as('evaluateur')
  await expect(
    asActor(db, evaluator, (tx) => addPart(tx, evaluator, one, { kind: 'etape', values })),
  ).rejects.toThrow(Forbidden)
})

test('a comment tells those it mentions, without the title they may not be allowed to read', async () => {
  const world = await aFicheWorld(db)
  const fiche = await aStoredFiche(world.direction)
  const colleague = await world.as('charge_mission')
  await withAccount(colleague.personneId)
  await asActor(db, world.direction, (tx) =>
    commentFiche(tx, world.direction, fiche, {
      texte: ' Où en est-on ? ',
      mentions: [colleague.personneId, 'inconnu', colleague.personneId],
    }),
  )
  const comments = await asActor(db, world.direction, (tx) =>
    listComments(tx, { entite: 'fiche', id: fiche.id }),
  )
  expect(comments).toMatchObject([{ texte: 'Où en est-on ?', auteur: world.direction.nom }])
  const told = await db
    .selectFrom('notification')
    .selectAll()
    .where('territoireId', '=', world.territoire.id)
    .execute()
  expect(told).toHaveLength(1)
  expect(told[0]?.objet).toContain(fiche.code)
  expect(told[0]?.objet).not.toContain(fiche.titre)
})

test('a comment is taken off by its author or the direction, and the journal keeps it', async () => {
  const world = await aFicheWorld(db)
  const fiche = await aStoredFiche(world.direction)
  await asActor(db, world.direction, (tx) =>
    commentFiche(tx, world.direction, fiche, { texte: 'À revoir', mentions: [] }),
  )
  const [comment] = await asActor(db, world.direction, (tx) =>
    listComments(tx, { entite: 'fiche', id: fiche.id }),
  )
  const evaluator = await world.as('evaluateur')
  await expect(
    asActor(db, evaluator, (tx) => removeFicheComment(tx, evaluator, fiche, comment?.id ?? '')),
  ).rejects.toThrow(Forbidden)
  await asActor(db, world.direction, (tx) =>
    removeFicheComment(tx, world.direction, fiche, comment?.id ?? ''),
  )
  expect(
    await asActor(db, world.direction, (tx) => listComments(tx, { entite: 'fiche', id: fiche.id })),
  ).toEqual([])
})
