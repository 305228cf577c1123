import { z } from 'zod'

/*
 * What is public, field by field: what a publication copies, what the portal shows, what the interface gives. A field
 * that is not here cannot leave the territory.
 */

const place = z.object({
  code: z.string().describe('Code officiel (COG ou code du quartier).'),
  nom: z.string(),
})

const day = z.iso.date().nullable()

export const publicDocument = z
  .object({
    code: z.string().describe('Code du document dans son territoire.'),
    nature: z.string().describe('Contrat de ville, PTCS…'),
    titre: z.string(),
    resume: z.string(),
    etat: z.string(),
    debut: day.describe('Premier jour.'),
    fin: day.describe('Premier jour après la fin, ou rien.'),
    communes: z.array(place),
    quartiers: z.array(place),
    axes: z.array(z.object({ numero: z.string(), titre: z.string() })),
    signataires: z.array(z.string()),
    exemple: z.boolean().describe('Vrai pour une donnée inventée de la démonstration.'),
  })
  .meta({ id: 'Document', description: 'Un document-cadre publié.' })

export const publicFiche = z
  .object({
    code: z.string(),
    titre: z.string(),
    resume: z.string(),
    etat: z.string(),
    axe: z.string().describe('Axe principal, « 4. Réussite éducative ».'),
    porteur: z.string(),
    operateurs: z.array(z.string()),
    partenaires: z.array(z.string()),
    financeurs: z.array(z.string()),
    communes: z.array(place).describe('Vide : tout le territoire, ou les quartiers cités.'),
    quartiers: z.array(place),
    publicVise: z.string(),
    debut: day,
    fin: day,
    budgetEuros: z.number().nullable(),
    exemple: z.boolean(),
  })
  .meta({ id: 'Fiche', description: 'Une fiche action publiée.' })

export const publicExperience = z
  .object({
    titre: z.string(),
    mois: z.iso.date().describe('Premier jour du mois où la fiche était vraie.'),
    typeAction: z.string(),
    departement: z.string(),
    objectifs: z.string(),
    bilan: z.string(),
    mesure: z.boolean().describe('Faux : les effets ne sont pas mesurés.'),
    chiffres: z.array(z.object({ valeur: z.string(), label: z.string() })),
    exemple: z.boolean(),
  })
  .meta({ id: 'Experience', description: 'Une fiche d’expérience publiée.' })

export const publicRapport = z
  .object({
    titre: z.string(),
    annee: z.int(),
    document: z.string().describe('Le contrat de ville dont il rend compte.'),
    debattuLe: z.iso.date().describe('Jour du débat au conseil communautaire.'),
    avis: z.array(z.object({ organisation: z.string(), avis: z.string() })),
    exemple: z.boolean(),
  })
  .meta({ id: 'Rapport', description: 'Un rapport annuel politique de la ville publié.' })

export const publicEvaluation = z
  .object({
    titre: z.string(),
    nature: z.string().describe('Évaluation à mi-parcours ou finale.'),
    document: z.string().describe('Le document-cadre évalué.'),
    signeLe: z.iso.date().describe('Jour de la signature du rapport.'),
    synthese: z.string(),
    recommandations: z.array(
      z.object({ texte: z.string(), organisation: z.string(), echeance: z.iso.date(), etat: z.string() }),
    ),
    exemple: z.boolean(),
  })
  .meta({ id: 'Evaluation', description: 'Un rapport d’évaluation publié.' })

export const publicNatures = {
  document: {
    schema: publicDocument,
    un: 'Document-cadre',
    plusieurs: 'Documents-cadres',
    chemin: 'documents',
  },
  fiche: { schema: publicFiche, un: 'Action', plusieurs: 'Actions', chemin: 'actions' },
  experience: {
    schema: publicExperience,
    un: 'Fiche d’expérience',
    plusieurs: 'Fiches d’expérience',
    chemin: 'experiences',
  },
  rapport: { schema: publicRapport, un: 'Rapport annuel', plusieurs: 'Rapports annuels', chemin: 'rapports' },
  evaluation: {
    schema: publicEvaluation,
    un: 'Rapport d’évaluation',
    plusieurs: 'Rapports d’évaluation',
    chemin: 'evaluations',
  },
} as const

export type PublicNature = keyof typeof publicNatures
export type PublicDocument = z.infer<typeof publicDocument>
export type PublicFiche = z.infer<typeof publicFiche>
export type PublicEvaluation = z.infer<typeof publicEvaluation>
export type PublicRapport = z.infer<typeof publicRapport>
export type PublicExperience = z.infer<typeof publicExperience>

/** The nature of a part of an address: « actions » is `fiche`. */
export function natureOfPath(chemin: string): PublicNature | null {
  const found = Object.entries(publicNatures).find(([, its]) => its.chemin === chemin)
  return found ? (found[0] as PublicNature) : null // a key of the record
}
