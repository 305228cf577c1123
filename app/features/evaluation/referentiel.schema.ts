import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'

/** The three objects the national observatory of the city policy asks to keep apart. */
export const objets = {
  contexte: 'Évolution du contexte',
  actions: 'Suivi et effets des actions',
  valeur_ajoutee: 'Valeur ajoutée du contrat',
} as const

export type Objet = keyof typeof objets

export const objetLeads: Record<Objet, string> = {
  contexte:
    'Comment change la vie dans les quartiers et les communes, que le contrat y soit pour quelque chose ou non.',
  actions: 'Ce que les actions ont réalisé, pour qui, et ce qu’elles changent.',
  valeur_ajoutee:
    'Ce que le contrat lui-même apporte : travailler ensemble, mobiliser le droit commun, décider mieux.',
}

export const criteres = {
  pertinence: 'Pertinence',
  coherence: 'Cohérence',
  efficacite: 'Efficacité',
  efficience: 'Efficience',
  impact: 'Impact',
  durabilite: 'Durabilité',
  participation: 'Participation',
} as const

export type Critere = keyof typeof criteres

export const reponses = {
  oui: 'Oui',
  en_partie: 'En partie',
  non: 'Non',
  sans_conclusion: 'On ne peut pas conclure',
} as const

export type Reponse = keyof typeof reponses

export const questionInput = z.object({
  objet: z.enum(keysOf(objets)),
  texte: z.string().trim().min(1).max(500),
  axeId: z.uuid().nullable(),
  engagementId: z.uuid().nullable(),
  critere: z.enum(keysOf(criteres)),
  jugement: z.string().trim().max(2_000),
  indicateurs: z.array(z.string()),
  methode: z.string().trim().max(2_000),
  sources: z.string().trim().max(2_000),
  organisationId: z.uuid(),
  fonction: z.string().trim().min(1).max(200),
  echeance: isoDay,
  budgetCentimes: z.int().nonnegative(),
})

export type QuestionInput = z.infer<typeof questionInput>

export const constatEvaluationInput = z.object({
  titre: z.string().trim().min(1).max(300),
  reponse: z.enum(keysOf(reponses)),
  texte: z.string().trim().max(4_000),
  etudes: z.array(z.string()),
  diagnostics: z.array(z.string()),
  indicateurs: z.array(z.string()),
  chiffres: z.array(z.string()),
  limites: z.string().trim().max(2_000),
})

export type ConstatEvaluationInput = z.infer<typeof constatEvaluationInput>

/** What the wizard takes for every question it writes: the three things that are mandatory. */
export const propositionInput = z.object({
  organisationId: z.uuid(),
  fonction: z.string().trim().min(1).max(200),
  echeance: isoDay,
  budgetCentimes: z.int().nonnegative(),
  retenues: z.array(z.string()).min(1),
})

export type PropositionInput = z.infer<typeof propositionInput>
