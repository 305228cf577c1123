import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools'
import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, InvalidInput } from '#app/lib/errors.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { seal, unseal } from '#app/platform/seal.server.ts'
import { canCarry, canReadRib } from './financements.permissions.ts'

/** A key for account numbers only. */
const keyOf = (secret: string) => ({ secret, use: 'organisation_rib.iban' })

/** Bound to the organisation: a row copied onto another does not open. */
export function encryptIban(secret: string, iban: string, organisationId: string): string {
  return seal(keyOf(secret), iban, organisationId)
}

/** The account number in clear, or null when it was written with another secret. */
export function decryptIban(secret: string, chiffre: string, organisationId: string): string | null {
  return unseal(keyOf(secret), chiffre, organisationId)
}

export interface RibInput {
  titulaire: string
  iban: string
  bic: string
}

/** Keeps the account number of an organisation, in place of the one before. The journal says that it changed, never what it is. */
export async function saveRib(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  given: { input: RibInput; secret: string },
): Promise<void> {
  if (!canCarry(actor, { porteurId: organisationId })) throw new Forbidden()
  const titulaire = given.input.titulaire.trim()
  const iban = electronicFormatIBAN(given.input.iban) ?? ''
  const bic = given.input.bic.replaceAll(/\s/g, '').toUpperCase()
  const errors: Record<string, string[]> = {}
  if (titulaire === '') errors.titulaire = ['Écrivez le nom du titulaire du compte.']
  if (!isValidIBAN(iban))
    errors.iban = ['Ce numéro n’est pas un IBAN valide : recopiez-le du RIB, espaces ou non.']
  if (bic !== '' && !isValidBIC(bic)) errors.bic = ['Ce code BIC n’est pas valide : 8 ou 11 signes.']
  if (Object.keys(errors).length > 0) throw new InvalidInput(errors)
  const kept = { titulaire, ibanFin: iban.slice(-4), bic, modifieLe: new Date() }
  const row = { ...kept, ibanChiffre: encryptIban(given.secret, iban, organisationId) }
  await tx
    .insertInto('organisationRib')
    .values({ territoireId: actor.territoireId, organisationId, ...row })
    .onConflict((conflict) => conflict.columns(['territoireId', 'organisationId']).doUpdateSet(row))
    .execute()
  await writeJournal(tx, actor, {
    operation: 'organisation.rib.modifier',
    entite: 'organisation',
    entiteId: organisationId,
    titre: 'Coordonnées bancaires',
    changements: { iban: { avant: null, apres: `…${kept.ibanFin}` } },
  })
}

export interface Rib {
  titulaire: string
  /** In clear for the finance roles, masked for everybody else. */
  iban: string
  bic: string
}

/** The account of an organisation as this person may see it, or null. */
export async function findRib(
  tx: Tx,
  actor: Actor,
  asked: { organisationId: string; secret: string },
): Promise<Rib | null> {
  const { rows } = await sql<{ titulaire: string; ibanChiffre: string; ibanFin: string; bic: string }>`
    select titulaire, iban_chiffre, iban_fin, bic from organisation_rib
    where territoire_id = territoire_courant() and organisation_id = ${asked.organisationId}`.execute(tx)
  const [row] = rows
  if (!row) return null
  const masked = `•••• •••• ${row.ibanFin}`
  const clear = canReadRib(actor) ? decryptIban(asked.secret, row.ibanChiffre, asked.organisationId) : null
  return {
    titulaire: row.titulaire,
    iban: clear ? clear.replaceAll(/(.{4})(?=.)/g, '$1 ') : masked,
    bic: row.bic,
  }
}
