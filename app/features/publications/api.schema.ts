import { z } from 'zod'
import {
  type PublicNature,
  publicDocument,
  publicEvaluation,
  publicExperience,
  publicFiche,
  publicRapport,
} from './public.schema.ts'

/*
 * The public interface, declared once: the handlers parse with these schemas, the OpenAPI document is generated from
 * them. Nothing here reads anything else than what was published.
 */

/** What every published thing says of its publication. */
const publication = {
  adresse: z.string().describe('Dernière partie de l’adresse, stable.'),
  url: z.url().describe('La page du portail.'),
  edition: z.int().describe('Compte un de plus à chaque publication.'),
  publieLe: z.iso.datetime().describe('L’instant de la publication.'),
}

export const apiItems = {
  document: publicDocument.extend(publication).meta({ id: 'DocumentPublie' }),
  fiche: publicFiche.extend(publication).meta({ id: 'ActionPubliee' }),
  experience: publicExperience.extend(publication).meta({ id: 'ExperiencePubliee' }),
  rapport: publicRapport.extend(publication).meta({ id: 'RapportPublie' }),
  evaluation: publicEvaluation.extend(publication).meta({ id: 'EvaluationPubliee' }),
} as const satisfies Record<PublicNature, z.ZodObject>

export const apiTerritoire = z
  .object({
    territoire: z.string().describe('À reprendre dans les adresses.'),
    nom: z.string(),
    portail: z.url(),
    liens: z.object({
      documents: z.url(),
      actions: z.url(),
      experiences: z.url(),
      rapports: z.url(),
      evaluations: z.url(),
      catalogue: z.url(),
    }),
  })
  .meta({ id: 'Territoire' })

export const PAGE_MAX = 200

/** What a list may be asked: wrong values are refused, never guessed. */
export const listQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).optional().describe('À partir de 1.'),
  taille: z.coerce.number().int().min(1).max(PAGE_MAX).optional().describe('50 par page si rien n’est dit.'),
})

export const actionsQuery = listQuery.extend({
  commune: z
    .string()
    .regex(/^(\d{5}|2[AB]\d{3})$/)
    .optional()
    .describe(
      'Code officiel de la commune : ses actions, celles de ses quartiers, celles de tout le territoire.',
    ),
  axe: z.string().max(300).optional().describe('Le texte exact du champ « axe ».'),
  q: z.string().max(200).optional().describe('Un mot du titre, du résumé, du public ou des acteurs.'),
})

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
  })
  .meta({ id: 'Probleme', description: 'RFC 9457.' })

/** A page of a list. */
export function pageOf(item: z.ZodObject, id: string) {
  return z
    .object({
      donnees: z.array(item),
      total: z.int(),
      page: z.int(),
      taille: z.int(),
      suivante: z.url().nullable(),
      precedente: z.url().nullable(),
    })
    .meta({ id })
}
