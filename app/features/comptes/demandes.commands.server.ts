import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { DemandeInput } from './personne.schema.ts'

/** The territories of this instance, for somebody who belongs to none and asks to enter one. */
export async function listTerritoires(db: Db): Promise<Array<{ slug: string; nom: string }>> {
  return db.selectFrom('territoire').select(['slug', 'nom']).orderBy('nom').execute()
}

export interface Demandeur {
  compteId: string
  nom: string
  courriel: string
  siret: string | null
}

/** Asks to enter a territory: a role that waits for an administrator, and opens nothing before. */
export async function createDemande(
  db: Db,
  demandeur: Demandeur,
  input: DemandeInput,
  today: IsoDate,
): Promise<void> {
  const territoire = await db
    .selectFrom('territoire')
    .select('id')
    .where('slug', '=', input.territoire)
    .executeTakeFirst()
  if (!territoire) throw new NotFound()
  await inTerritoire(db, territoire.id, async (tx) => {
    const personneId = await personneOf(tx, territoire.id, demandeur)
    const organisationId = await organisationOf(tx, territoire.id, demandeur.siret, input.organisation)
    const id = newId()
    await tx
      .insertInto('affectation')
      .values({
        territoireId: territoire.id,
        id,
        personneId,
        organisationId,
        fonction: input.fonction,
        etat: 'en_attente',
        debut: today,
      })
      .execute()
    await journalDemande(tx, {
      territoireId: territoire.id,
      personneId,
      id,
      auteur: demandeur.nom,
      titre: `${input.fonction}, ${input.organisation}`,
    })
  })
}

// The person has no role yet: nobody acts here but the visitor it is.
async function journalDemande(
  tx: Tx,
  its: { territoireId: string; personneId: string; id: string; auteur: string; titre: string },
): Promise<void> {
  const { id: entiteId, ...rest } = its
  const line = { ...rest, id: newId(), operation: 'affectation.demander', entite: 'affectation', entiteId }
  await tx.insertInto('journal').values(line).execute()
}

async function personneOf(tx: Tx, territoireId: string, demandeur: Demandeur): Promise<string> {
  const known = await tx
    .selectFrom('personne as p')
    .leftJoin('affectation as a', (join) =>
      join
        .onRef('a.territoireId', '=', 'p.territoireId')
        .onRef('a.personneId', '=', 'p.id')
        .on('a.etat', '=', 'en_attente'),
    )
    .select(['p.id', 'a.id as enAttente'])
    .where('p.compteId', '=', demandeur.compteId)
    .executeTakeFirst()
  if (known?.enAttente)
    throw new Refusal(
      'deja-demande',
      'Votre demande est déjà faite : l’administration de ce territoire va y répondre.',
    )
  if (known) return known.id
  const id = newId()
  const { compteId, nom, courriel } = demandeur
  await tx.insertInto('personne').values({ territoireId, id, nom, courriel, compteId }).execute()
  return id
}

/** The organisation with this SIRET, else with this very name; else a new one, for an administrator to complete. */
async function organisationOf(
  tx: Tx,
  territoireId: string,
  siret: string | null,
  nom: string,
): Promise<string> {
  const found = await tx
    .selectFrom('organisation')
    .select('id')
    .where('archiveLe', 'is', null)
    .where('fusionneeDans', 'is', null)
    .where(
      sql<SqlBool>`(siret = ${siret} or siren = left(${siret}, 9) or lower(unaccent(nom)) = lower(unaccent(${nom})))`,
    )
    .orderBy(sql`siret = ${siret} desc nulls last`)
    .executeTakeFirst()
  if (found) return found.id
  const id = newId()
  await tx.insertInto('organisation').values({ territoireId, id, nom, nature: 'autre', siret }).execute()
  return id
}

/** Says whether an identity of a provider is the person whose address it carries; its next sign-in obeys. */
export async function answerLiaison(
  tx: Tx,
  actor: Actor,
  asked: { fournisseur: string; sub: string; accepted: boolean },
): Promise<void> {
  if (!can(actor, 'comptes.gerer')) throw new Forbidden()
  const answered = await tx
    .updateTable('identiteSso')
    .set({ liaison: asked.accepted ? 'acceptee' : 'refusee' })
    .where('fournisseur', '=', asked.fournisseur)
    .where('sub', '=', asked.sub)
    .where('liaison', '=', 'demandee')
    .returning(['nom', 'courriel', 'compteId'])
    .executeTakeFirst()
  if (!answered) throw new NotFound()
  await writeJournal(tx, actor, {
    operation: asked.accepted ? 'identite.accepter' : 'identite.refuser',
    entite: 'personne',
    entiteId: answered.compteId ?? '',
    titre: `${answered.nom} (${answered.courriel})`,
  })
}
