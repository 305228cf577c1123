import type { Tx } from '#app/db/connection.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { signataireEtatAt } from './document.rules.ts'
import type { SignataireInput } from './document.schema.ts'
import { mustWrite } from './documents.commands.server.ts'
import { signataireSpec } from './strategies.specs.ts'

const FAR = isoDate('9999-12-31')

/** Adds a signatory to a document. @returns its id */
export async function addSignataire(
  tx: Tx,
  actor: Actor,
  given: { documentId: string; exemple: boolean },
  input: SignataireInput,
): Promise<string> {
  mustWrite(actor)
  await mustExist(tx, given.documentId, input.organisationId)
  refuseDisorder(input)
  const already = await tx
    .selectFrom('signataire')
    .select('id')
    .where('documentId', '=', given.documentId)
    .where('organisationId', '=', input.organisationId)
    .executeTakeFirst()
  if (already)
    throw new Refusal('deja-signataire', 'Cette organisation est déjà inscrite parmi les signataires.', {
      field: 'organisationId',
    })
  return insertEntity(tx, actor, signataireSpec, { values: input, extra: { ...given, etat: etatOf(input) } })
}

/** Follows a signatory: deliberation, signature, withdrawal. */
export async function updateSignataire(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: Partial<SignataireInput> },
): Promise<void> {
  mustWrite(actor)
  const before = await getEntity(tx, signataireSpec, id)
  const after = { ...before, ...change.input }
  refuseDisorder(after)
  await updateEntity(tx, actor, signataireSpec, { id, version: change.version, changes: change.input })
  await tx
    .updateTable('signataire')
    .set({ etat: etatOf(after) })
    .where('id', '=', id)
    .execute()
}

const etatOf = (input: SignataireInput) => signataireEtatAt(input, FAR)

function refuseDisorder(input: SignataireInput): void {
  const { dateDeliberation, dateSignature, fin } = input
  if (dateDeliberation && dateSignature && dateSignature < dateDeliberation)
    throw new Refusal(
      'dates-en-desordre',
      'La signature vient après la délibération : corrigez l’une des deux dates.',
      {
        field: 'dateSignature',
      },
    )
  if (dateSignature && fin && fin <= dateSignature)
    throw new Refusal('dates-en-desordre', 'Le retrait vient après la signature.', { field: 'fin' })
}

async function mustExist(tx: Tx, documentId: string, organisationId: string): Promise<void> {
  if (!isId(documentId) || !isId(organisationId)) throw new NotFound()
  const document = await tx
    .selectFrom('documentCadre')
    .select('id')
    .where('id', '=', documentId)
    .executeTakeFirst()
  const organisation = await tx
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', organisationId)
    .executeTakeFirst()
  if (!document || !organisation) throw new NotFound()
}
