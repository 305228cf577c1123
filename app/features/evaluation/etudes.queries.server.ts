import { type Expression, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { etudeSpec } from './etude.spec.ts'

/** What this person may read of the studies: all of them, also those that found nothing, or none. */
export function etudesVisibleTo(actor: Actor): Expression<SqlBool> {
  return can(actor, 'etudes.lire') ? sql<SqlBool>`true` : sql<SqlBool>`false`
}

/** Every study of the territory, the latest frozen first; what was never frozen comes before. */
export async function listEtudes(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('etude as e')
    .leftJoin('documentCadre as d', 'd.id', 'e.documentId')
    .select([
      'e.id',
      'e.titre',
      'e.indicateur',
      'e.debut',
      'e.figeeLe',
      'e.verdict',
      'e.exemple',
      'd.titre as document',
    ])
    .select(sql<number>`(select count(*)::int from etude_commune c where c.etude_id = e.id)`.as('communes'))
    .select(sql<string | null>`e.resultat ->> 'texte'`.as('texte'))
    .where(etudesVisibleTo(actor))
    .orderBy(sql`e.figee_le desc nulls first`)
    .orderBy('e.id', 'desc')
    .execute()
}

const protocole = z.object({
  methode: z.enum(['sc', 'sdid', 'event', 'did']),
  prudence: z.string().nullable(),
  graine: z.number(),
  annees: z.array(z.number()),
  traitees: z.array(z.string()),
  donneuses: z.array(z.string()),
  sansDonnees: z.array(z.string()),
  unite: z.string(),
  indicateurNom: z.string(),
  testsAvant: z.number(),
  sources: z.array(
    z.object({
      file: z.string(),
      sha256: z.string(),
      producer: z.string(),
      millesime: z.string().nullable(),
      licence: z.string(),
    }),
  ),
})

export type Protocole = z.infer<typeof protocole>

const nombre = z.number().nullable()

const resultat = z.object({
  niveau: z.enum(['0', '1', '2', '3', 'N', 'I']),
  texte: z.string(),
  lignes: z.array(z.number()),
  effet: nombre,
  erreur: nombre,
  bas: nombre,
  haut: nombre,
  p: nombre,
  plusPetitVisible: nombre,
  avantFit: nombre,
  converge: z.boolean(),
  ecart: nombre,
  iterations: z.number(),
  poids: z.array(z.object({ code: z.string(), nom: z.string(), poids: z.number() })),
  placebos: z.array(z.number()),
  avertissements: z.array(z.object({ code: z.string(), message: z.string() })),
  trajectoires: z.object({
    annees: z.array(z.number()),
    traitees: z.array(nombre),
    comparaison: z.array(nombre),
  }),
})

export type Resultat = z.infer<typeof resultat>

/** A study with what was frozen and what was found, or NotFound. */
export async function getEtude(tx: Tx, actor: Actor, id: string) {
  const etude = await getEntity(tx, etudeSpec, id, etudesVisibleTo(actor))
  const rest = await tx
    .selectFrom('etude')
    .select(['figeeLe', 'protocole', 'resultat', 'verdict', 'exemple'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    ...etude,
    figeeLe: rest.figeeLe,
    exemple: rest.exemple,
    protocole: rest.protocole === null ? null : protocole.parse(rest.protocole),
    resultat: rest.resultat === null ? null : resultat.parse(rest.resultat),
  }
}

export type StoredEtude = Awaited<ReturnType<typeof getEtude>>

/** The p-values of the studies frozen so far: each new one is read among them. */
export async function listTests(tx: Tx): Promise<number[]> {
  const rows = await tx
    .selectFrom('etude')
    .select(sql<number | null>`(resultat ->> 'p')::float`.as('p'))
    .where('figeeLe', 'is not', null)
    .execute()
  return rows.map((row) => row.p ?? Number.NaN)
}
