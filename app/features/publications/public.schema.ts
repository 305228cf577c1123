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
    titre: z.string().describe('Le titre du document.'),
    resume: z.string().describe('En quelques phrases.'),
    etat: z.string().describe('En vigueur, terminé…'),
    debut: day.describe('Premier jour.'),
    fin: day.describe('Premier jour après la fin, ou rien.'),
    communes: z.array(place).describe('Les communes du périmètre.'),
    quartiers: z.array(place).describe('Les quartiers prioritaires du périmètre.'),
    axes: z.array(z.object({ numero: z.string(), titre: z.string() })).describe('Les axes de premier rang.'),
    signataires: z.array(z.string()).describe('Qui a signé.'),
    exemple: z.boolean().describe('Vrai pour une donnée inventée de la démonstration.'),
  })
  .meta({ id: 'Document', description: 'Un document-cadre publié.' })

export const publicFiche = z
  .object({
    code: z.string().describe('Code de la fiche dans son territoire.'),
    titre: z.string().describe('Le titre de l’action.'),
    resume: z.string().describe('En quelques phrases.'),
    etat: z.string().describe('Validée, en cours, terminée.'),
    axe: z.string().describe('Axe principal, « 4. Réussite éducative ».'),
    porteur: z.string().describe('Qui répond de l’action.'),
    porteurSiret: z
      .string()
      .nullable()
      .default(null)
      .describe('SIRET de qui répond de l’action, quand il est connu et juste.'),
    operateurs: z.array(z.string()).describe('Qui la conduit.'),
    partenaires: z.array(z.string()).describe('Avec qui.'),
    financeurs: z.array(z.string()).describe('Qui la finance.'),
    communes: z.array(place).describe('Vide : tout le territoire, ou les quartiers cités.'),
    quartiers: z.array(place).describe('Les quartiers prioritaires concernés.'),
    publicVise: z.string().describe('À qui elle s’adresse.'),
    debut: day.describe('Premier jour.'),
    fin: day.describe('Premier jour après la fin, ou rien.'),
    budgetEuros: z.number().nullable().describe('Budget prévisionnel, en euros.'),
    exemple: z.boolean().describe('Vrai pour une donnée inventée de la démonstration.'),
  })
  .meta({ id: 'Fiche', description: 'Une fiche action publiée.' })

export const publicExperience = z
  .object({
    titre: z.string().describe('Le titre de la fiche.'),
    mois: z.iso.date().describe('Premier jour du mois où la fiche était vraie.'),
    typeAction: z.string().describe('Le type d’action.'),
    departement: z.string().describe('Le département.'),
    objectifs: z.string().describe('Les objectifs et le bref descriptif.'),
    bilan: z.string().describe('Ce que l’on en retient.'),
    mesure: z.boolean().describe('Faux : les effets ne sont pas mesurés.'),
    chiffres: z
      .array(z.object({ valeur: z.string(), label: z.string() }))
      .describe('Les chiffres de la fiche, avec leurs mots.'),
    exemple: z.boolean().describe('Vrai pour une donnée inventée de la démonstration.'),
  })
  .meta({ id: 'Experience', description: 'Une fiche d’expérience publiée.' })

export const publicRapport = z
  .object({
    titre: z.string().describe('Le titre du rapport.'),
    annee: z.int().describe('L’année dont il rend compte.'),
    document: z.string().describe('Le contrat de ville dont il rend compte.'),
    debattuLe: z.iso.date().describe('Jour du débat au conseil communautaire.'),
    avis: z
      .array(z.object({ organisation: z.string(), avis: z.string() }))
      .describe('Les avis rendus avant le débat.'),
    exemple: z.boolean().describe('Vrai pour une donnée inventée de la démonstration.'),
  })
  .meta({ id: 'Rapport', description: 'Un rapport annuel politique de la ville publié.' })

export const publicEvaluation = z
  .object({
    titre: z.string().describe('Le titre du rapport.'),
    nature: z.string().describe('Évaluation à mi-parcours ou finale.'),
    document: z.string().describe('Le document-cadre évalué.'),
    signeLe: z.iso.date().describe('Jour de la signature du rapport.'),
    synthese: z.string().describe('L’essentiel, en quelques phrases.'),
    recommandations: z
      .array(
        z.object({ texte: z.string(), organisation: z.string(), echeance: z.iso.date(), etat: z.string() }),
      )
      .describe('Ce qui est recommandé, à qui, pour quand, et où cela en est.'),
    exemple: z.boolean().describe('Vrai pour une donnée inventée de la démonstration.'),
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
