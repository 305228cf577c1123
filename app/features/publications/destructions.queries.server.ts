import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { countDue, dueDay } from './conservation.server.ts'
import { conservations, type Sorte, sortes } from './conservation.ts'

/** Refuses whoever may not open the register. */
export function mustReadRegistre(actor: Actor): void {
  if (!can(actor, 'registre.lire')) throw new Forbidden()
}

/** The rule of each kind: what the territory decided, or what is usual. */
export async function listRegles(tx: Tx, actor: Actor) {
  mustReadRegistre(actor)
  const kept = await tx
    .selectFrom('regleConservation')
    .select(['id', 'sorte', 'dureeMois', 'suspendue', 'motif', 'version'])
    .execute()
  return sortes.map((sorte) => {
    const { dureeMois } = conservations[sorte]
    const its = kept.find((rule) => rule.sorte === sorte)
    return { sorte, ...(its ?? { id: null, dureeMois, suspendue: false, motif: '', version: 1 }) }
  })
}

/** The rule of one kind. */
export async function getRegle(tx: Tx, actor: Actor, sorte: Sorte) {
  const rule = (await listRegles(tx, actor)).find((its) => its.sorte === sorte)
  if (!rule) throw new NotFound()
  return rule
}

/** Every rule with how much is due, and the list under way if there is one. */
export async function listConservation(tx: Tx, actor: Actor, today: IsoDate) {
  const rules = await listRegles(tx, actor)
  const open = await tx
    .selectFrom('destruction')
    .select(['id', 'sorte', 'etat'])
    .where('etat', 'in', ['proposee', 'visee'])
    .execute()
  const rows = []
  for (const rule of rules) {
    const due = await countDue(tx, rule.sorte, dueDay(today, rule.dureeMois))
    rows.push({ ...rule, due, open: open.find(({ sorte }) => sorte === rule.sorte) ?? null })
  }
  return rows
}

export async function listDestructions(tx: Tx, actor: Actor) {
  mustReadRegistre(actor)
  return tx
    .selectFrom('destruction')
    .select(['id', 'numero', 'sorte', 'etat', 'nombre', 'detruits', 'proposeNom', 'proposeLe', 'exemple'])
    .orderBy('numero', 'desc')
    .execute()
}

export async function getDestruction(tx: Tx, actor: Actor, id: string) {
  mustReadRegistre(actor)
  const found = isId(id)
    ? await tx.selectFrom('destruction').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  if (!found) throw new NotFound()
  return found
}

/** What a list names; what was destroyed has lost its words. */
export function listLignes(tx: Tx, destructionId: string) {
  return tx
    .selectFrom('destructionLigne')
    .select(['objetId', 'libelle', 'depart', 'detruit'])
    .where('destructionId', '=', destructionId)
    .orderBy('depart')
    .orderBy('objetId')
    .execute()
}
