import { z } from 'zod'
import { ficheEtats, publishedEtats } from '#app/features/fiches/index.words.ts'
import { listQuery } from './api.schema.ts'
import type { Portee } from './jeton.schema.ts'
import { publicFiche } from './public.schema.ts'

/*
 * What a partner's tool reads with a key, declared once: the handlers parse with these schemas, the OpenAPI document is
 * generated from them. No person is in them.
 */

const record = {
  id: z.uuid(),
  modifieLe: z.iso.datetime(),
  exemple: z.boolean().describe('Vrai pour une donnée inventée de la démonstration.'),
}

export const partnerItems = {
  fiches: publicFiche
    .extend({ ...record, publiee: z.boolean().describe('Elle est sur le portail public.') })
    .meta({ id: 'FichePartenaire', description: 'Une fiche action, publiée ou non.' }),
  decisions: z
    .object({
      id: z.uuid(),
      annee: z.int(),
      dossier: z.string().describe('Numéro du dossier.'),
      objet: z.string(),
      appel: z.string(),
      beneficiaire: z.string().describe('« Porteur sans numéro » sous le seuil de publication.'),
      siret: z.string().nullable(),
      rna: z.string().nullable(),
      financeur: z.string(),
      demandeEuros: z.number().nullable(),
      accordeEuros: z.number(),
      decideLe: z.iso.date().nullable(),
      exemple: record.exemple,
    })
    .meta({ id: 'SubventionDecidee', description: 'Ce qu’un financeur accorde à un dossier.' }),
  organisations: z
    .object({
      ...record,
      nom: z.string(),
      sigle: z.string().nullable(),
      nature: z.string(),
      siret: z.string().nullable(),
      siren: z.string().nullable(),
      rna: z.string().nullable(),
      commune: z.string().nullable().describe('Code officiel de la commune.'),
      siteWeb: z.string().nullable(),
    })
    .meta({ id: 'OrganisationPartenaire', description: 'Une organisation de l’annuaire.' }),
} as const satisfies Record<Portee, z.ZodObject>

const etats = publishedEtats.map((code) => ficheEtats[code])

export const partnerQueries = {
  fiches: listQuery.extend({
    etat: z.enum(etats).optional().describe('L’état, avec ses mots.'),
    modifieDepuis: z.iso.date().optional().describe('Changées ce jour-là ou après.'),
  }),
  decisions: listQuery.extend({
    annee: z.coerce.number().int().min(2000).max(2100).optional().describe('Année de la décision.'),
  }),
  organisations: listQuery.extend({
    nature: z.string().max(40).optional().describe('La nature, avec son code.'),
    modifieDepuis: z.iso.date().optional().describe('Changées ce jour-là ou après.'),
  }),
} as const satisfies Record<Portee, z.ZodObject>
