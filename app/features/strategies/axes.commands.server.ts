import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { changesBetween, writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { ancestorsOf, inReadingOrder, renumbered, wouldLoop } from './axe.rules.ts'
import { type AxeInput, type AxeTexte, axeTexteKeys, type ThemeInput } from './axe.schema.ts'
import { listNodes, mustHaveOpenVersion, placesOf, type TreeState, treeStateOf } from './axes.store.server.ts'
import { isPossible } from './document.rules.ts'
import { mustWrite } from './documents.commands.server.ts'
import { themeSpec } from './strategies.specs.ts'

/** A tree of axes, which several documents may share. @returns its id */
export async function createArbre(tx: Tx, actor: Actor, nom: string): Promise<string> {
  mustWrite(actor)
  const id = newId()
  await tx.insertInto('arbre').values({ territoireId: actor.territoireId, id, nom }).execute()
  await writeJournal(tx, actor, { operation: 'arbre.creer', entite: 'arbre', entiteId: id, titre: nom })
  return id
}

/** Adds an axis, or a level below one, to a tree no signed document uses. @returns its id */
export async function createAxe(tx: Tx, actor: Actor, input: AxeInput, today: IsoDate): Promise<string> {
  const places = await placesOf(tx, input.arbreId)
  mustWrite(actor, input.parentId ? ancestorsOf(places, input.parentId) : undefined)
  refuseSigned(await treeStateOf(tx, input.arbreId, today))
  if (input.parentId && !places.some((place) => place.id === input.parentId))
    throw new Refusal('parent-inconnu', 'Ce niveau supérieur n’est pas dans cet arbre.', {
      field: 'parentId',
    })
  const id = await insertPlace(tx, actor, input)
  const { numero, titre, court, texte, debut } = input
  await tx
    .insertInto('axeVersion')
    .values({ territoireId: actor.territoireId, id: newId(), axeId: id, numero, titre, court, texte, debut })
    .execute()
  await writeJournal(tx, actor, {
    operation: 'axe.creer',
    entite: 'axe',
    entiteId: id,
    titre: `${numero}. ${titre}`,
    changements: changesBetween(axeTexteKeys, {}, { numero, titre, court, texte }),
  })
  return id
}

/** The place of a new node, last among its siblings. @returns its id */
export async function insertPlace(
  tx: Tx,
  actor: Actor,
  { arbreId, parentId }: { arbreId: string; parentId: string | null },
): Promise<string> {
  const id = newId()
  const rang = sql<number>`(select coalesce(max(rang), 0) + 1 from axe where arbre_id = ${arbreId} and parent_id is not distinct from ${parentId})`
  await tx
    .insertInto('axe')
    .values({ territoireId: actor.territoireId, id, arbreId, parentId, rang })
    .execute()
  return id
}

export interface AxeChange {
  version: number
  input: AxeTexte
  /** First day of the new text, when a past document must keep the old one. */
  debut: IsoDate | null
  today: IsoDate
}

/**
 * Rewrites an axis. In a tree that no document was signed on, the words are corrected in place; if only documents
 * that are over were, a new dated version begins; while one is in force, only an amendment may change them.
 */
export async function updateAxe(tx: Tx, actor: Actor, id: string, change: AxeChange): Promise<void> {
  const axe = await lockAxe(tx, id, change.version)
  mustWrite(actor, ancestorsOf(await placesOf(tx, axe.arbreId), id))
  const state = await treeStateOf(tx, axe.arbreId, change.today)
  refuseSigned(state)
  const before = await mustHaveOpenVersion(tx, id)
  const changements = changesBetween(axeTexteKeys, before, change.input)
  if (Object.keys(changements).length === 0) return
  // Words that are not in force yet bind nobody: they are corrected in place too.
  if (state.kind === 'libre' || before.debut > change.today)
    await tx.updateTable('axeVersion').set(change.input).where('id', '=', before.id).execute()
  else
    await startVersion(tx, actor, {
      axeId: id,
      texte: change.input,
      debut: change.debut ?? change.today,
      avenantId: null,
    })
  await touch(tx, id)
  const titre = `${change.input.numero}. ${change.input.titre}`
  await writeJournal(tx, actor, {
    operation: 'axe.modifier',
    entite: 'axe',
    entiteId: id,
    titre,
    changements,
  })
}

/** Closes the open version of an axis at a day, and opens the next one unless there is no more text. */
export async function startVersion(
  tx: Tx,
  actor: Actor,
  next: { axeId: string; texte: AxeTexte | null; debut: IsoDate; avenantId: string | null },
): Promise<void> {
  const open = await tx
    .selectFrom('axeVersion')
    .select(['id', 'debut', 'numero'])
    .where('axeId', '=', next.axeId)
    .where('fin', 'is', null)
    .executeTakeFirst()
  if (open && open.debut >= next.debut)
    throw new Refusal(
      'date-trop-tot',
      `Le texte actuel de l’axe ${open.numero} commence le même jour ou après : choisissez une date plus tardive.`,
      { field: 'jour' },
    )
  if (open) await tx.updateTable('axeVersion').set({ fin: next.debut }).where('id', '=', open.id).execute()
  if (!next.texte) return
  const { axeId, debut, avenantId } = next
  await tx
    .insertInto('axeVersion')
    .values({ territoireId: actor.territoireId, id: newId(), axeId, debut, avenantId, ...next.texte })
    .execute()
}

/** Moves a node before its elder or after its younger sibling; its links and its number do not move. */
export async function moveAxe(
  tx: Tx,
  actor: Actor,
  id: string,
  { direction, today }: { direction: 'haut' | 'bas'; today: IsoDate },
): Promise<void> {
  const axe = await lockAxe(tx, id, null)
  const places = await placesOf(tx, axe.arbreId)
  mustWrite(actor, ancestorsOf(places, id))
  refuseSigned(await treeStateOf(tx, axe.arbreId, today))
  const siblings = places.filter((place) => place.parentId === axe.parentId)
  const from = siblings.findIndex((place) => place.id === id)
  const to = direction === 'haut' ? from - 1 : from + 1
  if (to < 0 || to >= siblings.length) return
  const order = siblings.map((place) => place.id)
  order.splice(to, 0, ...order.splice(from, 1))
  for (const [rang, siblingId] of order.entries())
    await tx
      .updateTable('axe')
      .set({ rang: rang + 1 })
      .where('id', '=', siblingId)
      .execute()
  await writeJournal(tx, actor, {
    operation: 'axe.deplacer',
    entite: 'axe',
    entiteId: id,
    titre: 'Ordre des axes',
  })
}

/** Hangs a node under another one; below itself is refused. */
export async function placeAxe(
  tx: Tx,
  actor: Actor,
  id: string,
  { parentId, today }: { parentId: string | null; today: IsoDate },
): Promise<void> {
  const axe = await lockAxe(tx, id, null)
  if (axe.parentId === parentId) return
  const places = await placesOf(tx, axe.arbreId)
  mustWrite(actor, ancestorsOf(places, id))
  refuseSigned(await treeStateOf(tx, axe.arbreId, today))
  if (parentId && !places.some((place) => place.id === parentId))
    throw new Refusal('parent-inconnu', 'Ce niveau supérieur n’est pas dans cet arbre.', {
      field: 'parentId',
    })
  if (wouldLoop(places, id, parentId))
    throw new Refusal(
      'boucle',
      'Un axe ne peut pas être rangé sous lui-même ni sous l’un de ses objectifs.',
      { field: 'parentId' },
    )
  const rang = sql<number>`(select coalesce(max(rang), 0) + 1 from axe where arbre_id = ${axe.arbreId} and parent_id is not distinct from ${parentId})`
  await tx.updateTable('axe').set({ parentId, rang }).where('id', '=', id).execute()
  const changements = { parentId: { avant: axe.parentId, apres: parentId } }
  await writeJournal(tx, actor, {
    operation: 'axe.deplacer',
    entite: 'axe',
    entiteId: id,
    titre: 'Place dans l’arbre',
    changements,
  })
}

/**
 * Counts the numbers of a tree again from its order (1, 1.1, 1.1.1…); links go by identity and do not change. When a
 * document that is over used the old numbers, they stay readable at its date.
 */
export async function renumberArbre(tx: Tx, actor: Actor, arbreId: string, today: IsoDate): Promise<number> {
  mustWrite(actor)
  const state = await treeStateOf(tx, arbreId, today)
  refuseSigned(state)
  const nodes = inReadingOrder(await listNodes(tx, { arbreId, at: today }))
  const numbers = renumbered(nodes)
  const changed = nodes.filter((node) => numbers.get(node.id) !== node.numero)
  for (const { id, titre, court, texte, ...node } of changed) {
    const numero = numbers.get(id) ?? node.numero
    if (state.kind === 'libre')
      await tx
        .updateTable('axeVersion')
        .set({ numero })
        .where('axeId', '=', id)
        .where('fin', 'is', null)
        .execute()
    else
      await startVersion(tx, actor, {
        axeId: id,
        texte: { numero, titre, court, texte },
        debut: today,
        avenantId: null,
      })
  }
  if (changed.length === 0) return 0
  const changements = Object.fromEntries(
    changed.map((node) => [node.id, { avant: node.numero, apres: numbers.get(node.id) }]),
  )
  await writeJournal(tx, actor, {
    operation: 'arbre.renumeroter',
    entite: 'arbre',
    entiteId: arbreId,
    titre: 'Axes renumérotés',
    changements,
  })
  return changed.length
}

/** Adds a transversal theme. @returns its id */
export async function createTheme(tx: Tx, actor: Actor, input: ThemeInput): Promise<string> {
  mustWrite(actor)
  await refuseTheme(tx, input, null)
  return insertEntity(tx, actor, themeSpec, { values: input })
}

/** Corrects a transversal theme, or ends it. */
export async function updateTheme(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: ThemeInput },
): Promise<void> {
  mustWrite(actor)
  await getEntity(tx, themeSpec, id)
  await refuseTheme(tx, change.input, id)
  await updateEntity(tx, actor, themeSpec, { id, version: change.version, changes: change.input })
}

async function refuseTheme(tx: Tx, input: ThemeInput, own: string | null): Promise<void> {
  if (!isPossible(input))
    throw new Refusal('periode-impossible', 'La fin doit être après le début.', { field: 'fin' })
  const taken = await tx
    .selectFrom('themeTransversal')
    .select('id')
    .where('nom', '=', input.nom)
    .executeTakeFirst()
  if (taken && taken.id !== own)
    throw new Refusal('nom-pris', 'Un thème porte déjà ce nom.', { field: 'nom' })
}

function refuseSigned(state: TreeState): void {
  if (state.kind !== 'signe') return
  const names = state.documents.map((titre) => `« ${titre} »`).join(' et ')
  throw new Refusal(
    'axe-signe',
    `Ces axes sont ceux de ${names}, en vigueur : préparez un avenant pour les changer.`,
  )
}

async function lockAxe(tx: Tx, id: string, version: number | null) {
  if (!isId(id)) throw new NotFound()
  const axe = await tx
    .selectFrom('axe')
    .select(['id', 'arbreId', 'parentId', 'version'])
    .where('id', '=', id)
    .where('archiveLe', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!axe) throw new NotFound()
  if (version !== null && version !== axe.version) {
    const theirs = await mustHaveOpenVersion(tx, id)
    const message =
      'Quelqu’un a enregistré une autre version pendant que vous écriviez. Comparez les deux textes : rien n’est perdu.'
    throw new Refusal('conflit', message, { details: { theirs, mine: {} } })
  }
  return axe
}

async function touch(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('axe')
    .set((eb) => ({ version: eb('version', '+', 1), modifieLe: sql`now()` }))
    .where('id', '=', id)
    .execute()
}
