import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import type { LabelKind, Labels } from '#app/platform/fields.ts'
import { labelsFor } from '#app/platform/labels.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { ficheFields } from './fiche.fields.ts'
import { type FicheInput, ficheInput } from './fiche.schema.ts'
import { anneeSpec, isPartKind, partSpecs } from './fiche-parts.spec.ts'
import { type StoredFiche, updateFiche } from './fiches.commands.server.ts'

const changes = z.record(z.string(), z.object({ avant: z.unknown(), apres: z.unknown() }))
export type Changes = z.infer<typeof changes>

/** The kind of thing each field refers to, to name it. */
const kinds: Partial<Record<string, LabelKind>> = {
  axeId: 'axe',
  autresAxeIds: 'axe',
  themeIds: 'theme',
  documentIds: 'document',
  parentId: 'fiche',
  communeCodes: 'commune',
  qpvCodes: 'qpv',
  porteurId: 'organisation',
  operateurIds: 'organisation',
  partenaireIds: 'organisation',
  financeurIds: 'organisation',
  operateurId: 'organisation',
}

export interface HistoryLine {
  id: string
  le: Date
  auteur: string
  operation: string
  fields: Array<{ key: string; label: string; avant: string; apres: string; canRestore: boolean }>
}

export const HISTORY_PAGE = 50

/** Who changed what and when, latest first, in words. */
export async function listHistory(tx: Tx, fiche: StoredFiche, page: number): Promise<HistoryLine[]> {
  const rows = await tx
    .selectFrom('journal')
    .select(['id', 'le', 'auteur', 'operation', 'changements'])
    .where('entite', '=', 'fiche')
    .where('entiteId', '=', fiche.id)
    .orderBy('id', 'desc')
    .limit(HISTORY_PAGE)
    .offset((page - 1) * HISTORY_PAGE)
    .execute()
  const lines = rows.map((row) => ({ ...row, changements: changes.parse(row.changements) }))
  const labels = await labelsOf(
    tx,
    lines.map((line) => line.changements),
  )
  return lines.map(({ changements, ...line }) => ({
    ...line,
    fields: inOrder(changements).map(([key, change]) => ({
      key,
      label: fieldOf(line.operation, key).label,
      avant: fieldOf(line.operation, key).text(change.avant, labels),
      apres: fieldOf(line.operation, key).text(change.apres, labels),
      canRestore: isRestorable(line.operation) && key in ficheInput.shape,
    })),
  }))
}

const order = Object.keys(ficheFields)

/** jsonb forgets the order of keys: the order of the form is given back. */
function inOrder(changements: Changes): Array<[string, Changes[string]]> {
  return Object.entries(changements).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
}

function isRestorable(operation: string): boolean {
  return operation === 'fiche.modifier' || operation === 'fiche.restaurer' || operation === 'fiche.importer'
}

type Words = Record<string, { label: string; cell?: (value: never, labels: Labels) => string }>

/** The words of a field of the fiche, or of a line that hangs on it. */
export function fieldOf(operation: string, key: string) {
  const part = operation.split('.')[1]
  const words: Words = isPartKind(part)
    ? partSpecs[part].words
    : part === 'annee'
      ? anneeSpec.words
      : ficheFields
  const field = words[key]
  return {
    label: field?.label ?? otherLabels[key] ?? key,
    // A value of the journal was valid for its field when it was written: the cell of the field reads it.
    text: (value: unknown, labels: Labels): string =>
      value === null || value === undefined ? '' : (field?.cell?.(value as never, labels) ?? String(value)),
  }
}

const otherLabels: Record<string, string> = { texte: 'Texte', nom: 'Nom du fichier', sha256: 'Empreinte' }

/** The names of all that a set of changes refers to. */
export function labelsOf(tx: Tx, all: ReadonlyArray<Changes>): Promise<Labels> {
  const wanted: Partial<Record<LabelKind, string[]>> = {}
  for (const [key, { avant, apres }] of all.flatMap((its) => Object.entries(its))) {
    const kind = kinds[key]
    if (!kind) continue
    const ids = [avant, apres].flat().filter((id) => typeof id === 'string')
    wanted[kind] = [...(wanted[kind] ?? []), ...ids]
  }
  return labelsFor(tx, wanted)
}

/** Puts a field back to what it was before a line of the journal, as a change like another. */
export async function restoreField(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  asked: { line: string; field: string; version: number },
): Promise<void> {
  const row = isId(asked.line)
    ? await tx
        .selectFrom('journal')
        .select(['operation', 'changements'])
        .where('entite', '=', 'fiche')
        .where('entiteId', '=', fiche.id)
        .where('id', '=', asked.line)
        .executeTakeFirst()
    : undefined
  const change = row && isRestorable(row.operation) ? changes.parse(row.changements)[asked.field] : undefined
  if (!change || !isInputKey(asked.field)) throw new NotFound()
  const value = ficheInput.shape[asked.field].safeParse(change.avant)
  if (!value.success)
    throw new Refusal(
      'valeur-perimee',
      'Cette ancienne valeur n’est plus acceptée : modifiez la fiche à la main.',
    )
  await updateFiche(tx, actor, fiche.id, {
    version: asked.version,
    input: { [asked.field]: value.data },
    operation: 'fiche.restaurer',
  })
}

function isInputKey(key: string): key is keyof FicheInput {
  return key in ficheInput.shape
}
