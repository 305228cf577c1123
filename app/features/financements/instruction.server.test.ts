import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { Forbidden, InvalidInput, NotFound } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { DossierEtat } from './dossier.words.ts'
import { getDossier } from './dossiers.queries.server.ts'
import { aFundingWorld, aSubmittedDossier } from './financements.factory.ts'
import { decideLigne, giveOpinion, moveDossier, sendBack } from './instruction.commands.server.ts'
import { listLignes } from './instruction.queries.server.ts'
import type { AvisInput } from './instruction.schema.ts'

const { db } = await openTestDatabase()

const page = 'http://maillage.invalid/dossier'

const anOpinion = (given: Partial<AvisInput> = {}): AvisInput => ({
  avis: 'favorable',
  avisCommentaire: 'Utile au quartier.',
  proposeSpecifiqueCentimes: 100_000,
  proposeDroitCommunCentimes: null,
  ...given,
})

async function aFile() {
  const world = await aFundingWorld(db)
  const id = await aSubmittedDossier(db, world)
  const [etat, caf] = await Promise.all(world.financeurs.map((its) => world.as('instructeur', its)))
  const carrier = await world.as('porteur', world.association)
  if (!etat || !caf) throw new Error('The two funders have an instructor.')
  const lignes = (actor: Actor, shared = true) =>
    asActor(db, actor, async (tx) => listLignes(tx, actor, await getDossier(tx, actor, id), shared))
  const ligneOf = async (financeurId: string) =>
    (await lignes(world.direction)).find((its) => its.financeurId === financeurId)?.id ?? ''
  const move = (actor: Actor, to: DossierEtat, motif = '') =>
    asActor(db, actor, (tx) => moveDossier(tx, actor, id, { to, motif, page }))
  const opinion = (actor: Actor, ligne: string, version = 1, input = anOpinion()) =>
    asActor(db, actor, (tx) => giveOpinion(tx, actor, ligne, { version, input }))
  return { ...world, id, etat, caf, carrier, lignes, ligneOf, move, opinion }
}

test('missing pieces are asked once by mail, answered, and the dossier goes on to admissible', async () => {
  const { id, direction, carrier, move } = await aFile()
  await expect(move(direction, 'incomplet')).rejects.toBeInstanceOf(InvalidInput)
  await move(direction, 'incomplet', 'Il manque les statuts signés.')
  const mails = await db
    .selectFrom('courriel')
    .select('texte')
    .where('territoireId', '=', direction.territoireId)
    .where('objet', 'like', '%une pièce manque%')
    .execute()
  expect(mails).toHaveLength(1)
  expect(mails[0]?.texte).toContain('Il manque les statuts signés.')
  expect(mails[0]?.texte).toContain(page)
  await asActor(db, carrier, (tx) => sendBack(tx, carrier, id))
  await expect(asActor(db, carrier, (tx) => sendBack(tx, carrier, id))).rejects.toMatchObject({
    code: 'pas-attendu',
  })
  await expect(move(direction, 'recevable')).rejects.toMatchObject({ code: 'etape-impossible' })
  await move(direction, 'complet')
  await move(direction, 'recevable')
  expect(await asActor(db, direction, (tx) => getDossier(tx, direction, id))).toMatchObject({
    etat: 'recevable',
  })
})

test('a funder speaks for its own line only, and not over what somebody wrote in between', async () => {
  const { etat, caf, financeurs, ligneOf, lignes, opinion } = await aFile()
  const own = await ligneOf(financeurs[0])
  await expect(opinion(caf, own)).rejects.toBeInstanceOf(Forbidden)
  await opinion(etat, own)
  await expect(opinion(etat, own)).rejects.toMatchObject({ code: 'conflit' })
  expect((await lignes(etat)).find(({ id }) => id === own)).toMatchObject({
    avis: 'favorable',
    proposeSpecifiqueCentimes: 100_000,
    version: 2,
    canSpeak: true,
  })
})

test('until opinions are shared, a funder reads its own and the team reads all', async () => {
  const { etat, caf, direction, financeurs, ligneOf, lignes, opinion } = await aFile()
  await opinion(etat, await ligneOf(financeurs[0]))
  const readBy = async (actor: Actor, shared: boolean) =>
    (await lignes(actor, shared)).find(({ financeurId }) => financeurId === financeurs[0])?.avis
  expect([await readBy(caf, false), await readBy(caf, true), await readBy(direction, false)]).toEqual([
    null,
    'favorable',
    'favorable',
  ])
})

test('a refusal is motivated, a decision closes the opinion, and the journal tells both', async () => {
  const { id, caf, financeurs, ligneOf, lignes, opinion } = await aFile()
  const own = await ligneOf(financeurs[1])
  const decide = (version: number, motifRefus: string, centimes: number) =>
    asActor(db, caf, (tx) =>
      decideLigne(tx, caf, own, {
        version,
        input: {
          decideSpecifiqueCentimes: 0,
          decideDroitCommunCentimes: centimes,
          decideLe: '2027-04-02',
          decisionReference: 'Commission d’action sociale du 2 avril',
          motifRefus,
        },
      }),
    )
  await expect(decide(1, '', 0)).rejects.toBeInstanceOf(InvalidInput)
  await decide(1, '', 150_001)
  await expect(opinion(caf, own, 2)).rejects.toMatchObject({ code: 'deja-decide' })
  expect((await lignes(caf)).find((its) => its.id === own)).toMatchObject({
    decideDroitCommunCentimes: 150_001,
    decideLe: '2027-04-02',
  })
  const lines = await db.selectFrom('journal').select('operation').where('entiteId', '=', id).execute()
  expect(lines.map(({ operation }) => operation)).toContain('ligne.decider')
})

test('the carrier reads no line and instructs nothing; an unknown line does not exist', async () => {
  const { carrier, etat, lignes, move, opinion, financeurs, ligneOf } = await aFile()
  expect(await lignes(carrier)).toEqual([])
  await expect(move(carrier, 'complet')).rejects.toBeInstanceOf(Forbidden)
  await expect(opinion(carrier, await ligneOf(financeurs[0]))).rejects.toBeInstanceOf(NotFound)
  await expect(opinion(etat, 'inconnue')).rejects.toBeInstanceOf(NotFound)
})
